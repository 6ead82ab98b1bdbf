package dev.assay.assembly.display;

import dev.assay.report.Markup;
import java.util.List;
import tech.tablesaw.columns.Column;

/**
 * A table as a piece of a page: types, missing counts, numbers to the right, ten rows at a time. The pages are radio
 * buttons and a style sheet, so that no script is needed: it pages in every frontend that keeps the style, untrusted too,
 * and where style sheets are stripped it is a plain table with all rows that it holds.
 */
final class TableHtml {

    private static final int PAGE = 10;

    /** Strips of rows beyond these are reached by scrolling. */
    private static final int MOST_PAGES = 20;

    private TableHtml() {}

    static String of(TableView view) {
        int pages = Math.min(MOST_PAGES, (view.rows() + PAGE - 1) / PAGE);
        String body = body(view, pages);
        StringBuilder out = new StringBuilder(body.length() + 6_000);
        out.append("<div class=\"assay-table\">\n<style>\n").append(Resources.text("table.css"));
        if (pages > 1) {
            pageRules(pages, out);
        }
        out.append("</style>\n<p class=\"size\">")
                .append(Markup.escape(name(view) + view.size()))
                .append("</p>\n");
        if (pages > 1) {
            pager(view, Integer.toHexString(body.hashCode()), pages, out);
        }
        return out.append(body).append("</div>\n").toString();
    }

    /** Only where a button is checked, hence there, are the other pages hidden. */
    private static void pageRules(int pages, StringBuilder out) {
        for (int page = 1; page <= pages; page++) {
            out.append(page == 1 ? "" : ",\n")
                    .append(".assay-table:has(label:nth-of-type(")
                    .append(page)
                    .append(") input:checked) .paged tbody:nth-of-type(")
                    .append(page)
                    .append(')');
        }
        out.append("{display:table-row-group}\n");
    }

    /** A form of its own keeps the buttons apart from those of other tables; sent to a dialog that is not there, it goes nowhere. */
    private static void pager(TableView view, String id, int pages, StringBuilder out) {
        out.append("<form method=\"dialog\">\n");
        for (int page = 0; page < pages; page++) {
            int to = page + 1 < pages ? (page + 1) * PAGE : view.rows();
            out.append("<label><input type=\"radio\" name=\"rows-")
                    .append(id)
                    .append(page == 0 ? "\" checked=\"checked\"/><span>" : "\"/><span>")
                    .append(page * PAGE)
                    .append('–')
                    .append(to - 1)
                    .append("</span></label>\n");
        }
        out.append("</form>\n");
    }

    private static String name(TableView view) {
        String name = view.table().name();
        return name == null || name.isEmpty() ? "" : Clip.text(name, 80) + ": ";
    }

    private static String body(TableView view, int pages) {
        StringBuilder out = new StringBuilder();
        out.append("<div class=\"scroll\"><table")
                .append(pages > 1 ? " class=\"paged\"" : "")
                .append(">\n<thead><tr><th></th>");
        for (Column<?> column : view.columns()) {
            out.append("<th scope=\"col\"")
                    .append(TableView.styleOf(column))
                    .append('>')
                    .append(Markup.escape(Clip.text(column.name(), 60)))
                    .append("<br/><small>")
                    .append(TableView.typeOf(column));
            int missing = column.countMissing();
            if (missing > 0) {
                out.append(", ").append(missing).append(" missing");
            }
            out.append("</small></th>");
        }
        out.append("</tr></thead>\n");
        for (int page = 0; page == 0 || page < pages; page++) {
            rows(view, page * PAGE, page + 1 < pages ? (page + 1) * PAGE : view.rows(), out);
        }
        return out.append("</table></div>\n").toString();
    }

    private static void rows(TableView view, int from, int to, StringBuilder out) {
        List<String> styles = view.columns().stream().map(TableView::styleOf).toList();
        out.append("<tbody>\n");
        for (int row = from; row < to; row++) {
            out.append("<tr><th scope=\"row\">").append(row).append("</th>");
            for (int c = 0; c < styles.size(); c++) {
                String cell = TableView.cell(view.columns().get(c), row);
                out.append("<td").append(styles.get(c)).append('>');
                out.append(cell == null ? "<i>–</i>" : Markup.escape(cell)).append("</td>");
            }
            out.append("</tr>\n");
        }
        out.append("</tbody>\n");
    }
}
