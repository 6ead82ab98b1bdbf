package dev.assay.cli;

import dev.assay.report.StepListener;
import java.util.List;

/** Bars on stderr for the steps of an analysis, and its warnings. */
final class Steps implements StepListener {

    private final Output output;

    Steps(Output output) {
        this.output = output;
    }

    @Override
    public Step begin(String name) {
        return new Progress(name, output);
    }

    @Override
    public void warn(List<String> warnings) {
        output.warn(warnings.stream().map(Plain::text).toList());
    }
}
