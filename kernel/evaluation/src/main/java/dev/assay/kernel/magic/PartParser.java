package dev.assay.kernel.magic;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** One pass over a cell with as much of Java's lexical grammar as tells code from text. */
final class PartParser {
    private enum Inside {
        CODE,
        LINE_COMMENT,
        BLOCK_COMMENT,
        STRING,
        CHARACTER,
        TEXT_BLOCK
    }

    private final String cell;
    private final List<Part> parts = new ArrayList<>();
    private final Deque<Integer> open = new ArrayDeque<>(); // the line of each open bracket
    private Inside inside = Inside.CODE;
    private char before = ';'; // the last character of code that is not blank
    private int at;
    private int line = 1;
    private int codeFrom;
    private int codeLine = 1;

    PartParser(String cell) {
        this.cell = cell;
    }

    List<Part> parse() {
        if (!wholeCell()) {
            while (at < cell.length()) {
                if (inside != Inside.CODE || !magicLine()) {
                    scanLine();
                }
            }
            endCode(cell.length());
        }
        return List.copyOf(parts);
    }

    /** Below blank lines only, {@code %%name} takes the whole cell. */
    private boolean wholeCell() {
        int start = 0;
        int first = 1;
        while (start < cell.length() && Character.isWhitespace(cell.charAt(start))) {
            if (cell.charAt(start) == '\n') {
                first++;
            }
            start++;
        }
        if (!cell.startsWith("%%", start) || !startsName(start + 2)) {
            return false;
        }
        int end = endOfLine(start);
        int nameEnd = endOfName(start + 2);
        String body = end < cell.length() ? cell.substring(end + 1) : "";
        String rest = cell.substring(nameEnd, end).strip();
        parts.add(new Part.Whole(first, cell.substring(start + 2, nameEnd), rest, body, first + 1));
        return true;
    }

    private boolean magicLine() {
        int start = at;
        while (start < cell.length() && (cell.charAt(start) == ' ' || cell.charAt(start) == '\t')) {
            start++;
        }
        if (start >= cell.length() || cell.charAt(start) != '%') {
            return false;
        }
        boolean whole = cell.startsWith("%%", start);
        int name = start + (whole ? 2 : 1);
        if (!startsName(name) || ";{}".indexOf(before) < 0) {
            return false;
        }
        String called = cell.substring(name, endOfName(name));
        if (!open.isEmpty()) {
            throw new MagicError(
                    "%" + Words.printable(called) + " stands inside the bracket opened on line " + open.peek()
                            + "; a magic needs a line of its own outside all blocks",
                    line);
        }
        if (whole) {
            throw new MagicError(
                    "%%" + Words.printable(called)
                            + " takes a whole cell and must be on its first line; put it into a cell of its own",
                    line);
        }
        addMagic(called, endOfName(name));
        return true;
    }

    private void addMagic(String name, int restFrom) {
        endCode(at);
        int first = line;
        StringBuilder rest = new StringBuilder();
        int from = restFrom;
        while (true) {
            int end = endOfLine(from);
            String piece = cell.substring(from, end).strip();
            at = Math.min(end + 1, cell.length());
            line++;
            if (!piece.endsWith("\\") || at >= cell.length()) {
                rest.append(piece);
                break;
            }
            rest.append(piece, 0, piece.length() - 1).append(' ');
            from = at;
        }
        boolean habit = rest.isEmpty() && name.endsWith(";");
        parts.add(new Part.Line(
                first,
                habit ? name.substring(0, name.length() - 1) : name,
                rest.toString().strip()));
        codeFrom = at;
        codeLine = line;
        before = ';';
    }

    private void endCode(int end) {
        String code = cell.substring(codeFrom, end);
        if (!code.isBlank()) {
            parts.add(new Part.Code(codeLine, code));
        }
    }

    private void scanLine() {
        while (at < cell.length()) {
            char c = cell.charAt(at);
            if (c == '\n') {
                at++;
                line++;
                if (inside != Inside.BLOCK_COMMENT && inside != Inside.TEXT_BLOCK) {
                    inside = Inside.CODE;
                }
                return;
            }
            at += switch (inside) {
                case CODE -> code(c);
                case LINE_COMMENT -> 1;
                case BLOCK_COMMENT -> leave("*/", Inside.BLOCK_COMMENT);
                case STRING -> quoted(c, "\"", Inside.STRING);
                case CHARACTER -> quoted(c, "'", Inside.CHARACTER);
                case TEXT_BLOCK -> quoted(c, "\"\"\"", Inside.TEXT_BLOCK);
            };
        }
    }

    private int code(char c) {
        if (cell.startsWith("//", at)) {
            inside = Inside.LINE_COMMENT;
            return 2;
        }
        if (cell.startsWith("/*", at)) {
            inside = Inside.BLOCK_COMMENT;
            return 2;
        }
        if (!Character.isWhitespace(c)) {
            before = c;
        }
        if (cell.startsWith("\"\"\"", at)) {
            inside = Inside.TEXT_BLOCK;
            return 3;
        }
        switch (c) {
            case '"' -> inside = Inside.STRING;
            case '\'' -> inside = Inside.CHARACTER;
            case '(', '[', '{' -> open.push(line);
            case ')', ']', '}' -> open.poll();
            default -> {}
        }
        return 1;
    }

    private int quoted(char c, String end, Inside state) {
        if (c == '\\' && at + 1 < cell.length() && cell.charAt(at + 1) != '\n') {
            return 2;
        }
        return leave(end, state);
    }

    private int leave(String end, Inside state) {
        boolean ends = cell.startsWith(end, at);
        inside = ends ? Inside.CODE : state;
        return ends ? end.length() : 1;
    }

    private int endOfLine(int from) {
        int end = cell.indexOf('\n', from);
        return end < 0 ? cell.length() : end;
    }

    private boolean startsName(int index) {
        return index < cell.length() && (Character.isLetter(cell.charAt(index)) || cell.charAt(index) == '_');
    }

    /** Up to the next blank, so that a name with odd characters is quoted whole in the message about it. */
    private int endOfName(int from) {
        int end = from;
        while (end < cell.length() && !Character.isWhitespace(cell.charAt(end))) {
            end++;
        }
        return end;
    }
}
