package dev.assay.notebook.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.notebook.format.Notebook;
import dev.assay.notebook.format.Output;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A few lines that would take all memory, all time or the export with them. */
@Timeout(120)
final class HostileNotebookTest {

    @TempDir
    private Path folder;

    @Test
    void variablesThatHoldOthersManyTimesStopGrowing() {
        String html = "<style>p{--a:" + "var(--b)".repeat(900) + ";--b:" + "var(--c)".repeat(100) + ";--c:"
                + "var(--d)".repeat(100) + ";--d:red;color:var(--a);background:var(--d)}</style><p>x</p>";
        assertThat(styled(html).attr("style")).isEqualTo("color:inherit;background:red");
    }

    @Test
    void styleIsNotCopiedIntoElementsWithoutEnd() {
        String style = IntStream.range(0, 2_000)
                .mapToObj(i -> "p" + i + ":" + "a".repeat(40))
                .collect(Collectors.joining(";"));
        String html = "<style>p{color:red}b{" + style + "}</style><p>x</p>";
        assertThat(styled(html).attr("style")).isEqualTo("color:red");
        assertThat(styled(html + "<b>x</b>".repeat(1_000)).attr("style")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"p:has(b)", "p:matches((x+)+y)", "p:containsOwn(x)"})
    void selectorsThatLookIntoElementsAreNotTried(String selector) {
        assertThat(styled("<style>" + selector + "{color:red}</style><p>x<b>y</b></p>")
                        .attr("style"))
                .isEmpty();
    }

    @Test
    void ofPatternsOnlyAFewSmallOnesAreCopied() {
        String used = IntStream.range(0, 300)
                .mapToObj(i -> "<rect width='9' height='9' fill='url(#p" + i + ")'/>")
                .collect(Collectors.joining());
        String defined = IntStream.range(0, 300)
                .mapToObj(
                        i -> "<pattern id='p" + i + "'>" + (i == 1 ? "<rect/>".repeat(900) : "<rect/>") + "</pattern>")
                .collect(Collectors.joining());
        Element page = Jsoup.parseBodyFragment("<svg>" + defined + "</svg><svg>" + used + "</svg>")
                .body();
        Element drawing = Drawing.of(page.child(1), 100).svg();
        assertThat(drawing.select("pattern")).hasSize(99);
        assertThat(drawing.select("#p0")).hasSize(1);
        assertThat(drawing.select("#p1")).isEmpty();
    }

    @Test
    void whatIsDrawnAgainDrawsNothingAgain() {
        String svg = "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink'"
                + " xmlns:xl='http://www.w3.org/1999/xlink' xmlns:s='http://www.w3.org/2000/svg'><s:script>x()</s:script><defs>"
                + "<g id='a'><path d='M0 0'/></g><g id='b'><use xlink:href='#a'/><use href='#a'/>"
                + "<use href='#none' xlink:href='#a'/><s:use xl:href='#a'/></g></defs>"
                + "<g id='c'><use xlink:href='#b'/></g></svg>";
        PictureData plain = PictureData.of(PictureData.SVG, svg).orElseThrow().plain();
        assertThat(new String(plain.bytes(), StandardCharsets.UTF_8))
                .containsOnlyOnce("<use")
                .doesNotContain("s:use", "s:script")
                .contains("<use xlink:href=\"#b\"");
    }

    @Test
    void equalHeadingsHavePlacesOfTheirOwn() {
        Contents contents = new Contents();
        contents.add(Jsoup.parse("<h1>a</h1><h1>a 2</h1><h1>a</h1><h1>?</h1><h1>!</h1>")
                .body());
        assertThat(contents.headings())
                .extracting(Contents.Heading::place)
                .containsExactly("a", "a-2", "a-3", "section", "section-2");
        Contents many = new Contents();
        many.add(Jsoup.parse("<h1>same</h1>".repeat(100_000)).body());
        assertThat(many.headings().get(99_999).place()).isEqualTo("same-100000");
    }

