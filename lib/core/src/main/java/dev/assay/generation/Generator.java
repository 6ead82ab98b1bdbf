package dev.assay.generation;

import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A method that makes fakes.
 *
 * @param name unique in its catalogue
 * @param family what kind of fake it makes, such as {@code face-swap}
 * @param proportion of all fakes of the test split, in (0,1]
 * @param needsDonor whether a second person gives the face, the motion or the voice
 * @param heldOut whether it is kept for the test split
 * @param reference where the method is described; null where nobody said
 * @param variants at least one
 */
public record Generator(
        String name,
        String family,
        double proportion,
        boolean needsDonor,
        boolean heldOut,
        @Nullable String reference,
        List<Variant> variants) {

    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,63}");

    public Generator {
        requireWord("name", name);
        requireWord("family", family);
        variants = List.copyOf(variants);
        if (!(proportion > 0 && proportion <= 1)) {
            throw new IllegalArgumentException(
                    "the proportion of " + name + " must be above 0 and at most 1, found " + proportion);
        }
        if (variants.isEmpty()) {
            throw new IllegalArgumentException(name + " needs at least one variant");
        }
        if (variants.stream().map(Variant::name).distinct().count() < variants.size()) {
            throw new IllegalArgumentException(name + " has two variants of one name");
        }
    }

    /** Names end in file names and command lines: letters, digits, {@code _ . -}, at most 64. */
    static void requireWord(String what, String word) {
        if (!WORD.matcher(Objects.requireNonNull(word)).matches()) {
            throw new IllegalArgumentException(what
                    + " must be 1 to 64 of A-Z a-z 0-9 _ . - and begin with a letter or digit, found \"" + word + "\"");
        }
    }
}
