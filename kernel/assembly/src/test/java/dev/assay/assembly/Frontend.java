package dev.assay.assembly;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Starts a kernel as Jupyter does and then does nothing, until a test kills it. */
final class Frontend {
    private Frontend() {}

    public static void main(String[] words) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(List.of(words));
        builder.environment()
                .put("JPY_PARENT_PID", Long.toString(ProcessHandle.current().pid()));
        Process kernel = builder.redirectErrorStream(true)
                .redirectOutput(Path.of(words[words.length - 1] + ".log").toFile())
                .start();
        System.out.println(kernel.pid());
        Thread.sleep(60_000);
    }
}
