package dev.assay.kernel.magic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code %load}: runs a file as if it stood in the cell. */
final class LoadMagic {
    private static final long LARGEST = 64L << 20;

    private final MagicSession session;
    private final Deque<Path> loading = new ArrayDeque<>();

    LoadMagic(MagicSession session) {
        this.session = session;
    }

    @Nullable
    Object run(Call call) throws Exception {
        if (call.words().isEmpty()) {
            throw call.misuse("%load needs a file");
        }
        Object last = null;
        for (String word : call.words()) {
            List<Path> files = PathMagics.glob(word);
            if (files.isEmpty()) {
                throw call.misuse("There is no file " + Words.printable(word) + " (looked from "
                        + Path.of("").toAbsolutePath() + ")");
            }
            for (Path file : files) {
                last = load(file);
            }
        }
        return last;
    }

    private @Nullable Object load(Path file) throws Exception {
        Path real = file.toRealPath();
        String shown = Words.printable(real.toString(), 300);
        if (loading.contains(real)) {
            List<String> circle = new ArrayList<>();
            loading.descendingIterator().forEachRemaining(path -> circle.add(name(path)));
            throw new MagicError(
                    "%load " + shown + " would load itself: " + String.join(" -> ", circle) + " -> " + name(real));
        }
        List<String> cells = read(real, shown);
        loading.push(real);
        try {
            Object last = null;
            for (int i = 0; i < cells.size(); i++) {
                String place = cells.size() == 1 ? name(real) : name(real) + " cell " + (i + 1);
                last = session.evaluate(cells.get(i), place, 1);
            }
            return last;
        } finally {
            loading.pop();
        }
    }

    private static String name(Path file) {
        return Words.printable(String.valueOf(file.getFileName()));
    }

    private static List<String> read(Path file, String shown) {
        try {
            if (Files.isDirectory(file)) {
                throw new MagicError(shown + " is a directory; %jars adds jars, %classpath class directories");
            }
            if (Files.size(file) > LARGEST) {
                throw new MagicError(shown + " is larger than 64 MB, too large for code");
            }
            if (file.toString().toLowerCase(Locale.ROOT).endsWith(".ipynb")) {
                return notebook(file, shown);
            }
            String text = Files.readString(file, StandardCharsets.UTF_8);
            return List.of(withoutCommands(text, shown));
        } catch (CharacterCodingException e) {
            throw new MagicError(shown + " is no UTF-8 text", e);
        } catch (IOException e) {
            throw new MagicError("Cannot read " + shown + ": " + Words.printable(e.toString(), 300), e);
        }
    }

    /** Commands of the jshell tool ({@code /open}, {@code /set}) are no Java: their lines are emptied, and it is said. */
    private static String withoutCommands(String text, String shown) {
        if (!shown.toLowerCase(Locale.ROOT).endsWith(".jshell")
                && !shown.toLowerCase(Locale.ROOT).endsWith(".jsh")) {
            return text;
        }
        List<String> left = new ArrayList<>();
        String code = text.lines()
                .map(line -> {
                    if (line.matches("/[a-z!?-].*") && !line.startsWith("//") && !line.startsWith("/*")) {
                        left.add(Words.printable(line, 40));
                        return "";
                    }
                    return line;
                })
                .collect(Collectors.joining("\n", "", "\n"));
        if (!left.isEmpty()) {
            Call.note("Left out of " + shown + ", since they are commands of the jshell tool: "
                    + String.join(", ", left) + "\n");
        }
        return code;
    }

    private static List<String> notebook(Path file, String shown) throws IOException {
        JsonNode root;
        try {
            root = new ObjectMapper().readTree(Files.readAllBytes(file));
        } catch (com.fasterxml.jackson.core.JacksonException e) {
            throw new MagicError(shown + " is no notebook: " + Words.printable(e.getOriginalMessage(), 300), e);
        }
        if (!root.path("cells").isArray()) {
            throw new MagicError(shown + " is no notebook: it has no cells (format 4 is read)");
        }
        List<String> cells = new ArrayList<>();
        for (JsonNode cell : root.path("cells")) {
            if (cell.path("cell_type").asText().equals("code")) {
                cells.add(source(cell.path("source")));
            }
        }
        return cells;
    }

    private static String source(JsonNode source) {
        if (!source.isArray()) {
            return source.asText();
        }
        StringBuilder lines = new StringBuilder();
        source.forEach(line -> lines.append(line.asText()));
        return lines.toString();
    }
}
