package dev.assay.source.walk;

import java.util.Locale;
import java.util.Set;

/** What systems and tools leave in folders, and nobody counts as data. */
final class Litter {

    private static final Set<String> FOLDERS =
            Set.of("$recycle.bin", "system volume information", "lost+found", "__macosx", "@eadir", "__pycache__");
    private static final Set<String> FILES = Set.of(
            ".ds_store",
            ".directory",
            ".gitattributes",
            ".gitignore",
            ".gitkeep",
            ".localized",
            "desktop.ini",
            "ehthumbs.db",
            "thumbs.db");

    private Litter() {}

    /** Whether a folder is not entered: hidden ones, and bins and caches of systems. */
    static boolean folder(String name) {
        return name.startsWith(".") || FOLDERS.contains(name.toLowerCase(Locale.ROOT));
    }

    /** Whether a file is left out: a system's own, or the other half of a file that macOS split ({@code ._name}). */
    static boolean file(String name) {
        return name.startsWith("._") || FILES.contains(name.toLowerCase(Locale.ROOT));
    }
}
