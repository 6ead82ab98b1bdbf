package dev.assay.jupyter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * How a kernel knows which process it ends with: by the variable that Jupyter's kernels look at. A process of ours says in a second
 * one which connection file it made for the kernel, and where ids of processes mean what they mean to itself. Where that is so the
 * process is the kernel's ancestor, or gone; and the connection file, which is temporary, is the kernel's alone.
 */
public final class ParentProcess {
    /** The variable that holds its id. */
    public static final String NAME = "JPY_PARENT_PID";

    private static final String OURS = "ASSAY_PARENT";

    private ParentProcess() {}

    /** Adds what a kernel is to know that this process is about to start, with a connection file made for it. */
    public static void tell(Map<String, String> environment, Path connectionFile) {
        String id = Long.toString(ProcessHandle.current().pid());
        environment.put(NAME, id);
        environment.put(OURS, said(id, connectionFile));
    }

    /** Whether it is one of ours, which made this connection file; not for what kernels of ours start in turn. */
    public static boolean isOurs(Map<String, String> environment, Path connectionFile) {
        String id = environment.get(NAME);
        return id != null && said(id, connectionFile).equals(environment.get(OURS));
    }

    private static String said(String id, Path connectionFile) {
        return id + " " + namespace() + " " + connectionFile.toAbsolutePath();
    }

    /** Within which ids of processes are unique: a container has its own. Other systems than Linux have one. */
    private static String namespace() {
        try {
            return Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString();
        } catch (IOException | UnsupportedOperationException e) {
            return "-";
        }
    }
}
