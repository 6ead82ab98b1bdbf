package dev.assay.notebook.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.notebook.format.Cell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Words in the place of pictures that outputs name and a report does not hold. */
final class AbsentPicturesTest {

    private static final String GIF = "R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            delimiter = '|',
            value = {
                "<img src='https://far.example/a.png'> | [https://far.example/a.png: a report fetches no pictures]",
                "<img src='https://far.example/a.png' alt=' '> | [https://far.example/a.png: a report fetches no pictures]",
                "<img src='https://far.example/a.png' alt='far'> | [far: a report fetches no pictures]",
                "<img src='missing.png'> | [missing.png: a report fetches no pictures]",
                "<img src='data:text/html;base64,AAAA'> | [picture: a report fetches no pictures]",
                "<table><tr><td><img src='missing.png'></td></tr></table> | [missing.png: a report fetches no pictures]",
            })
    void wordsStandInAllReports(String html, String words) throws IOException {
        Cell cell = ExportTest.code("", ExportTest.shown("text/html", "before" + html + "after"));
        Export export = Export.of(ExportTest.notebook(cell), "n");
        assertThat(Jsoup.parse(export.html()).select("main").text()).contains(words);
        assertThat(text(export)).contains(words);
        assertThat(markdown(export).replace("\\", "")).contains(words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"svg+xml,%3Csvg%3E%3C/svg%3E", "avif;base64,AAAA"})
    void whatOnlyBrowsersReadIsNamedElsewhere(String data) throws IOException {
        Cell cell = ExportTest.code("", ExportTest.shown("text/html", "<img alt='map' src='data:image/" + data + "'>"));
        Export export = Export.of(ExportTest.notebook(cell), "n");
        assertThat(Jsoup.parse(export.html()).select("main img")).hasSize(1);
        assertThat(text(export)).contains("[map: only the page in HTML may show it]");
        assertThat(markdown(export)).isEqualTo("\\[map: only the page in HTML may show it\\]\n");
    }

    /** A picture by address, as Jupyter displays it, says less in words than as the picture beside it. */
    @Test
    void aPictureBesideTheWordsIsShown() {
        String html = Export.of(
                        ExportTest.notebook(ExportTest.code(
                                "",
                                ExportTest.shown(
                                        "text/html",
                                        "<div><img src='https://far.example/a.png'></div>",
                                        "image/gif",
                                        GIF))),
                        "n")
                .html();
        assertThat(Jsoup.parse(html).select("main img").eachAttr("src"))
                .containsExactly("data:image/gif;base64," + GIF);
        assertThat(html).doesNotContain("far.example");
    }

    /** As it was written, as long as a line, and no markup. */
    @ParameterizedTest
    @CsvSource({
        "sub/a*b*.png, sub/a*b*.png",
        "a&lt;b&gt;/x.png, a<b>/x.png",
        "a&#x202e;b&#10;c/x.png, a b c/x.png",
        "data:text/plain;secret, picture"
    })
    void theAddressNamesThem(String address, String name) throws IOException {
        Cell cell = ExportTest.prose("<p><img src='" + address + "'></p>");
        Export export = Export.of(ExportTest.notebook(cell), "n");
        assertThat(Jsoup.parse(export.html()).select("main").text())
                .isEqualTo("[" + name + ": a report fetches no pictures]");
        assertThat(markdown(export)).startsWith(MarkdownReport.escaped("[" + name + ": "));
    }

    /** A link to nowhere was left of them in Markdown. */
    @Test
    void whatNoLinkMayNameIsNoLink() throws IOException {
        Cell cell = ExportTest.prose("![](a:b.png) ![x *y*](javascript:alert(1)) ![z](https://far.example/z.png)");
        assertThat(markdown(Export.of(ExportTest.notebook(cell), "n")))
                .isEqualTo("*\\[a:b.png: a report fetches no pictures\\]*"
                        + " *\\[x y: a report fetches no pictures\\]* [z](https://far.example/z.png)\n");
    }

    @Test
    void namesHoldNoPasswordAndNoToken() {
        assertThat(NamedPictures.words("", "https://me:secret@far.example/a.png?token=1#b", LocalPictures.ELSEWHERE))
                .isEqualTo("[https://far.example/a.png: a report fetches no pictures]");
    }

    @Test
    void longAddressesAreCut() {
        assertThat(NamedPictures.words("", "\ud83d\ude00".repeat(81), LocalPictures.ELSEWHERE))
                .isEqualTo("[" + "\ud83d\ude00".repeat(80) + "…: a report fetches no pictures]");
    }

    @Test
    void aFigureFetchesNoPicture() throws IOException {
        String layout =
                """
                {"images": [{"source": "https://far.example/a.png", "x": 0}, 7, {"source": "data:image/gif;base64,%s"},
                {"source": " b.png"}, {"source": ["c"]}],
                "template": {"layout": {"imagedefaults": {"source": "//far.example/d.png"}}}}
                """;
        Cell cell = ExportTest.code("", ExportTest.figure(layout.formatted(GIF)));
        String html = Export.of(ExportTest.notebook(cell), "n").html();
        assertThat(Jsoup.parse(html).select("main .note").text())
                .isEqualTo(
                        "[https://far.example/a.png: a report fetches no pictures] [b.png: a report fetches no pictures]"
                                + " [//far.example/d.png: a report fetches no pictures]");
        assertThat(Jsoup.parse(html).expectFirst("figure.plot script").data())
                .doesNotContain("far.example", "b.png")
                .contains(GIF);
    }

    private static String text(Export export) throws IOException {
        try (PDDocument pdf = Loader.loadPDF(export.pdf())) {
            return new PDFTextStripper().getText(pdf);
        }
    }

    private String markdown(Export export) throws IOException {
        Path file = folder.resolve("out.md");
        export.markdown(file);
        return Files.readString(file);
    }
}
