package dev.assay.notebook.code;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is what in code; code in a language that is not known here is plain. */
public enum Syntax {
    JAVA(
            "//[^\\n]*+|/\\*.*?(?:\\*/|\\z)",
            "\"\"\"(?:[^\"\\\\]|\\\\.|\"(?!\"\"))*+(?:\"\"\"|\\z)|\"(?:[^\"\\\\\\n]|\\\\.)*+\"?|'(?:[^'\\\\\\n]|\\\\.)*+'?",
            "abstract assert boolean break byte case catch char class const continue default do double else enum extends false final"
                    + " finally float for goto if implements import instanceof int interface long native new non-sealed null package"
                    + " permits private protected public record return sealed short static strictfp super switch synchronized this"
                    + " throw throws transient true try var void volatile while yield"),
    PYTHON(
            "#[^\\n]*",
            "(?i:[rbuf]{1,2})?(?:\"\"\"(?:[^\"\\\\]|\\\\.|\"(?!\"\"))*+(?:\"\"\"|\\z)|'''(?:[^'\\\\]|\\\\.|'(?!''))*+(?:'''|\\z)"
                    + "|\"(?:[^\"\\\\\\n]|\\\\.)*+\"?|'(?:[^'\\\\\\n]|\\\\.)*+'?)",
            "False None True and as assert async await break class continue def del elif else except finally for from global if import"
                    + " in is lambda nonlocal not or pass raise return try while with yield match case"),
    PLAIN("(?!)", "(?!)", "");

    /** What a piece of code is. */
    public enum Kind {
        /** A word of the language's own. */
        KEYWORD,
        /** A word in a capital, as types are written. */
        TYPE,
        /** Any other word. */
        WORD,
        /** A text or a character, with its quotes. */
        STRING,
        /** A number. */
        NUMBER,
        /** With what opens and closes it; the end of its line is no part of it. */
        COMMENT,
        /** A line for the kernel, not the language. */
        MAGIC,
        /** A name behind an at sign. */
        ANNOTATION,
        /** What stands between the others: blanks and signs. */
        OTHER
    }

    /** A piece of code. */
    public record Token(String text, Kind kind) {}

    // Repeated groups are possessive: others recurse once a character.
    private final Pattern token;
    /** Between blanks. */
    private final String keywords;

    Syntax(String comment, String string, String keywords) {
        this.keywords = " " + keywords + " ";
        this.token = Pattern.compile(
                "(?<comment>" + comment + ")|(?<string>" + string
                        + ")|(?<magic>(?<![^\\n])[ ]*[%!][^\\n]*)|(?<annotation>@[\\w.]+)"
                        + "|(?<number>\\b(?:0[xX][\\da-fA-F_]+|0[bB][01_]+|\\d[\\d_]*(?:\\.\\d[\\d_]*)?(?:[eE][+-]?\\d+)?)[lLfFdDjJ]?\\b)"
                        + "|(?<word>[\\p{L}_$][\\p{L}\\p{N}_$]*)",
                Pattern.DOTALL);
    }

    /** Of a language, by its name. */
    public static Syntax of(String language) {
        String name = language.toLowerCase(Locale.ROOT);
        return name.equals("java") ? JAVA : name.startsWith("python") || name.startsWith("ipython") ? PYTHON : PLAIN;
    }

    /** The code in pieces, which in a row are the code. */
    public List<Token> tokens(String code) {
        if (this == PLAIN) {
            return List.of(new Token(code, Kind.OTHER));
        }
        List<Token> tokens = new ArrayList<>();
        Matcher found = token.matcher(code);
        int from = 0;
        while (found.find()) {
            if (found.start() > from) {
                tokens.add(new Token(code.substring(from, found.start()), Kind.OTHER));
            }
            tokens.add(new Token(found.group(), kind(found)));
            from = found.end();
        }
        if (from < code.length()) {
            tokens.add(new Token(code.substring(from), Kind.OTHER));
        }
        return tokens;
    }

    private Kind kind(Matcher found) {
        if (found.group("word") != null) {
            String word = found.group();
            return keywords.contains(" " + word + " ")
                    ? Kind.KEYWORD
                    : Character.isUpperCase(word.charAt(0)) ? Kind.TYPE : Kind.WORD;
        }
        if (found.group("comment") != null) {
            return Kind.COMMENT;
        }
        if (found.group("string") != null) {
            return Kind.STRING;
        }
        if (found.group("magic") != null) {
            return Kind.MAGIC;
        }
        return found.group("number") != null ? Kind.NUMBER : Kind.ANNOTATION;
    }
}
