package dev.assay.notebook.run;

import dev.assay.notebook.format.Output;

/** An output in its place: a stream grows in it, and what is shown under a display id is replaced in it. */
final class Slot {
    private final StringBuilder text = new StringBuilder();
    private Output output;

    Slot(Output output) {
        this.output = output;
        if (output instanceof Output.Stream stream) {
            text.append(stream.text());
        }
    }

    boolean isStream(String name) {
        return output instanceof Output.Stream stream && stream.name().equals(name);
    }

    void append(String more) {
        text.append(more);
    }

    Output output() {
        return output instanceof Output.Stream stream ? new Output.Stream(stream.name(), text.toString()) : output;
    }

    void replace(Output other) {
        output = other;
    }
}
