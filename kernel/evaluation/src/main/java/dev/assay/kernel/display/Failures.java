package dev.assay.kernel.display;

/** A user's code that fails while its value is shown. */
final class Failures {

    private static final int LONGEST = 500;

    private Failures() {}

    /** Class and message of a failure, whose own message may fail too. */
    static String words(Throwable failure) {
        String name = failure.getClass().getName();
        try {
            String message = failure.getMessage();
            if (message == null || message.isEmpty()) {
                return name;
            }
            return name + ": " + (message.length() > LONGEST ? message.substring(0, LONGEST) + "…" : message);
        } catch (Exception | StackOverflowError | LinkageError | AssertionError e) {
            rethrowIfInterrupt(e);
            return name;
        }
    }

    /** An interrupt that comes while something is shown is for the cell, however deep it strikes. */
    static void rethrowIfInterrupt(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof InterruptedException) {
                Thread.currentThread().interrupt();
                Failures.<RuntimeException>sneak(t);
            }
            if (t.getCause() == t) {
                return;
            }
        }
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <T extends Throwable> void sneak(Throwable failure) throws T {
        throw (T) failure;
    }
}
