package dev.assay.kernel.assist;

import dev.assay.kernel.assist.Token.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A cell cut into its top-level statements, in one pass, whether or not it is valid Java. */
final class ChunkedCell {
    private static final Set<String> CONTINUES_BLOCK = Set.of("else", "catch", "finally", "instanceof");
    private static final Set<String> CONTROL = Set.of("if", "for", "while", "do", "try", "switch", "synchronized");
    private static final String CONTINUES = ".;,)[]?:-+*/%&|^=<>!";

    private final String text;
    private final List<Token> tokens;
    /** Those that are code. */
    private final List<Token> code = new ArrayList<>();

    private final List<Chunk> chunks = new ArrayList<>();
    private final Deque<Token> open = new ArrayDeque<>();
    private boolean mismatched;

    ChunkedCell(String raw) {
        text = blankControls(raw);
        tokens = Lexer.tokens(text);
        for (Token token : tokens) {
            if (!token.isComment()) {
                code.add(token);
            }
        }
        split();
    }

    /** Same length; the compiler takes some control characters for the end of the file. */
    private static String blankControls(String raw) {
        char[] chars = raw.toCharArray();
        for (int i = 0; i < chars.length; i++) {
            if (chars[i] < ' ' && chars[i] != '\n' && chars[i] != '\t') {
                chars[i] = ' ';
            }
        }
        return new String(chars);
    }

    String text() {
        return text;
    }

    List<Chunk> chunks() {
        return chunks;
    }

    /** Tokens without comments. */
    List<Token> code() {
        return code;
    }

    List<Token> tokens() {
        return tokens;
    }

    /** Brackets that nobody closed, innermost first. */
    Deque<Token> open() {
        return open;
    }

    /** Whether a bracket closes another kind, or none. */
    boolean mismatched() {
        return mismatched;
    }

    String text(Token token) {
        return text.substring(token.start(), token.end());
    }

    /** The literal, comment or number that the cursor stands in. */
    Optional<Token> hiding(int cursor) {
        return tokens.stream().filter(token -> token.hides(cursor)).findFirst();
    }

    /** The last statement that starts before the cursor, unless it is finished before it. */
    Optional<Chunk> at(int cursor) {
        Chunk found = null;
        for (Chunk chunk : chunks) {
            boolean reaches = chunk.finished() ? cursor <= chunk.end() : true;
            if (chunk.start() < cursor && reaches) {
                found = chunk;
            }
        }
        return Optional.ofNullable(found);
    }

    /** Brackets open at a position, innermost last, counted from the start of a statement. */
    List<Token> openAt(int from, int cursor) {
        Deque<Token> stack = new ArrayDeque<>();
        for (Token token : code) {
            if (token.start() >= from && token.end() <= cursor && token.kind() == Kind.SYMBOL) {
                char c = text.charAt(token.start());
                if (isOpening(c)) {
                    stack.addLast(token);
                } else if (isClosing(c)) {
                    stack.pollLast();
                }
            }
        }
        return new ArrayList<>(stack);
    }

    private void split() {
        int first = 0;
        for (int i = 0; i < code.size(); i++) {
            Token token = code.get(i);
            if (token.kind() == Kind.MAGIC) {
                chunks.add(new Chunk(Chunk.Kind.MAGIC, token.start(), token.start(), token.end(), "", true, i, i + 1));
                first = i + 1;
            } else if (token.kind() == Kind.SYMBOL) {
                bracket(token);
                if (open.isEmpty() && ends(first, i)) {
                    close(first, i + 1, true);
                    first = i + 1;
                }
            }
        }
        if (first < code.size()) {
            close(first, code.size(), false);
        }
    }

    private void close(int first, int last, boolean finished) {
        boolean empty = last == first + 1 && is(code.get(first), ';');
        if (!empty) {
            chunks.add(new Classifier(text, code, first, last).chunk(finished));
        }
    }

    private void bracket(Token token) {
        char c = text.charAt(token.start());
        if (isOpening(c)) {
            open.push(token);
        } else if (isClosing(c)) {
            Token opener = open.poll();
            mismatched |= opener == null || closer(text.charAt(opener.start())) != c;
        }
    }

    private boolean ends(int first, int i) {
        Token token = code.get(i);
        if (!is(token, ';') && !is(token, '}')) {
            return false;
        }
        if (i + 1 == code.size()) {
            return true;
        }
        Token next = code.get(i + 1);
        if (next.kind() == Kind.WORD) {
            String word = text(next);
            boolean loops = word.equals("while") && text(code.get(first)).equals("do");
            return !loops && !CONTINUES_BLOCK.contains(word);
        }
        boolean continues = next.kind() == Kind.SYMBOL && CONTINUES.indexOf(text.charAt(next.start())) >= 0;
        return is(token, ';') || !continues || isBlock(first, i);
    }

    /** Whether the brace just closed is the end of a declaration or a control statement, not of an expression. */
    private boolean isBlock(int first, int i) {
        String leading = text(code.get(first));
        Chunk.Kind kind = new Classifier(text, code, first, i + 1).chunk(true).kind();
        return kind == Chunk.Kind.TYPE || kind == Chunk.Kind.METHOD || leading.equals("{") || CONTROL.contains(leading);
    }

    private boolean is(Token token, char symbol) {
        return token.kind() == Kind.SYMBOL && text.charAt(token.start()) == symbol;
    }

    static boolean isOpening(char c) {
        return c == '(' || c == '[' || c == '{';
    }

    static boolean isClosing(char c) {
        return c == ')' || c == ']' || c == '}';
    }

    static char closer(char opener) {
        return opener == '(' ? ')' : opener == '[' ? ']' : '}';
    }
}
