package dev.assay.notebook.parameter;

import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Values that cells may use and nobody reads in what they leave. They come from a variable of the environment or a file, are
 * given to the kernel past its history, and are replaced by {@code [secret NAME]} wherever they turn up: as they are, and as
 * JSON, HTML, Markdown, a URL or base64 would write them. A value that is cut, reversed or computed with is no longer recognised.
 */
public final class Secrets {
    private static final int SHORTEST = 4;
    /** A line of a longer value that is this long is a secret of its own: programs print keys line by line. */
    private static final int SHORTEST_LINE = 8;

    private static final byte[] LINE_END = {'\n'};
    /** A control character as Jackson escapes it; others take small letters. */
    private static final Pattern UPPER_HEX = Pattern.compile("(?<!\\\\)\\\\(u00[0-9A-F]{2})");

    private final Map<String, String> values;
    /** The longest first: a part never breaks the whole. */
    private final List<Replacement> replacements = new ArrayList<>();

    /**
     * One spelling, or all that URLs have.
     *
     * @param length of the spelling, or of the text that it spells
     */
    private record Replacement(int length, UnaryOperator<String> scrubbing) {}

    private Secrets(Map<String, String> values) {
        this.values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        values.forEach((name, value) -> replace(value, "[secret " + name + "]"));
        replacements.sort(Comparator.comparingInt(Replacement::length).reversed());
    }

    private void replace(String value, String by) {
        Set<String> texts = new LinkedHashSet<>(List.of(value));
        value.lines()
                .map(String::strip)
                .filter(line -> line.length() >= SHORTEST_LINE)
                .forEach(texts::add);
        Set<String> spellings = new LinkedHashSet<>();
        for (String text : texts) {
            add(text, spellings);
            PercentEncoded inUrls = new PercentEncoded(text);
            replacements.add(new Replacement(text.length(), all -> inUrls.replaced(all, by)));
        }
        spellings.forEach(spelling -> replacements.add(
                new Replacement(spelling.length(), all -> all.contains(spelling) ? all.replace(spelling, by) : all)));
    }

    /** None. */
    public static Secrets none() {
        return new Secrets(Map.of());
    }

    /**
     * Fetches values.
     *
     * @param sources {@code env:VARIABLE} or {@code file:PATH} by the name of the notebook's variable
     * @param environment the variables there are
     * @throws ParameterException if one is not there, or is so short that scrubbing it would garble everything
     */
    public static Secrets read(Map<String, String> sources, Map<String, String> environment) throws IOException {
        Map<String, String> values = new LinkedHashMap<>();
        for (Map.Entry<String, String> source : sources.entrySet()) {
            String name = source.getKey();
            String value = value(name, source.getValue(), environment);
            if (value.length() < SHORTEST) {
                throw new ParameterException(
                        "secret " + name + ": expected at least " + SHORTEST + " characters, found " + value.length());
            }
            values.put(name, value);
        }
        return new Secrets(values);
    }

    private static String value(String name, String source, Map<String, String> environment) throws IOException {
        if (!name.matches("[A-Za-z_]\\w*")) {
            throw new ParameterException("secret: expected the name of a variable, found \"" + name + "\"");
        }
        if (source.startsWith("env:")) {
            String variable = source.substring(4);
            String value = environment.get(variable);
            if (value == null) {
                throw new ParameterException("secret " + name + ": no variable " + variable + " in the environment");
            }
            return value;
        }
        if (source.startsWith("file:")) {
            return file(name, Path.of(source.substring(5)));
        }
        throw new ParameterException("secret " + name + ": expected env:VARIABLE or file:PATH");
    }

