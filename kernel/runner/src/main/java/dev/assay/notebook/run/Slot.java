package dev.assay.notebook.run;

import dev.assay.notebook.format.Output;

/** An output in its place: a stream grows in it, and what is shown under a display id is replaced in it. */
final class Slot {
    private final StringBuilder text = new StringBuilder();
    private Output output;
    private boolean grown;

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
        grown = true;
    }

    /** The same object until something changes: a notebook is saved more often than most of its outputs grow. */
    Output output() {
        if (grown && output instanceof Output.Stream stream) {
            output = new Output.Stream(stream.name(), text.toString());
            grown = false;
        }
        return output;
    }

    void replace(Output other) {
        output = other;
    }
}
