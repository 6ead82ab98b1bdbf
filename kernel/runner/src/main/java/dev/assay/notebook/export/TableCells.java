package dev.assay.notebook.export;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jsoup.nodes.Element;

/** The cells of a table and the columns that they cover. */
record TableCells(Element table, List<Row> rows) {

    /** A row in its section, such as the head of the table. */
    record Row(Element element, Element section, List<Cell> cells) {
        Row {
            cells = List.copyOf(cells);
        }
    }

    /**
     * A cell.
     *
     * @param from its first column, from 0
     * @param to the column behind its last
     */
    record Cell(Element element, int from, int to) {

        /** How many of these columns it covers, of which one is the table's first. */
        private int covered(int begin, int end) {
            int first = from == 0 && to > 0 ? 1 : 0;
            return first + Math.max(0, Math.min(to, end) - Math.max(from, begin));
        }
    }

    TableCells {
        rows = List.copyOf(rows);
    }

    /**
     * The cells of a table.
     *
     * @param most columns; cells beyond are left out
     */
    static TableCells of(Element table, int most) {
        List<Row> rows = new ArrayList<>();
        for (Element section : table.children()) {
            int[] covered = new int[most]; // for how many rows more
            for (Element row : section.select("> tr")) {
                rows.add(new Row(row, section, cells(row, covered)));
            }
        }
        return new TableCells(table, rows);
    }

    private static List<Cell> cells(Element row, int[] covered) {
        List<Cell> cells = new ArrayList<>();
        int[] rows = new int[covered.length];
        int column = 0;
        for (Element cell : row.select("> td, > th")) {
            while (column < covered.length && covered[column] > 0) {
                column++;
            }
            int from = column;
            column = Math.min(covered.length, column + span(cell, "colspan"));
            Arrays.fill(rows, from, column, span(cell, "rowspan"));
            cells.add(new Cell(cell, from, column));
        }
        for (int i = 0; i < covered.length; i++) {
            covered[i] = Math.max(0, Math.max(covered[i], rows[i]) - 1);
        }
        return cells;
    }

    private static int span(Element cell, String name) {
        String span = cell.attr(name);
        return span.matches("\\d{1,3}") ? Math.max(1, Integer.parseInt(span)) : 1;
    }

    /** The columns in which such an element stands. */
    BitSet columnsWith(String selector) {
        BitSet columns = new BitSet();
        for (Row row : rows) {
            for (Cell cell : row.cells()) {
                if (cell.element().selectFirst(selector) != null) {
                    columns.set(cell.from(), cell.to());
                }
            }
        }
        return columns;
    }

    /** Whether the first column names the rows: it has no name itself, or heads of rows only. */
    boolean nameRows() {
        List<Element> first = rows.stream()
                .flatMap(row -> row.cells().stream().filter(cell -> cell.from() == 0 && cell.to() > 0))
                .map(Cell::element)
                .toList();
        List<Element> body =
                first.stream().filter(cell -> cell.closest("thead") == null).toList();
        boolean isNameless = !first.isEmpty()
                && first.get(0).normalName().equals("th")
                && !first.get(0).hasText();
        return isNameless
                || (!body.isEmpty()
                        && body.stream().allMatch(cell -> cell.normalName().equals("th")));
    }

    /** The first column and those from one to before another, as a table of its own. */
    Element block(int begin, int end) {
        Element block = table.shallowClone();
        Element section = block;
        Element copied = block;
        for (Row row : rows) {
            if (!row.section().equals(section)) {
                section = row.section();
                copied = section.shallowClone();
                block.appendChild(copied);
            }
            Element copy = row.element().shallowClone();
            copied.appendChild(copy);
            for (Cell cell : row.cells()) {
                int columns = cell.covered(begin, end);
                if (columns > 0) {
                    Element kept = cell.element().clone();
                    copy.appendChild(columns == 1 ? kept.removeAttr("colspan") : kept.attr("colspan", "" + columns));
                }
            }
        }
        return block;
    }

    /** Characters of all blocks together. */
    long size(List<Integer> ends) {
        long size = 0;
        for (Row row : rows) {
            for (Cell cell : row.cells()) {
                int begin = 1;
                int blocks = 0;
                for (int end : ends) {
                    blocks += cell.covered(begin, end) > 0 ? 1 : 0;
                    begin = end;
                }
                size += (long) blocks * cell.element().outerHtml().length();
            }
        }
        return size;
    }
}