    private static String file(String name, Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new ParameterException("secret " + name + ": expected a file, found the folder " + file);
        }
        try {
            return Files.readString(file).stripTrailing(); // editors end a file with a line end
        } catch (CharacterCodingException e) {
            throw new ParameterException("secret " + name + ": expected text in UTF-8 in " + file);
        }
    }

    /** Whether there is none. */
    public boolean isEmpty() {
        return values.isEmpty();
    }

    /** Code that declares them as texts, in this language. */
    public String code(String language) {
        Language written = Language.of(language);
        List<String> lines = new ArrayList<>();
        values.forEach((name, value) ->
                lines.add(written.assignment(new Parameter(name, written.text(), "", ""), Value.text(value))));
        return String.join("\n", lines);
    }

    /** The text without them. */
    public String scrubbed(String text) {
        String scrubbed = text;
        for (Replacement one : replacements) {
            scrubbed = one.scrubbing().apply(scrubbed);
        }
        return scrubbed;
    }

    private static void add(String text, Set<String> spellings) {
        spellings.add(text);
        addJson(text, spellings);
        addPython(text, spellings);
        addMarkup(text, spellings);
        addBase64(text.getBytes(StandardCharsets.UTF_8), spellings);
    }

    private static void addJson(String text, Set<String> spellings) {
        String json = TextNode.valueOf(text).toString();
        String inJson = json.substring(1, json.length() - 1);
        spellings.add(inJson);
        String lower = UPPER_HEX
                .matcher(inJson)
                .replaceAll(found -> "\\\\" + found.group(1).toLowerCase(Locale.ROOT));
        spellings.add(escaped(lower, c -> "<>&='\u2028\u2029".indexOf(c) >= 0)); // as Gson writes it
        spellings.add(escaped(lower, c -> c > '~')); // as Python does
    }

    /** As Python's {@code repr} and {@code ascii} write texts, and {@code repr} bytes; a single quote is escaped beside a double one. */
    private static void addPython(String text, Set<String> spellings) {
        IntPredicate beyondAscii = c -> c < ' ' || c > '~';
        String bytes = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        for (String python : List.of(
                inPython(text, c -> c < ' ' || (c > '~' && c <= 0xa0) || c == 0xad),
                inPython(text, beyondAscii),
                inPython(bytes, beyondAscii))) {
            spellings.add(python);
            spellings.add(python.replace("'", "\\'"));
        }
    }

    private static String inPython(String text, IntPredicate isEscaped) {
        StringBuilder python = new StringBuilder();
        text.codePoints()
                .forEach(c -> python.append(
                        switch (c) {
                            case '\\' -> "\\\\";
                            case '\n' -> "\\n";
                            case '\r' -> "\\r";
                            case '\t' -> "\\t";
                            default ->
                                !isEscaped.test(c)
                                        ? Character.toString(c)
                                        : String.format(
                                                Locale.ROOT,
                                                c < 0x100 ? "\\x%02x" : c < 0x10000 ? "\\u%04x" : "\\U%08x",
                                                c);
                        }));
        return python.toString();
    }

    private static void addMarkup(String text, Set<String> spellings) {
        String html = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        spellings.add(html);
        String quoted = html.replace("\"", "&quot;");
        spellings.add(quoted.replace("'", "&#39;"));
        spellings.add(quoted.replace("'", "&#x27;"));
        spellings.add(
                text.replaceAll("\\R", " ").replaceAll("[\\\\`*_\\[\\]<>#|~$&!]", "\\\\$0")); // as sentences quote data
    }

    private static void addBase64(byte[] bytes, Set<String> spellings) {
        spellings.add(Base64.getEncoder().encodeToString(bytes));
        spellings.add(Base64.getEncoder().withoutPadding().encodeToString(bytes));
        spellings.add(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
        spellings.add(Base64.getMimeEncoder().encodeToString(bytes)); // in lines, as in mails
        spellings.add(Base64.getMimeEncoder(76, LINE_END).encodeToString(bytes));
        spellings.add(Base64.getMimeEncoder(64, LINE_END).encodeToString(bytes)); // as in keys
    }

    private static String escaped(String json, IntPredicate which) {
        StringBuilder escaped = new StringBuilder();
        json.chars()
                .forEach(c -> escaped.append(
                        which.test(c) ? String.format(Locale.ROOT, "\\u%04x", c) : String.valueOf((char) c)));
        return escaped.toString();
    }

    /** Their names. */
    @Override
    public String toString() {
        return "Secrets" + values.keySet();
    }
}