    @Test
    void tablesOfTooManyCellsAreTexts() throws IOException {
        String table = "|a".repeat(1_500) + "\n" + "|-".repeat(1_500) + "\n" + "|b\n".repeat(1_500) + "<b onclick='x'>";
        Export export = Export.of(ExportTest.notebook(ExportTest.prose(table)), "n");
        assertThat(export.html()).contains("<pre class=\"text\">|a|a").contains("&lt;b onclick");
        export.markdown(folder.resolve("n.md"));
        assertThat(folder.resolve("n.md")).content().startsWith("```text\n|a|a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<table><tr><td colspan='100000000' rowspan='100000000'>said</td></tr><tr><td>y</td></tr></table>",
                "<svg width='9' height='9'><img src='data:image/png;base64,AAAA'><input><bdi>x</bdi></svg><p>said</p>",
                "<img src='data:image/svg+xml;base64,LOL'><p>said</p>",
                "<img src='data:image/svg+xml,<svg/>'><p>said</p>"
            })
    void pagesAreMadeOfWhatIsLeft(String html) throws IOException {
        String lol = "<!DOCTYPE svg [<!ENTITY a 'said'><!ENTITY b '&a;&a;'>]><svg xmlns='http://www.w3.org/2000/svg'"
                + " width='9' height='9'><text>&b;</text></svg>";
        String shown = html.replace("LOL", Base64.getEncoder().encodeToString(lol.getBytes(StandardCharsets.UTF_8)));
        Notebook notebook =
                ExportTest.notebook(ExportTest.code("", ExportTest.shown("text/html", shown)), ExportTest.prose(shown));
        try (PDDocument pdf = Loader.loadPDF(Export.of(notebook, "n").pdf())) {
            assertThat(new PDFTextStripper().getText(pdf)).containsPattern("(?s)said.*said");
        }
    }

    /** Each page that a box goes over is laid out. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<div style='color:#123456;height:99999999px'>x</div>",
                "<div style='padding-top: .1e9px'>x</div>",
                "<div style='height:9999in'>x</div>",
                "<div style='font-size:9999px;height:600em'>x</div>",
                "<img width='99999999' height='99999999' src='data:image/svg+xml;base64,"
                        + "PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSIxMCIgaGVpZ2h0PSIxMCIvPg=='>",
                // <svg xmlns="http://www.w3.org/2000/svg" width="99999999" height="99999999"><rect width="1e9"
                // height="1e9"/></svg>
                "<img src='data:image/svg+xml;base64,PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSI5OTk5"
                        + "OTk5OSIgaGVpZ2h0PSI5OTk5OTk5OSI+PHJlY3Qgd2lkdGg9IjFlOSIgaGVpZ2h0PSIxZTkiLz48L3N2Zz4='>"
            })
    @Timeout(60)
    void sizesThatNoPageHasAreNone(String html) throws IOException {
        Output giant = ExportTest.shown("text/html", html);
        byte[] pdf =
                Export.of(ExportTest.notebook(ExportTest.code("", giant)), "n").pdf();
        try (PDDocument pages = Loader.loadPDF(pdf)) {
            assertThat(pages.getNumberOfPages()).isLessThan(10);
        }
    }

    @Test
    void pagesWithoutEndAreRefused() {
        Output tall = ExportTest.shown("text/html", "<div style='height:9999px'>x</div>".repeat(600));
        Export export = Export.of(ExportTest.notebook(ExportTest.code("", tall)), "n");
        assertThatThrownBy(export::pdf)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("at most 5000, and these are ");
    }

    @ParameterizedTest
    @CsvSource({"'\r',''", "'\r\r',''", "'a\r','a'", "'a\n\r\nb\r','a\n\nb'", "'\r\na\rb','\nb'"})
    void aLineOfReturnedCarriagesIsEmpty(String printed, String plain) {
        assertThat(Terminal.plain(printed)).isEqualTo(plain);
    }

    @Test
    void controlCharactersOfTheSecondKindAreNotShownEither() {
        assertThat(Terminal.plain("a\u009b31mb\u0085\u00a0c")).isEqualTo("a31mb\u00a0c");
    }

    @Test
    void linksToPicturesSayTheFoldersName() throws IOException {
        Path file = folder.resolve("50% #1? (a).md");
        Export.of(ExportTest.notebook(ExportTest.code("", ExportTest.shown("text/html", "<svg><rect/></svg>"))), "n")
                .markdown(file);
        assertThat(file).content().contains("](50%25%20%231%3F%20%28a%29_files/cell-1-1.svg)");
        assertThat(folder.resolve("50% #1? (a)_files/cell-1-1.svg")).exists();
        assertThat(Files.readString(folder.resolve("50% #1? (a)_files/cell-1-1.svg")))
                .startsWith("<svg");
    }

    /** Who opens the file of a drawing opens a page with scripts of its own. */
    @Test
    void drawingsInFilesDoNothing() throws IOException {
        String svg = "<?xml-stylesheet href='http://x/a.css'?><svg xmlns='http://www.w3.org/2000/svg' onload='x()'"
                + " xmlns:l='http://www.w3.org/1999/xlink' xmlns:h='http://www.w3.org/1999/xhtml'><script>x()</script>"
                + "<h:script>x()</h:script><h:iframe src='http://x'/><h:img src='http://x' onerror='x()'/><style>@import 'x';</style>"
                + "<style>.a{fill:url(http://x)}</style><style>@im<g>x</g>port 'http://x';</style>"
                + "<style>@font-face{src:url(http://x)}.c{x:y}</style><style>.b{fill:red}</style><a l:href='javascript:x()'><path d='M0 0' onClick='x()'/></a>"
                + "<image l:href='http://x/i.png'/><image href='data:image/svg+xml,x'/><image l:href='data:image/png;base64,AA'/>"
                + "<set attributeName='href' to='javascript:x()'/><animate values='x'/><foreignObject><h:b>x</h:b></foreignObject>"
                + "<use href='http://x#a'/><use l:href='#a'/><rect fill='url(http://x)' width='9'/></svg>";
        Path file = folder.resolve("n.md");
        Export.of(ExportTest.notebook(ExportTest.code("", ExportTest.shown("image/svg+xml", svg))), "n")
                .markdown(file);
        assertThat(Files.readString(folder.resolve("n_files/cell-1-1.svg")))
                .doesNotContainIgnoringCase("http://x")
                .doesNotContainIgnoringCase("script")
                .doesNotContainPattern("(?i)onload|onclick|onerror|import|<set|<animate|foreign|iframe|h:b")
                .doesNotContain("data:image/svg")
                .contains(
                        ".c{x:y}",
                        ".b{fill:red}",
                        "<use l:href=\"#a\"",
                        "data:image/png;base64,AA",
                        "width=\"9\"",
                        "d=\"M0 0\"");
    }

