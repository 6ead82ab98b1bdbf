package dev.assay.notebook.run;

import dev.assay.notebook.format.Output;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What one cell has left so far. Text beyond {@value #MOST_TEXT} characters and outputs beyond {@value #MOST_OUTPUTS} are dropped
 * and said so: a notebook with more is one that no frontend opens.
 */
final class CellOutputs {
    static final int MOST_TEXT = 64 << 20;
    /** A file is read with 100,000 a cell; the rest is for what is said of those dropped, and for errors. */
    static final int MOST_OUTPUTS = 99_000;

    private static final Output NO_ROOM =
            new Output.Stream("stderr", "[what the cell showed had no room, and is not kept]\n");

    private final List<Slot> slots = new ArrayList<>();
    private OptionalInt count = OptionalInt.empty();
    private boolean clearsFirst;
    private long characters;
    private boolean full;
    private boolean crowded;
    private boolean kept;
    private int next;
    private List<Output> saved = List.of();

    /**
     * Leaves the cell as it was in an earlier run, whatever it does again: only what is shown under a display id goes on being
     * updated, in the place of the earlier output. A failure is kept aside. A file holds it: that of the earlier run.
     */
    void keep(List<Output> earlier, OptionalInt number) {
        kept = true;
        count = number;
        earlier.forEach(output -> slots.add(new Slot(output)));
        saved();
    }

    boolean isKept() {
        return kept;
    }

    void count(int number) {
        if (!kept) {
            count = OptionalInt.of(number);
        }
    }

    OptionalInt count() {
        return count;
    }

    /** Streams of one name that follow each other are one output, as frontends have it. */
    void stream(String name, String text) {
        if (kept) {
            return;
        }
        begin();
        int room = (int) Math.max(0, MOST_TEXT - characters);
        characters += text.length();
        keep(name, text.length() <= room ? text : beginning(text, room));
        if (characters > MOST_TEXT) {
            dropped();
        }
    }

    /** Without half a character last. */
    private static String beginning(String text, int length) {
        boolean half = length > 0 && Character.isHighSurrogate(text.charAt(length - 1));
        return text.substring(0, half ? length - 1 : length);
    }

    private void keep(String name, String text) {
        if (text.isEmpty()) {
            return;
        }
        if (!crowded && !slots.isEmpty() && slots.get(slots.size() - 1).isStream(name)) {
            slots.get(slots.size() - 1).append(text);
        } else if (!isCrowded()) {
            slots.add(new Slot(new Output.Stream(name, text)));
        }
    }

    private void dropped() {
        if (!full) {
            full = true;
            slots.add(new Slot(new Output.Stream(
                    "stderr", "[what the cell printed beyond " + (MOST_TEXT >> 20) + " Mi characters is not kept]\n")));
        }
    }

    Slot add(Output output) {
        if (kept) {
            return inPlace(output);
        }
        begin();
        Slot slot = new Slot(output);
        if (!isCrowded() || (output instanceof Output.Failure && failure().isEmpty())) {
            slots.add(slot);
        }
        return slot;
    }

    private boolean isCrowded() {
        if (slots.size() < MOST_OUTPUTS) {
            return false;
        }
        if (!crowded) {
            crowded = true;
            slots.add(new Slot(new Output.Stream(
                    "stderr",
                    String.format(
                            Locale.ROOT, "[what the cell showed beyond %,d outputs is not kept]\n", MOST_OUTPUTS))));
        }
        return true;
    }

    private Slot inPlace(Output output) {
        if (output instanceof Output.Failure) {
            Slot failed = new Slot(output);
            if (failure().isEmpty()) { // else it fails as it did
                slots.add(failed);
            }
            return failed;
        }
        while (next < slots.size() && !(slots.get(next).output() instanceof Output.Shown)) {
            next++;
        }
        return next < slots.size() ? slots.get(next++) : new Slot(output);
    }

    /** @param waits until the next output comes, so that nothing flickers */
    void clear(boolean waits) {
        if (kept) {
            return;
        }
        clearsFirst = waits;
        if (!waits) {
            empty();
        }
    }

    /** What is gone counts no more: a bar that redraws itself all night never fills the cell. */
    private void empty() {
        slots.clear();
        characters = 0;
        full = false;
        crowded = false;
    }

    private void begin() {
        if (clearsFirst) {
            empty();
            clearsFirst = false;
        }
    }

    List<Output> outputs() {
        return slots.stream().map(Slot::output).toList();
    }

    /** What there is now stands in the file. */
    void saved() {
        saved = outputs();
    }

    boolean isSaved() {
        return outputs().equals(saved);
    }

    /** Leaves what stands in the file, and how the cell failed: the rest had no room there. */
    void backToSaved() {
        List<Output> now = outputs();
        slots.clear();
        saved.forEach(output -> slots.add(new Slot(output)));
        if (!shown(now).equals(shown(saved))) {
            slots.add(new Slot(NO_ROOM));
        }
        now.stream()
                .filter(output -> output instanceof Output.Failure && !saved.contains(output))
                .forEach(failure -> slots.add(new Slot(failure)));
    }

    private static List<Output> shown(List<Output> outputs) {
        return outputs.stream()
                .filter(output -> !(output instanceof Output.Failure))
                .toList();
    }

    Optional<Output.Failure> failure() {
        return slots.stream()
                .map(Slot::output)
                .filter(Output.Failure.class::isInstance)
                .map(Output.Failure.class::cast)
                .findFirst();
    }
}
