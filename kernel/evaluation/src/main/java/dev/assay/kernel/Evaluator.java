package dev.assay.kernel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A running Java session. {@link #execute} is called by one thread at a time; everything else from any thread, also while a
 * cell runs.
 */
public interface Evaluator extends AutoCloseable {
    /** Runs a cell to its end; blocks. A failure is an outcome, never an exception. */
    Outcome execute(Cell cell, Outputs outputs);

    /** Evaluates one expression without side effects on the session's history; for {@code user_expressions}. */
    Outcome evaluate(String expression, Outputs outputs);

    /**
     * Stops the cell that runs now, whatever it does, and returns at once; nothing happens where none runs.
     *
     * @return whether one ran
     */
    boolean interrupt();

    /** What could stand at the cursor, counted in code points. */
    Completions complete(String code, int cursor);

    /** What stands at the cursor: signature and Javadoc. {@code detail} 0 or 1. */
    Optional<MimeBundle> inspect(String code, int cursor, int detail);

    /** Whether the text is a finished cell. */
    Completeness completeness(String code);

    /** The comms that extensions opened or registered targets for. */
    Comms comms();

    @Override
    void close();

    /**
     * One cell as it was sent.
     *
     * @param number the execution count shown beside it, from 1
     * @param silent whether no result is wanted
     */
    record Cell(int number, String code, boolean silent) {}

    /** Comm messages, both ways. */
    interface Comms {
        /** Where messages of this side go; set once by the server. */
        void sendTo(Wire wire);

        /** A {@code comm_open} from the frontend; an unknown target is answered with {@code comm_close}. */
        void opened(String id, String target, Payload payload);

        /** A {@code comm_msg} from the frontend. */
        void message(String id, Payload payload);

        /** A {@code comm_close} from the frontend. */
        void closed(String id, Payload payload);

        /** Target name by comm id, of those open. */
        Map<String, String> open();

        /**
         * What a comm message carries.
         *
         * @param data JSON
         * @param metadata of the message, for instance the version of the widgets' protocol; empty if none
         * @param buffers binary parts, in order: what JSON would have to carry as base64
         */
        record Payload(JsonNode data, ObjectNode metadata, List<byte[]> buffers) {
            /** Copies the list, not what is in it. */
            public Payload {
                buffers = List.copyOf(buffers);
            }
        }

        /**
         * Sends {@code comm_open}, {@code comm_msg}, {@code comm_close} on iopub; {@code content} is all but the payload:
         * the comm's id, and its target where it is opened.
         */
        interface Wire {
            void send(String type, ObjectNode content, Payload payload);
        }
    }
}