    @Test
    void aDrawingKeepsItsPrefix() {
        String svg = "<ns0:svg xmlns:ns0='http://www.w3.org/2000/svg'><ns0:rect width='9'/></ns0:svg>";
        PictureData picture = PictureData.of(PictureData.SVG, svg).orElseThrow();
        assertThat(new String(picture.disarmed().bytes(), StandardCharsets.UTF_8))
                .contains("<ns0:rect");
        assertThat(new String(picture.plain().bytes(), StandardCharsets.UTF_8)).contains("<ns0:rect");
    }

    /** Each block of a wide table has its first column again: here it is a book. */
    @Test
    void wideTablesDoNotRepeatBooks() throws IOException {
        String wide = "<table><tr><td><p style='white-space:nowrap;width:9px'>" + "book ".repeat(20_000) + "</p>"
                + "<td>wider".repeat(900) + "</table>";
        assertThat(pages(wide)).contains("This table is wider than the page");
        assertThat(pages("<table><tr>" + "<td>wider".repeat(900) + "</table>")).contains("700 more columns");
        assertThat(pages("<table><tr>" + "<td colspan=999>wider".repeat(99) + "</table>".repeat(3)))
                .contains("wider");
    }

    private static String pages(String html) throws IOException {
        Export export = Export.of(ExportTest.notebook(ExportTest.code("", ExportTest.shown("text/html", html))), "n");
        try (PDDocument pdf = Loader.loadPDF(export.pdf())) {
            return new PDFTextStripper().getText(pdf);
        }
    }

    @Test
    void textOfMarkupStaysTextInMarkdown() {
        Output output =
                ExportTest.shown("text/html", "<p>&amp;lt;b&amp;gt; &amp; c</p><pre>```\n&lt;script&gt;\n```</pre>");
        List<List<Piece>> pieces = Pieces.of(
                ExportTest.notebook(ExportTest.code("", output)),
                true,
                NamedPictures.none().local());
        assertThat(MarkdownReport.of(pieces, "java", "f").text())
                .isEqualTo("\\&lt;b\\&gt; & c\n\n````text\n```\n<script>\n```\n````\n");
    }

    private static Element styled(String html) {
        return InlineStyle.of(SafeHtml.of(html)).expectFirst("p");
    }
}
