package dev.assay.kernel;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Something that every cell sees without importing it. It reaches the compiler with the first cell that mentions one of its
 * names, since a session's imports are compiled one by one when they come and read again with every snippet.
 *
 * @param declaration what stands between {@code import} and the semicolon: {@code java.util.*},
 *     {@code static java.lang.Math.max}
 * @param names the simple names it brings; empty where nobody says, and the import is then there from the start, unless the
 *     names can be found without looking into jars (packages of the JDK)
 */
public record Import(String declaration, Set<String> names) {
    /** Copies the names. */
    public Import {
        names = Set.copyOf(names);
    }

    /** An import whose names follow from it: a single type or member, or a package of the JDK. */
    public static Import of(String declaration) {
        String last = declaration.substring(declaration.lastIndexOf('.') + 1);
        return new Import(declaration, last.equals("*") ? Set.of() : Set.of(last));
    }

    /** Everything of a package or class, whose names are told. */
    public static Import of(String declaration, String... names) {
        return new Import(declaration, Set.of(names));
    }

    /** Several that speak for themselves. */
    public static List<Import> all(String... declarations) {
        return Arrays.stream(declarations).map(Import::of).toList();
    }

    /** Whether it brings whatever a package or class holds. */
    public boolean isOnDemand() {
        return declaration.endsWith(".*");
    }

    /** As a cell would say it. */
    public String source() {
        return "import " + declaration + ";";
    }
}
