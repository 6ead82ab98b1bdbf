package dev.assay.notebook.export;

import com.fasterxml.jackson.databind.JsonNode;

/** A browser: figures come alive there, and what brings its own style keeps it to itself. */
final class Screen implements Medium {

    private boolean figures;

    /** Whether there is a figure to bring alive. */
    boolean hasFigures() {
        return figures;
    }

    /**
     * What has style sheets stands in a shadow tree: they mean nothing outside of it, and the page's nothing inside. The class
     * {@code assay-auto} tells our kernel's displays to follow the reader's choice of light or dark.
     */
    @Override
    public String markup(Piece.Markup markup) {
        SafeHtml html = markup.html();
        if (html.sheets().isEmpty()) {
            return "<div class=\"markup\">" + html.withoutNames().html() + "</div>";
        }
        StringBuilder out =
                new StringBuilder("<div class=\"markup\"><div class=\"own\"><template shadowrootmode=\"open\">\n");
        html.sheets().forEach(sheet -> out.append("<style>\n").append(sheet).append("\n</style>\n"));
        return out.append("<div class=\"assay-auto\">")
                .append(html.html())
                .append("</div></template></div></div>")
                .toString();
    }

    /** As it is: browsers run nothing that a picture brings. */
    @Override
    public PictureData picture(PictureData picture) {
        return picture;
    }

    @Override
    public String figure(Piece.Figure figure) {
        figures = true;
        String still = figure.still()
                .map(picture -> Body.image(picture, figure.alt()))
                .orElseGet(() -> "<p>" + Body.escape(figure.alt()) + "</p>");
        OfflineFigure offline = OfflineFigure.of(figure.json());
        String note = offline.absent().isEmpty() ? "" : "<p class=\"note\">" + Body.escape(offline.words()) + "</p>";
        return "<figure class=\"plot\"><div class=\"still\">" + still + "</div><script type=\"application/json\">"
                + inScript(offline.json()) + "</script></figure>" + note;
    }

    @Override
    public String folded(String code) {
        return "<details class=\"code\"><summary>Code</summary>\n" + code + "</details>\n";
    }

    /** JSON that ends no script: what means something to a parser of HTML is escaped, which JSON may. */
    private static String inScript(JsonNode json) {
        return json.toString()
                .replace("<", "\\u003c")
                .replace("\u2028", "\\u2028")
                .replace("\u2029", "\\u2029");
    }
}
