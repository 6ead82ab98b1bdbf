package dev.assay.kernel;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Runs cells one after the other, as a frontend would, and remembers what they showed. */
final class Notebook implements AutoCloseable {
    private final JavaKernel kernel;
    private final Shown shown = new Shown();
    private int cell;

    Notebook(KernelOptions options) {
        kernel = JavaKernel.open(options);
    }

    static Notebook plain() {
        return new Notebook(KernelOptions.defaults().withExtensions(false));
    }

    JavaKernel kernel() {
        return kernel;
    }

    /** What the next cell is worth, as text; the exception's name and message where it failed. */
    String run(String code) {
        return text(outcome(code));
    }

    static String text(Outcome outcome) {
        if (outcome instanceof Outcome.Failed failed) {
            return failed.name() + ": " + failed.message();
        }
        MimeBundle result = ((Outcome.Done) outcome).result();
        return result == null
                ? ""
                : Objects.requireNonNull(result.data().get("text/plain")).asText();
    }

    Outcome outcome(String code) {
        shown.text.setLength(0);
        shown.displays.clear();
        return kernel.execute(new Evaluator.Cell(++cell, code, false), shown);
    }

    /** What the next cell's failure looks like, without colours. */
    String failure(String code) {
        Outcome outcome = outcome(code);
        return outcome instanceof Outcome.Failed failed
                ? String.join("\n", failed.traceback()).replaceAll("\u001b\\[[0-9;]*m", "")
                : "it did not fail";
    }

    /** What the last cell printed, on both streams. */
    String printed() {
        return shown.text.toString();
    }

    List<String> displays() {
        return shown.displays;
    }

    /** Runs a cell that prints {@code started} and is interrupted then. */
    Interrupted interrupt(String code) throws InterruptedException {
        Thread interrupting = new Thread(() -> {
            while (shown.text.indexOf("started") < 0) {
                pause(5);
            }
            pause(150); // into the middle of it
            shown.interruptedAt = System.nanoTime();
            kernel.interrupt();
        });
        shown.text.setLength(0);
        interrupting.start();
        Outcome outcome = kernel.execute(new Evaluator.Cell(++cell, code, false), shown);
        Duration took = Duration.ofNanos(System.nanoTime() - shown.interruptedAt);
        interrupting.join(TimeUnit.SECONDS.toMillis(5));
        return new Interrupted(text(outcome), took);
    }

    record Interrupted(String outcome, Duration took) {}

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        kernel.close();
    }

    @SuppressWarnings("JdkObsolete") // several threads read and write it
    private static final class Shown implements Outputs {
        final StringBuffer text = new StringBuffer();
        final List<String> displays = new CopyOnWriteArrayList<>();
        volatile long interruptedAt;

        @Override
        public void text(Stream stream, String more) {
            text.append(more);
        }

        @Override
        public void display(MimeBundle bundle, @Nullable String displayId) {
            displays.add("display " + bundle.data().get("text/plain"));
        }

        @Override
        public void update(MimeBundle bundle, String displayId) {
            displays.add("update " + bundle.data().get("text/plain"));
        }

        @Override
        public void clear(boolean wait) {
            displays.add("clear");
        }

        @Override
        public String input(String prompt, boolean password) throws IOException, InterruptedException {
            Thread.sleep(TimeUnit.MINUTES.toMillis(1));
            throw new IOException("nobody answered");
        }
    }
}
