package dev.assay.cli;

import dev.assay.report.StepListener;
import dev.assay.schema.Counted;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** A bar on stderr while a scan runs; nothing where stderr is no terminal, or where people asked for quiet. */
final class Progress implements StepListener.Step {

    private final Output output;
    private final @Nullable ProgressBar bar;

    Progress(String task, Output output) {
        this.output = output;
        boolean shown = isTerminal() && !output.isQuiet();
        this.bar = shown
                ? new ProgressBarBuilder()
                        .setTaskName(task)
                        .setStyle(ProgressBarStyle.ASCII)
                        .setConsumer(new ConsoleProgressBarConsumer(System.err))
                        .build()
                : null;
    }

    @Override
    public void found(long files) {
        if (bar != null) {
            bar.maxHint(files);
        }
    }

    @Override
    public void done(long items) {
        if (bar != null) {
            bar.stepTo(items);
        }
    }

    @Override
    public void comparing(long items) {
        if (bar != null) {
            bar.setExtraMessage(" comparing " + Counted.of(items, "item"));
        }
    }

    @Override
    public void remark(String words) {
        output.tell(Plain.text(words));
    }

    @Override
    public void close() {
        if (bar != null) {
            // Some of the files found were metadata, and are no items: what was done is all there was to do.
            bar.setExtraMessage("");
            bar.maxHint(bar.getCurrent());
            bar.close();
        }
    }

    /** Whether people watch. The launcher knows of stderr; Java only of stdin and stdout together. */
    private static boolean isTerminal() {
        return "1".equals(System.getenv("ASSAY_TERMINAL"));
    }
}
