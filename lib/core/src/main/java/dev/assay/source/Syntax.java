package dev.assay.source;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonToken;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a JSON or YAML text, in words for those who wrote it. The parser speaks to programmers: of its tokens,
 * of its classes, and of sources it does not show.
 */
public final class Syntax {

    /** What the parser says, and what we say; the first that is found counts. */
    private static final List<Rule> RULES = List.of(
            rule(
                    "Unexpected character \\('(.+)' \\(code \\d+.*?\\)\\): was expecting comma.*",
                    "expected a comma, found %s"),
            rule(
                    "Unexpected character \\('(.+)' \\(code \\d+.*?\\)\\): was expecting a colon.*",
                    "expected a colon, found %s"),
            rule(
                    "Unexpected character \\('(.+)' \\(code \\d+.*?\\)\\): was expecting double-quote.*",
                    "expected a name in double quotes, found %s"),
            rule("Unexpected character \\('(.+)' \\(code \\d+.*?\\)\\).*", "expected a value, found %s"),
            rule("Unexpected character \\(.*code (\\d+).*", "expected a value, found the character of code %s"),
            rule("Unrecognized token '(.*)': was expecting.*", "expected a value, found %s"),
            rule("Unexpected close marker '(.)'.*", "%s closes nothing that is open here"),
            rule("Duplicate field '(.*)'", "the name %s stands twice"),
            rule("Illegal unquoted character.*code (\\d+).*", "the character of code %s must be escaped in a text"),
            rule("Unrecognized character escape '?(.*?)'? ?\\(code.*", "there is no escape \\%s"),
            rule("Invalid UTF-8.* (0x[0-9a-fA-F]+).*", "it is not UTF-8 text (byte %s)"));

    private static final Pattern BEGINNING = Pattern.compile("start marker at .*?line: (\\d+)");

    private record Rule(Pattern theirs, String ours) {}

    private Syntax() {}

    private static Rule rule(String theirs, String ours) {
        return new Rule(Pattern.compile(theirs, Pattern.DOTALL), ours);
    }

    /** What is wrong; where it is wrong is for the caller to say. */
    public static String wrong(JacksonException failure) {
        String said = String.valueOf(failure.getOriginalMessage());
        if (said.contains("end-of-input")) {
            Matcher beginning = BEGINNING.matcher(said);
            return "it ends too soon"
                    + (beginning.find() ? ": what begins in line " + beginning.group(1) + " is not closed" : "");
        }
        for (Rule rule : RULES) {
            Matcher matcher = rule.theirs().matcher(said);
            if (matcher.matches()) {
                return String.format(Locale.ROOT, rule.ours(), matcher.group(1));
            }
        }
        return plain(said);
    }

    /** Without names of classes, sources and the excerpt that YAML's parser draws. */
    private static String plain(String said) {
        return said.lines()
                .filter(line -> !line.isBlank() && !Character.isWhitespace(line.charAt(0)))
                .collect(Collectors.joining("; "))
                .replaceAll(",? from `[^`]*`", "")
                .replaceAll(" ?\\(?(start marker )?at \\[Source:[^\\]]*\\]\\)?", "")
                .strip();
    }

    /** What stands at a place, in a word or two. */
    public static String found(@Nullable JsonToken token) {
        if (token == null) {
            return "nothing";
        }
        return switch (token) {
            case START_OBJECT, END_OBJECT -> "an object";
            case START_ARRAY, END_ARRAY -> "a list";
            case FIELD_NAME -> "a name";
            case VALUE_STRING -> "a text";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
            case VALUE_TRUE, VALUE_FALSE -> "true or false";
            case VALUE_NULL -> "null";
            case VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE -> "something else";
        };
    }
}
