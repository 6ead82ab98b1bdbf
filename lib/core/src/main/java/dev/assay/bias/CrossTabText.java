package dev.assay.bias;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@link CrossTab#text()}. */
final class CrossTabText {

    private static final int MOST_COLUMNS = 16;
    private static final int MOST_ROWS = 500;
    private static final int WIDEST_LEVEL = 48;
    private static final double LOOK = 2;
    private static final double FLAG = 3;

    /** Code points that terminals draw two columns wide: East Asian wide and full-width (UAX 11), and emoji. */
    private static final int[][] WIDE = {
        {0x1100, 0x115F},
        {0x2E80, 0xA4CF},
        {0xAC00, 0xD7A3},
        {0xF900, 0xFAFF},
        {0xFE30, 0xFE6F},
        {0xFF00, 0xFF60},
        {0xFFE0, 0xFFE6},
        {0x1F300, 0x1FAFF},
        {0x20000, 0x3FFFD}
    };

    private final CrossTab table;

    CrossTabText(CrossTab table) {
        this.table = table;
    }

    String render() {
        boolean grid = table.axes().size() == 2
                && table.margins().get(0).levels().size() <= MOST_ROWS
                && table.margins().get(1).levels().size() <= MOST_COLUMNS;
        StringBuilder out = new StringBuilder(
                grid ? align(grid(), 1) : align(list(), table.axes().size()));
        if (grid) {
            out.append("count, share of the row; + and - mark adjusted residuals beyond 2, ++ and -- beyond 3\n");
        }
        if (table.association() != null) {
            out.append(table.association().summary()).append('\n');
            table.association()
                    .warnings()
                    .forEach(warning -> out.append("mind: ").append(warning).append('\n'));
        }
        table.warnings().forEach(warning -> out.append("mind: ").append(warning).append('\n'));
        return out.toString();
    }

    private List<List<String>> grid() {
        CrossTab.Margin rows = table.margins().get(0);
        CrossTab.Margin columns = table.margins().get(1);
        Map<List<String>, CrossTab.Cell> cells = new HashMap<>();
        table.cells().forEach(cell -> cells.put(List.copyOf(cell.levels().values()), cell));
        table.emptyCells().forEach(cell -> cells.put(List.copyOf(cell.levels().values()), cell));
        List<List<String>> lines = new ArrayList<>();
        List<String> head = new ArrayList<>();
        head.add(shown(rows.axis()) + " \\ " + shown(columns.axis()));
        columns.levels().forEach(level -> head.add(shown(level)));
        head.add("all");
        lines.add(head);
        for (int r = 0; r < rows.levels().size(); r++) {
            List<String> line = new ArrayList<>();
            line.add(shown(rows.levels().get(r)));
            for (String column : columns.levels()) {
                line.add(entry(
                        cells.get(List.of(rows.levels().get(r), column)),
                        rows.counts().get(r)));
            }
            line.add(withShare(rows.counts().get(r), table.total()) + "  ");
            lines.add(line);
        }
        List<String> foot = new ArrayList<>(List.of("all"));
        columns.counts().forEach(count -> foot.add(withShare(count, table.total()) + "  "));
        foot.add(table.total() + "         ");
        lines.add(foot);
        return lines;
    }

    private static String entry(CrossTab.@Nullable Cell cell, long rowTotal) {
        return cell == null
                ? withShare(0, rowTotal) + "  "
                : withShare(cell.count(), rowTotal) + mark(cell.adjustedResidual());
    }

    private static String withShare(long count, long of) {
        return count + (of == 0 ? "       -" : String.format(Locale.ROOT, " %6.1f%%", 100.0 * count / of));
    }

    private static String mark(@Nullable Double residual) {
        if (residual == null || Math.abs(residual) < LOOK) {
            return "  ";
        }
        String sign = residual > 0 ? "+" : "-";
        return Math.abs(residual) < FLAG ? sign + " " : sign + sign;
    }

    private List<List<String>> list() {
        List<List<String>> lines = new ArrayList<>();
        List<String> head = new ArrayList<>();
        table.axes().forEach(axis -> head.add(shown(axis)));
        head.add("count");
        head.add("share");
        boolean residuals = table.axes().size() == 2;
        if (residuals) {
            head.addAll(List.of("expected", "residual"));
        }
        lines.add(head);
        for (CrossTab.Cell cell : table.cells()) {
            List<String> line = new ArrayList<>();
            cell.levels().values().forEach(level -> line.add(shown(level)));
            line.add(Long.toString(cell.count()));
            line.add(String.format(Locale.ROOT, "%.1f%%", 100.0 * cell.count() / table.total()));
            if (residuals) {
                line.add(number(cell.expected()) + "  ");
                line.add(number(cell.adjustedResidual()) + mark(cell.adjustedResidual()));
            }
            lines.add(line);
        }
        return lines;
    }

    private static String number(@Nullable Double value) {
        return value == null ? "" : String.format(Locale.ROOT, "%.1f", value);
    }

    /** Level columns to the left, number columns to the right. */
    private static String align(List<List<String>> lines, int texts) {
        int[] widths = new int[lines.get(0).size()];
        for (List<String> line : lines) {
            for (int i = 0; i < line.size(); i++) {
                widths[i] = Math.max(widths[i], width(line.get(i)));
            }
        }
        StringBuilder out = new StringBuilder();
        for (List<String> line : lines) {
            StringBuilder row = new StringBuilder();
            for (int i = 0; i < line.size(); i++) {
                String pad = " ".repeat(widths[i] - width(line.get(i)));
                row.append(i == 0 ? "" : "  ").append(i < texts ? line.get(i) + pad : pad + line.get(i));
            }
            out.append(row.toString().stripTrailing()).append('\n');
        }
        return out.toString();
    }

    /** A level as a terminal may show it: nothing that moves the cursor or turns the writing direction, and not too long. */
    static String shown(String level) {
        StringBuilder text = new StringBuilder();
        int[] points = level.codePoints().toArray();
        for (int i = 0; i < points.length; i++) {
            if (i == WIDEST_LEVEL && points.length > WIDEST_LEVEL + 1) {
                return text.append('…').toString();
            }
            switch (Character.getType(points[i])) {
                case Character.CONTROL,
                        Character.FORMAT,
                        Character.LINE_SEPARATOR,
                        Character.PARAGRAPH_SEPARATOR,
                        Character.SURROGATE -> text.append(String.format(Locale.ROOT, "\\u%04x", points[i]));
                default -> text.appendCodePoint(points[i]);
            }
        }
        return text.isEmpty() ? "\"\"" : text.toString();
    }

    /** Columns a text takes: two for East Asian wide and emoji, none for combining marks. */
    static int width(String text) {
        return text.codePoints().map(CrossTabText::width).sum();
    }

    private static int width(int point) {
        int type = Character.getType(point);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
            return 0;
        }
        for (int[] range : WIDE) {
            if (point >= range[0] && point <= range[1]) {
                return 2;
            }
        }
        return 1;
    }
}
