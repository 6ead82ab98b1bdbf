package dev.assay.schema;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Of how many items a classifier of the user's could say nothing, as {@link Columns#CLASSIFIER_ERROR} has it, and why not. */
public final class Unanswered {

    private long items;
    private String first = "";

    /** The next item, and why a classifier says nothing of it, or null where none is at a loss. */
    public void add(String id, @Nullable String error) {
        if (error != null) {
            first = items == 0 ? id + ": " + error : first;
            items++;
        }
    }

    /** How many there are, and the reason of the first, for people; empty where there are none. Names in it are data. */
    public Optional<String> words() {
        return items == 0
                ? Optional.empty()
                : Optional.of("a classifier of yours gave no answer that can be used for " + Counted.of(items, "item")
                        + "; the first is " + first);
    }
}
