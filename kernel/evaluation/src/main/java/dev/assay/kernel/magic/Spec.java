package dev.assay.kernel.magic;

import java.util.ArrayList;
import java.util.List;

/**
 * A built-in magic: what it is called and what it says of itself; {@link BuiltIn} does it.
 *
 * @param cell whether it takes a whole cell
 * @param names the first is shown, the others are what relatives of this kernel call it
 * @param arguments in the manner of a usage line: {@code G:A:V ... [-o]}
 * @param summary one sentence
 * @param example one that works
 */
record Spec(boolean cell, List<String> names, String arguments, String summary, String example) {
    static Spec line(String name, String arguments, String summary, String example) {
        return new Spec(false, List.of(name), arguments, summary, example);
    }

    static Spec cell(String name, String arguments, String summary, String example) {
        return new Spec(true, List.of(name), arguments, summary, example);
    }

    Spec alias(String... others) {
        List<String> all = new ArrayList<>(names);
        all.addAll(List.of(others));
        return new Spec(cell, all, arguments, summary, example);
    }

    String name() {
        return names.get(0);
    }

    /** {@code %maven} or {@code %%html}. */
    String shown() {
        return (cell ? "%%" : "%") + name();
    }

    String usage() {
        return "usage:   " + (shown() + " " + arguments).strip() + "\nexample: " + example.replace("\n", "\n         ");
    }

    String help() {
        String also = names.size() == 1 ? "" : "\nalso:    " + String.join(", ", names.subList(1, names.size()));
        return shown() + ": " + summary + "\n" + usage() + also + "\n";
    }
}
