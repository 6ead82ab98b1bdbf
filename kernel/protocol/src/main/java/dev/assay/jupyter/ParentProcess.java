package dev.assay.jupyter;

import java.util.Map;

/**
 * How a kernel knows which process it ends with: by the variable that Jupyter's kernels look at. A process of ours says the same
 * in a second one. Where both agree the kernel is its child, and not in a container of its own, where ids of other processes
 * mean nothing; and its connection file is the kernel's alone.
 */
public final class ParentProcess {
    /** The variable that holds its id. */
    public static final String NAME = "JPY_PARENT_PID";

    private static final String OURS = "ASSAY_PARENT_PID";

    private ParentProcess() {}

    /** Adds what a kernel is to know that this process is about to start. */
    public static void tell(Map<String, String> environment) {
        String id = Long.toString(ProcessHandle.current().pid());
        environment.put(NAME, id);
        environment.put(OURS, id);
    }

    /** Whether it is one of ours, and none that it started in turn. */
    public static boolean isOurs(Map<String, String> environment) {
        return environment.containsKey(OURS) && environment.get(OURS).equals(environment.get(NAME));
    }
}
