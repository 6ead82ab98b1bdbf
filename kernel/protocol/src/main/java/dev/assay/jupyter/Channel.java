package dev.assay.jupyter;

/** The five sockets of a kernel. */
public enum Channel {
    /** Requests that take their turn: cells, completion, history. */
    SHELL("shell"),
    /** Requests that must not wait for a cell: interrupt, shutdown. */
    CONTROL("control"),
    /** The kernel asks, the frontend answers. */
    STDIN("stdin"),
    /** Outputs and status, to everybody who listens. */
    IOPUB("iopub"),
    /** Bytes that come back, to see that the process lives. */
    HEARTBEAT("hb");

    private final String key;

    Channel(String key) {
        this.key = key;
    }

    /** The name of its port in a connection file, without {@code _port}. */
    String key() {
        return key;
    }
}
