package dev.assay.assembly;

import dev.assay.assembly.server.ScriptedEvaluator;
import java.util.List;

/** A kernel's process as {@link KernelMain} runs it, with a scripted session; tests start it as a process of its own. */
final class ScriptedKernel {
    private ScriptedKernel() {}

    public static void main(String[] words) {
        System.exit(KernelMain.run(List.of(words), options -> new ScriptedEvaluator()));
    }
}
