package dev.assay.kernel.assist;

import dev.assay.kernel.assist.Candidates.Rank;
import dev.assay.kernel.assist.Surroundings.MagicHelp;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Lines that start with a percent sign: their names, and paths after those that take files. */
final class MagicLines {
    /** A folder with more entries is cut off, so that a slow disk does not hold up the answer. */
    private static final int MOST_FILES = 2000;

    private final Surroundings surroundings;

    MagicLines(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** The magic a line calls. */
    Optional<MagicHelp> called(String line) {
        String name = line.strip().split("\\s", 2)[0];
        return surroundings.magics().stream()
                .filter(magic -> magic.written().equals(name))
                .findFirst();
    }

    /** Whether the text is a cell magic's whose body is not Java. */
    boolean isForeign(String text) {
        String line = text.stripLeading().lines().findFirst().orElse("");
        if (!line.startsWith("%%")) {
            return false;
        }
        return called(line).map(magic -> !magic.java()).orElse(true);
    }

    /** A completed piece of a magic line and where it starts. */
    record Completed(Candidates candidates, int start) {}

    Completed complete(ChunkedCell cell, Token line, int cursor) {
        String written = cell.text().substring(line.start(), cursor);
        int blank = lastBlank(written);
        if (blank < 0) {
            boolean first = cell.text().substring(0, line.start()).isBlank();
            Candidates candidates = new Candidates(written);
            for (MagicHelp magic : surroundings.magics()) {
                if (first || !magic.cell()) {
                    String help = magic.help().lines().findFirst().orElse("");
                    candidates.add(
                            magic.written(), magic.written(), "magic", help, magic.cell() ? Rank.TYPE : Rank.MEMBER);
                }
            }
            return new Completed(candidates, line.start());
        }
        String word = written.substring(blank + 1);
        boolean files = called(written).map(MagicHelp::files).orElse(false);
        int slash = Math.max(word.lastIndexOf('/'), word.lastIndexOf('\\'));
        Candidates candidates = new Candidates(word.substring(slash + 1));
        if (files) {
            paths(word.substring(0, slash + 1), candidates);
        }
        return new Completed(candidates, line.start() + blank + 1 + slash + 1);
    }

    private static int lastBlank(String written) {
        int at = written.length() - 1;
        while (at >= 0 && !Character.isWhitespace(written.charAt(at))) {
            at--;
        }
        return at;
    }

    private void paths(String parent, Candidates candidates) {
        try {
            Path home = Path.of(System.getProperty("user.home", ""));
            Path folder = parent.startsWith("~/")
                    ? home.resolve(parent.substring(2))
                    : surroundings.folder().resolve(parent);
            int seen = 0;
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
                for (Path entry : entries) {
                    path(entry, candidates);
                    if (++seen == MOST_FILES) {
                        return;
                    }
                }
            }
        } catch (IOException | InvalidPathException | SecurityException unreadable) {
            // nothing to offer
        }
    }

    private static void path(Path entry, Candidates candidates) {
        String name = entry.getFileName().toString();
        // blanks and control characters would end the argument; hidden files come when asked for
        boolean plain = name.chars().noneMatch(c -> Character.isWhitespace(c) || Character.isISOControl(c));
        if (plain && (!name.startsWith(".") || candidates.prefix().startsWith("."))) {
            String text = Files.isDirectory(entry) ? name + "/" : name;
            candidates.add(text, text, "path", null, Rank.MEMBER);
        }
    }

    /** The help of a magic by its line, plain text. */
    Optional<String> help(String line) {
        return called(line).map(magic -> magic.written() + "\n\n" + magic.help());
    }
}
