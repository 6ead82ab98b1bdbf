package dev.assay.notebook.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.notebook.format.Cell;
import dev.assay.notebook.format.Notebook;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PdfTest {

    private static final String FRAGMENT =
            """
            <div class="assay"><style>.assay{--bar: #4a7fb5}
            .assay .tiles{display:grid;grid-template-columns:repeat(auto-fill,minmax(8rem,1fr))}
            .assay svg .bar{fill:var(--bar)} .assay td:hover{color:red} @media print{.assay *{display:none}}</style>
            <div class="tiles"><div>tile one</div><div>tile two</div></div>
            <svg width="100%" height="40"><title>no</title><rect class="bar" x="0.000%" width="50.000%" height="12"/>
            <text x="10" y="30">− in the drawing</text></svg>
            <details><summary>Folded</summary><p>shown on paper</p></details></div>
            """;

    private static final String PIXEL =
            "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    @Test
    void pagesHaveTextBookmarksAndNumbers() throws IOException {
        Notebook notebook = ExportTest.notebook(
                ExportTest.prose("# Überblick\n\nfirst"),
                ExportTest.code("int n = 1;", ExportTest.shown("text/html", FRAGMENT), ExportTest.figure("{}")),
                ExportTest.prose("## Part\n\n" + "line\n\n".repeat(80)),
                ExportTest.prose("### Deeper"),
                ExportTest.prose("## Last"));
        try (PDDocument pdf = Loader.loadPDF(Export.of(notebook, "n").pdf())) {
            assertThat(pdf.getDocumentInformation().getTitle()).isEqualTo("Überblick");
            assertThat(pdf.getNumberOfPages()).isGreaterThan(1);
            PDFTextStripper stripper = new PDFTextStripper();
            stripper.setSortByPosition(true);
            String text = stripper.getText(pdf);
            assertThat(colours(new PDFRenderer(pdf).renderImage(0))).contains(0xff4a7fb5);
            assertThat(text).contains("Überblick", "int n = 1;", "tile one", "shown on paper", "1 / ", "2 / ");
            assertThat(text).doesNotContain("#").doesNotContain("NOT THIS");
            PDOutlineItem first = pdf.getDocumentCatalog().getDocumentOutline().getFirstChild();
            assertThat(first.getTitle()).isEqualTo("Überblick");
            assertThat(first.children()).extracting(PDOutlineItem::getTitle).containsExactly("Part", "Last");
            assertThat(first.getFirstChild().getFirstChild().getTitle()).isEqualTo("Deeper");
        }
    }

    /** As SVG 2 writes them, as SVG 1.1 does, and without the name of their space. */
    @ParameterizedTest
    @ValueSource(strings = {"href", "xmlns:xlink='http://www.w3.org/1999/xlink' xlink:href", "xlink:href"})
    void drawingsFindWhatTheyDrawAgain(String link) throws IOException {
        String svg = "<svg xmlns='http://www.w3.org/2000/svg' width='90' height='90'><defs>"
                + "<rect id='r' width='50' height='50' fill='#4a7fb5'/></defs><use " + link + "='#r'/></svg>";
        Notebook notebook = ExportTest.notebook(ExportTest.code("x", ExportTest.shown("image/svg+xml", svg)));
        try (PDDocument pdf = Loader.loadPDF(Export.of(notebook, "n").pdf())) {
            assertThat(colours(new PDFRenderer(pdf).renderImage(0))).contains(0xff4a7fb5);
        }
    }

    /** Each ends the renderer, or what draws for it, with an error of its own. */
    @Test
    void whatTheRendererFailsOnIsNamedAndTheRestIsPrinted() throws IOException {
        String path = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='a b'><path d='M0 0h9'/></svg>";
        Notebook notebook = ExportTest.notebook(
                ExportTest.prose("before"),
                ExportTest.code("x", ExportTest.shown("image/svg+xml", path)),
                ExportTest.code("y", ExportTest.shown("text/html", "<ul><li style='float:left'>listed</ul>")),
                ExportTest.code(
                        "z",
                        ExportTest.shown(
                                "text/html",
                                "<table><tr><td style='vertical-align:3px'>in a cell</table>"
                                        + "<svg><rect width=9 height=9 stroke=red stroke-width='-1'/></svg>"
                                        + "<p>behind</p>")),
                ExportTest.prose("after"));
        String drawing = "[drawing: the renderer of this PDF fails on it; the page in HTML shows it]";
        try (PDDocument pdf = Loader.loadPDF(Export.of(notebook, "n").pdf())) {
            assertThat(new PDFTextStripper().getText(pdf).replaceAll("\\s+", " "))
                    .endsWith("before x " + drawing + " y listed z in a cell " + drawing + " behind after ");
        }
    }

    @Test
    void aFoldAndItsTableAreCalledOnce() {
        String fold = "<details><summary>Shares</summary><table><caption>%s</caption><tr><td>1</table></details>";
        assertThat(paper(fold.formatted("Shares"))).containsOnlyOnce("Shares");
        assertThat(paper(fold.formatted("Shares, n = 5"))).contains(">Shares<", "Shares, n = 5");
    }

    private static String paper(String html) {
        return new Paper().markup(new Piece.Markup(SafeHtml.of(html), ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0px", "0.0rem", "1.2.3px", "9999999999999999999999px"})
    void columnsOfAnyWidthEnd(String width) {
        String grid =
                "<div style=\"display:grid;grid-template-columns:repeat(3,minmax(" + width + ",1fr))\"><p>a</p></div>";
        assertThat(new Paper().markup(new Piece.Markup(SafeHtml.of(grid), ""))).contains(">a</p>");
    }

    /** The renderer of drawings takes any font at hand for a weight that is not, an oblique one too. */
    @ParameterizedTest
    @CsvSource({"style='font-weight:600',bold", "font-weight='900',bold", "style='font-weight:300',normal"})
    void lettersOfADrawingAreAsUprightAsAnyOfTheTwoWeights(String drawn, String weight) throws IOException {
        assertThat(words(drawn)).isEqualTo(words("font-weight='" + weight + "'"));
    }

    /** The pixels of a page with a drawing of some words. */
    private static int[] words(String attribute) throws IOException {
        String svg = "<svg width='300' height='40'><text x='9' y='30' " + attribute + ">outdoor</text></svg>";
        Notebook notebook = ExportTest.notebook(ExportTest.code("", ExportTest.shown("text/html", svg)));
        try (PDDocument pdf = Loader.loadPDF(Export.of(notebook, "n").pdf())) {
            BufferedImage page = new PDFRenderer(pdf).renderImage(0);
            return page.getRGB(0, 0, page.getWidth(), page.getHeight(), null, 0, page.getWidth());
        }
    }

    /** A page may define patterns in a drawing that shows nothing, and use them in others. */
    @Test
    void patternsAreDrawnThatStandInADrawingOfTheirOwn() {
        String hatched =
                """
                <svg class="defs" width="0" height="0"><defs><pattern id="hatch" width="6" height="6"
                 patternUnits="userSpaceOnUse"><line x1="0" y1="0" x2="0" y2="6" stroke="#123456"/></pattern></defs></svg>
                <svg width="200" height="40"><rect x="1" y="1" width="180" height="30" fill="url(#hatch)"/></svg>
                """;
        String paper = new Paper().markup(new Piece.Markup(SafeHtml.of(hatched), ""));
        assertThat(paper.split("<svg", -1)).hasSize(2);
        assertThat(paper).contains("<pattern id=\"hatch\"", "url(#hatch)");
    }

    /** An output that covers others could say what they did not. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<div style='margin-top:-150px;background:#ff00ff;height:300px'>forged</div>",
                "<div style='height:9px'></div><div style='margin-top:-150px;background:#ff00ff;height:300px'>forged</div>",
                "<div style='float:left;margin-top:-150px;width:99%;background:#ff00ff;height:300px'>forged</div>",
                "<div style='p\\6fsition:absolute;top:0;left:0;width:400px;height:300px;background:#ff00ff'>forged</div>",
                "<div style='position:x;/**/position:fixed;POSITION:fixed;top:0;left:0;width:400px;height:300px;background:#ff00ff'>x</div>",
                "<div style='color:(;position:fixed;top:0;left:0;width:400px;height:300px;background:#ff00ff'>forged</div>",
                "<style>.z{p\\6fsition:fixed;top:0;left:0;width:400px;height:300px;background:#ff00ff}</style><div class=z>forged</div>",
                "<table cellspacing='1px;position:absolute;top:0;left:0;height:300px;background:#ff00ff'><tr><td>forged</table>",
            })
    void anOutputCoversNoOther(String covering) throws IOException {
        long all = green(output("<p>harmless</p>"));
        assertThat(green(output(covering)))
                .isCloseTo(all, Offset.offset(all / 10))
                .isPositive();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<div style='height:0;opacity:.9'><img width='600' height='300' src='%s'></div>",
                "<p style='max-height:1px'><img width='600' height='300' src='%s'></p>",
                "<div style='float:left;width:99%%'><img width='600' height='300' src='%s'></div>",
                "<div style='height:0'><div style='float:left'><img width='600' height='300' src='%s'></div></div>",
                "<p style='line-height:0'><span style='font-size:150px;background:#ff00ff'>forged</span></p>",
                "<table><tr><td rowspan=3><img width='600' height='300' src='%s'></td></tr></table>",
                "<table border=600><tr><td>x</table>",
                "<p style='color:(;height:0'><img width='600' height='300' src='%s'></p>",
                "<table width='500px;position:absolute;top:0;left:0;height:300px;background:#ff00ff'><tr><td>forged</table>",
                "<img width='600;position:absolute;top:0;left:0' height='300px;position:fixed' src='%s'>",
            })
    void proseCoversNothing(String covering) throws IOException {
        long all = green(ExportTest.prose("harmless"));
        assertThat(green(ExportTest.prose(covering.formatted(PIXEL))))
                .isCloseTo(all, Offset.offset(all / 10))
                .isPositive();
    }

    private static Cell output(String html) {
        return ExportTest.code("", ExportTest.shown("text/html", html));
    }

    private static long green(Cell between) throws IOException {
        Cell truth = ExportTest.code("", ExportTest.shown("text/html", "<p style='background:#00aa00'>the truth</p>"));
        Notebook notebook = ExportTest.notebook(truth, between, truth);
        try (PDDocument pdf = Loader.loadPDF(Export.of(notebook, "n").pdf())) {
            BufferedImage page = new PDFRenderer(pdf).renderImage(0);
            return IntStream.range(0, page.getWidth() * page.getHeight())
                    .filter(i -> page.getRGB(i % page.getWidth(), i / page.getWidth()) == 0xff00aa00)
                    .count();
        }
    }

    @Test
    void aQuoteStandsInBehindABar() throws IOException {
        Map<String, Float> begins = new HashMap<>();
        PDFTextStripper text = new PDFTextStripper() {
            @Override
            protected void writeString(String word, List<TextPosition> letters) {
                begins.put(word, letters.get(0).getX());
            }
        };
        Notebook notebook = ExportTest.notebook(ExportTest.prose("plain\n\n> quoted\n>\n> > twice"));
        try (PDDocument pdf = Loader.loadPDF(Export.of(notebook, "n").pdf())) {
            text.getText(pdf);
            assertThat(colours(new PDFRenderer(pdf).renderImage(0))).contains(0xffd0d7de);
        }
        float plain = begins.getOrDefault("plain", Float.NaN);
        float quoted = begins.getOrDefault("quoted", Float.NaN);
        float twice = begins.getOrDefault("twice", Float.NaN);
        assertThat(quoted - plain).isCloseTo(11, Offset.offset(0.5f));
        assertThat(twice - quoted).isCloseTo(11, Offset.offset(0.5f));
    }

    /** Boxes in columns, of which some fit on the page that is begun. */
    @Test
    void aPageMayEndBetweenLinesOfBoxes() throws IOException {
        String boxes = "<div style=\"display:grid;grid-template-columns:repeat(auto-fill,minmax(20rem,1fr))\">"
                + "<section><h4>box</h4><svg width=\"100%\" height=\"300\"><rect width=\"99\" height=\"300\"/></svg></section>"
                        .repeat(4)
                + "</div>";
        Notebook notebook = ExportTest.notebook(
                ExportTest.prose("line\n\n".repeat(25)), ExportTest.code("", ExportTest.shown("text/html", boxes)));
        try (PDDocument pdf = Loader.loadPDF(Export.of(notebook, "n").pdf())) {
            PDFTextStripper first = new PDFTextStripper();
            first.setEndPage(1);
            assertThat(first.getText(pdf)).contains("box");
            assertThat(pdf.getNumberOfPages()).isEqualTo(2);
        }
    }

    /** Of boxes side by side, one as high as the page has room for no more: both begin the next one, at one height. */
    @Test
    void boxesInALineStayBesideEachOther() throws IOException {
        stayBesideEachOther("<div style=\"display:grid;grid-template-columns:repeat(auto-fill,minmax(24rem,1fr))\">"
                + "<section><h4>left</h4>" + picture(300) + "</section>"
                + "<section><h4>right</h4>" + picture(90) + "</section></div>");
    }

    /** A contact sheet: sections, each with a grid that fills a part of the line only. */
    @Test
    void sectionsThatFillAPartOfALineStayBesideEachOther() throws IOException {
        String grid = "<div style=\"display:grid;grid-template-columns:repeat(auto-fill,minmax(16rem,1fr))\"><figure>";
        stayBesideEachOther("<div><section><h4>left</h4>" + grid + picture(300) + "</figure></div></section>"
                + "<section><h4>right</h4>" + grid + picture(90) + "</figure></div></section></div>");
    }

    private static String picture(int height) {
        return "<svg width=\"100%\" height=\"" + height + "\"><rect width=\"99\" height=\"" + height + "\"/></svg>";
    }

    private static void stayBesideEachOther(String boxes) throws IOException {
        for (int lines = 28; lines < 42; lines++) {
            Notebook notebook = ExportTest.notebook(
                    ExportTest.prose("line\n\n".repeat(lines)),
                    ExportTest.code("", ExportTest.shown("text/html", boxes)));
            try (PDDocument pdf = Loader.loadPDF(Export.of(notebook, "n").pdf())) {
                PDFTextStripper text = new PDFTextStripper();
                text.setSortByPosition(true);
                assertThat(text.getText(pdf)).as(lines + " lines before").containsPattern("left +right");
            }
        }
    }

    /** Columns that stay empty give their room to the others; tiles with room for one more were too narrow for their numbers. */
    @ParameterizedTest
    @CsvSource({"auto-fit, 50.0%", "auto-fill, 14.3%"})
    void boxesFillTheirLineWhereTheStyleSaysSo(String kind, String width) {
        String grid = "<div style=\"display:grid;grid-template-columns:repeat(" + kind
                + ",minmax(8rem,1fr))\"><p>a</p><p>b</p></div>";
        assertThat(new Paper().markup(new Piece.Markup(SafeHtml.of(grid), ""))).contains("width:" + width);
    }

    /** The frame of an item whose words begin the next page is no empty box at the end of this one. */
    @Test
    void framesStayAroundTheirItems() throws IOException {
        String item =
                "<ul><li style=\"background:#123456;padding:8px;list-style:none\">" + "item ".repeat(70) + "</li></ul>";
        for (int lines = 38; lines < 50; lines++) {
            Notebook notebook = ExportTest.notebook(
                    ExportTest.prose("line\n\n".repeat(lines)),
                    ExportTest.code("", ExportTest.shown("text/html", item)));
            try (PDDocument pdf = Loader.loadPDF(Export.of(notebook, "n").pdf())) {
                for (int page = 0; page < pdf.getNumberOfPages(); page++) {
                    PDFTextStripper text = new PDFTextStripper();
                    text.setStartPage(page + 1);
                    text.setEndPage(page + 1);
                    assertThat(colours(new PDFRenderer(pdf).renderImage(page)).contains(0xff123456))
                            .as("page %d after %d lines", page + 1, lines)
                            .isEqualTo(text.getText(pdf).contains("item"));
                }
            }
        }
    }

    @Test
    void noPageEndsWithAHeadingOrWithCodeWhoseOutputFollows() throws IOException {
        List<Cell> cells = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            cells.add(ExportTest.prose("#".repeat(1 + i % 3) + " Heading " + i));
            cells.add(ExportTest.code(
                    "int code = " + i + ";\n".repeat(1 + i % 4) + "code",
                    ExportTest.shown("text/plain", "shown " + "\nshown".repeat(i % 7))));
        }
        try (PDDocument pdf = Loader.loadPDF(
                Export.of(ExportTest.notebook(cells.toArray(Cell[]::new)), "n").pdf())) {
            assertThat(pdf.getNumberOfPages()).isGreaterThan(7);
            for (int page = 1; page <= pdf.getNumberOfPages(); page++) {
                PDFTextStripper one = new PDFTextStripper();
                one.setSortByPosition(true);
                one.setStartPage(page);
                one.setEndPage(page);
                assertThat(one.getText(pdf).lines().filter(line -> !line.matches("\\d+ / \\d+|")))
                        .last()
                        .asString()
                        .as("the last line of page " + page)
                        .startsWith("shown");
            }
        }
    }

    private static Set<Integer> colours(BufferedImage page) {
        Set<Integer> colours = new HashSet<>();
        for (int rgb : page.getRGB(0, 0, page.getWidth(), page.getHeight(), null, 0, page.getWidth())) {
            colours.add(rgb | 0xff000000);
        }
        return colours;
    }

    @Test
    void theSameNotebookGivesTheSameBytes() throws Exception {
        Notebook notebook = ExportTest.notebook(
                ExportTest.prose("# A\n\n[x](https://example.org) **b**"),
                ExportTest.code("x", ExportTest.figure("{}"), ExportTest.shown("text/html", FRAGMENT)));
        byte[] once = Export.of(notebook, "n").pdf();
        Thread.sleep(1100); // the clocks of PDF count seconds
        assertThat(Export.of(notebook, "n").pdf()).isEqualTo(once);
    }

    /** The renderer knows no WebP, and left no word in its place. */
    @Test
    void aPictureThatOnlyBrowsersShowIsNamed() throws IOException {
        assertThat(text("![map](data:image/webp;base64,UklGRgAAAABXRUJQ)"))
                .contains("[map: a WebP, which the page in HTML shows]");
    }

    @Test
    void tablesAreCutAndHostileOnesTakeNoTime() throws IOException {
        String row = "<tr>" + "<td>cell</td>".repeat(4) + "</tr>";
        Notebook notebook = ExportTest.notebook(ExportTest.code(
                "", ExportTest.shown("text/html", "<table><tbody>" + row.repeat(20_000) + "</tbody></table>")));
        try (PDDocument pdf = Loader.loadPDF(Export.of(notebook, "n").pdf())) {
            assertThat(new PDFTextStripper().getText(pdf)).contains("19700 more rows");
        }
    }

    /** The fonts at hand have no signs that combine with a letter. */
    @Test
    void accentsOfFormulasStandBehindTheirLetters() throws IOException {
        assertThat(text("$\\hat{p} \\le \\bar{x}$ and ✓")).contains("pˆ ≤ x¯ and √");
    }

    @Test
    void tasksHaveSignsThatTheFontHas() throws IOException {
        assertThat(text("- [ ] open\n- [x] done")).contains("□ open", "√ done");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s", "# %s", "- %s", "> %s", "| a | b |\n|---|---|\n| %s | b |"})
    void wordsAreNoWiderThanThePage(String prose) throws IOException {
        assertThat(text(prose.formatted("w".repeat(3_000))).lines()).allMatch(line -> line.length() < 200);
    }

    private static String text(String prose) throws IOException {
        try (PDDocument pdf = Loader.loadPDF(
                Export.of(ExportTest.notebook(ExportTest.prose(prose)), "n").pdf())) {
            PDFTextStripper stripper = new PDFTextStripper();
            stripper.setSortByPosition(true);
            return stripper.getText(pdf);
        }
    }

    /** A picture that cannot be drawn is a gap, not the end of the report; and none is fetched. */
    @Test
    void brokenPicturesAreGaps() throws IOException {
        String broken =
                "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script><image href=\"file:///etc/hostname\"/>";
        Notebook notebook = ExportTest.notebook(ExportTest.code(
                "",
                ExportTest.shown("image/svg+xml", broken),
                ExportTest.shown("image/png", "iVBORw0KGgo="),
                ExportTest.shown(
                        "text/html", "<svg width=\"90\"><path d=\"M nonsense\" style=\"fill:url(#no)\"/></svg>after"),
                ExportTest.shown("text/plain", "the end \u0001 \ufffe")));
        try (PDDocument pdf = Loader.loadPDF(Export.of(notebook, "n").pdf())) {
            assertThat(new PDFTextStripper().getText(pdf)).contains("after").contains("the end");
        }
    }
}
