package dev.assay.notebook.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.notebook.format.Cell;
import dev.assay.notebook.format.Fields;
import dev.assay.notebook.format.Notebook;
import dev.assay.notebook.format.Output;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ExportTest {

    private static final String PLOTLY = "application/vnd.plotly.v1+json";

    @Test
    void aPageTellsTheNotebook() {
        Document page = page(
                prose("# The *story*\n\ntext\n\n| a | b |\n|---|---|\n| 1 | 2 |"),
                code("int n = 42; // \"why\"", new Output.Stream("stdout", "one\ntwo\rTWO\n\u001b[31mred\u001b[0m")),
                prose("## Next"),
                code("n", shown("text/plain", "42")));
        assertThat(page.title()).isEqualTo("The story");
        assertThat(page.select("nav.contents a").eachText()).containsExactly("The story", "Next");
        for (Element link : page.select("nav.contents a")) {
            assertThat(page.getElementById(link.attr("href").substring(1))).isNotNull();
        }
        assertThat(page.select(".prose table td").eachText()).containsExactly("1", "2");
        assertThat(page.expectFirst("pre.code .tk").text()).isEqualTo("int");
        assertThat(page.expectFirst("pre.code .tc").wholeText()).isEqualTo("// \"why\"");
        assertThat(page.expectFirst("pre.printed").wholeText()).isEqualTo("one\nTWO\nred");
        assertThat(page.select("pre.printed .a1").text()).isEqualTo("red");
        assertThat(page.select("pre.text").text()).isEqualTo("42");
    }

    /** As Jupyter calls their places, as GitHub does, with what an address writes in percent, and with what it should. */
    @ParameterizedTest
    @ValueSource(
            strings = {"Über-&-das:-Ende", "Über-das-Ende", "über-das-ende", "%C3%9Cber-das%20Ende", "-Über-das-Ende%"})
    void linksLeadToHeadings(String written) {
        Document page = page(prose("[there](<#" + written + ">) [top](#)"), prose("## Über & das: Ende"));
        assertThat(page.select(".prose a").eachAttr("href")).containsExactly("#über-das-ende", "#");
        assertThat(page.select("#über-das-ende").eachText()).containsExactly("Über & das: Ende");
    }

    @Test
    void tagsDecideWhatIsShown() {
        Notebook notebook = notebook(
                tagged("remove_cell", "code1"),
                tagged("remove-input", "code2"),
                tagged("remove_output", "code3"),
                tagged("hide_input", "code4"));
        Document page = Jsoup.parse(Export.of(notebook, "n").html());
        assertThat(page.select("pre.code").eachText()).containsExactly("code3", "code4");
        assertThat(page.select("details.code pre.code").eachText()).containsExactly("code4");
        assertThat(page.select("pre.text").eachText()).containsExactly("of code2", "of code4");
        Document plain = Jsoup.parse(Export.of(notebook, "n").withoutCode().html());
        assertThat(plain.select("pre.code")).isEmpty();
        assertThat(plain.select("pre.text").eachText()).containsExactly("of code2", "of code4");
    }

    @Test
    void aRunThatDidNotEndWellSaysSoFirst() {
        Notebook whole = notebook(new Cell.Code("c", Fields.none(), "n"));
        Document page = Jsoup.parse(Export.of(ended(whole, "failed"), "n").html());
        assertThat(page.select("main p, main pre").eachText().get(0))
                .isEqualTo("The last run of this notebook is not whole: cell 1 <failed>");
        assertThat(Jsoup.parse(Export.of(ended(whole, "ok"), "n").html()).select(".failed"))
                .isEmpty();
    }

    private static Notebook ended(Notebook notebook, String status) {
        ObjectNode ours = JsonNodeFactory.instance.objectNode();
        ours.putObject("run").put("status", status).put("reason", "cell 1 <failed>");
        return notebook.withMetadata(Fields.none().with("assay", ours));
    }

    @Test
    void anErrorIsSaidOnce() {
        Document page = page(
                code("", new Output.Failure("KernelDied", "it died", List.of("KernelDied: it died"))),
                code("", new Output.Failure("Broken", "why", List.of("Broken: why", "  at line 1"))));
        assertThat(page.select(".failed p").eachText()).containsExactly("KernelDied: it died", "Broken: why");
        assertThat(page.select(".failed pre").eachText()).containsExactly("Broken: why\n  at line 1");
    }

    /** Its own scripts, by what they are, and nothing else: an output's script would not run if it came through. */
    @Test
    void aPageForbidsItselfAllButItsOwn() throws Exception {
        Document page = page(code("", figure("{}")));
        String policy = page.select("meta[http-equiv=Content-Security-Policy]").attr("content");
        assertThat(policy)
                .startsWith("default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'sha256-");
        List<String> hashes = new ArrayList<>();
        for (Element script : page.select("script:not([type])")) {
            assertThat(script.attributesSize()).isZero();
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(script.data().getBytes(StandardCharsets.UTF_8));
            hashes.add("'sha256-" + Base64.getEncoder().encodeToString(hash) + "'");
        }
        assertThat(hashes).hasSize(2);
        assertThat(policy).contains("script-src " + String.join(" ", hashes) + ";");
        assertThat(page.select("[src^=http], [href^=http], link, iframe")).isEmpty();
    }

    @Test
    void plotlyComesOncePerPageAndOnlyWithFigures() {
        assertThat(page(code("", shown("text/plain", "x"))).select("script")).hasSize(1);
        Document page = page(code("", figure("{}"), figure("{}")));
        assertThat(page.select("script:not([type])")).hasSize(2);
        assertThat(page.select("figure.plot img[src^=data:image/svg+xml]")).hasSize(2);
        assertThat(page.html()).doesNotContain("NOT THIS");
    }

    @Test
    void aFigureEndsNoScript() {
        Document page = page(code("", figure("{\"title\": \"</script><script>alert(1)</script><!--\"}")));
        Element json = page.expectFirst("figure.plot script");
        assertThat(page.select("script")).hasSize(3);
        assertThat(json.data()).contains("\\u003c/script>").doesNotContain("<");
    }

    @Test
    void ofAnOutputTheRichestHarmlessIsShown() {
        Document page = page(
                code("", shown("text/html", "<script>widget()</script>", "text/plain", "as text")),
                code("", shown("text/html", "<b onclick=x()>bold</b>", "text/plain", "no")),
                code("", shown("text/latex", "$$x^2$$", "text/plain", "x**2")),
                code("", shown("text/latex", "one $x$")),
                code("", shown("image/png", "!!!", "text/plain", "no picture")),
                code("", shown("application/x-widget", "{}")),
                code("", shown("application/vnd.assay.value+json", "{}", "text/plain", "verdict = \"YES\"")));
        assertThat(page.select("pre.text").eachText()).containsExactly("as text", "one $x$", "no picture");
        assertThat(page.select(".prose sup").text()).isEqualTo("2");
        assertThat(page.select(".markup b").text()).isEqualTo("bold");
        assertThat(page.select(".note").text()).contains("application/x-widget");
        assertThat(page.select(".published").text()).isEqualTo("verdict = \"YES\"");
    }

    /** Style of an output stands in a shadow tree: outside of it, it means nothing. */
    @Test
    void theStyleOfAnOutputStaysThere() {
        Document page = page(
                code("", shown("text/html", "<style>main{display:none}</style><p class=\"page\" id=\"why\">x</p>")),
                code("", shown("text/html", "<p class=\"page\" id=\"why\">y</p>")));
        assertThat(page.select("template[shadowrootmode=open] p.page").text()).isEqualTo("x");
        assertThat(page.select("style:contains(display:none)")).isEmpty();
        assertThat(page.expectFirst(".markup > p").attributesSize()).isZero();
        Pattern outside = Pattern.compile("main\\{display:none\\}");
        assertThat(outside.matcher(page.head().html()).find()).isFalse();
    }

    @Test
    void hugeOutputsAreCutAndSaySo() {
        String line = "0123456789".repeat(10) + "\n";
        String html = Export.of(
                        notebook(
                                code("", new Output.Stream("stdout", line.repeat(1_000_000))),
                                code("", shown("text/html", "<p>" + line.repeat(100_000), "text/plain", "in short")),
                                code("", shown("text/html", "<p>" + line.repeat(100_000)))),
                        "n")
                .html();
        assertThat(html.length()).isLessThan(300_000);
        assertThat(html)
                .contains("100900000 characters are left out")
                .contains("in short")
                .contains("is left out");
    }

    @Test
    void theSameNotebookGivesTheSamePage() {
        Notebook notebook = notebook(prose("# a\n\n# a"), code("1", figure("{}")));
        assertThat(Export.of(notebook, "n").html())
                .isEqualTo(Export.of(notebook, "n").html());
        assertThat(Jsoup.parse(Export.of(notebook, "n").html()).select("h1").eachAttr("id"))
                .containsExactly("a", "a-2");
    }

    @Test
    void wordsAreStruckAndTasksHaveBoxes() {
        Element prose = page(prose(
                        "~~not~~ this, ~5 to ~6\n\n- [ ] open\n- [x] **done**\n  1. [X] [link](https://a.example)\n\n"
                                + "* [ ]\n* [x](https://b.example) [ ] text\n* ![ ] text\n* [y] text\n* [x]text\n\n[x] text"))
                .expectFirst(".prose");
        assertThat(prose.select("del").eachText()).containsExactly("not");
        assertThat(prose.expectFirst("p").text()).isEqualTo("not this, ~5 to ~6");
        assertThat(prose.select("li").eachText())
                .containsExactly(
                        "☐ open", "☑ done ☑ link", "☑ link", "[ ]", "x [ ] text", "![ ] text", "[y] text", "[x]text");
        assertThat(prose.select("p").eachText()).endsWith("[x] text");
        assertThat(page(prose("- [ ] open\n\n- [x] done\n\n  more"))
                        .select("li > p")
                        .eachText())
                .containsExactly("☐ open", "☑ done", "more");
    }

    @Test
    void whatAMarkdownCellBringsIsHarmless() {
        Document page = page(prose("[x](javascript:alert(1)) <img src=x onerror=alert(1)> <script>alert(1)</script>\n\n"
                + "![far](https://evil.example/a.png)\n\n<div class=\"bar\" id=\"a\">x</div>"));
        assertThat(page.select("main [href], main [onerror], main script, main img, main .bar, main [id]"))
                .isEmpty();
        assertThat(page.select("main").text()).contains("[far: a report fetches no pictures]");
    }

    static Document page(Cell... cells) {
        return Jsoup.parse(Export.of(notebook(cells), "name").html());
    }

    static Notebook notebook(Cell... cells) {
        return Notebook.of(Fields.none(), List.of(cells));
    }

    static Cell prose(String text) {
        return new Cell.Markdown("m", Fields.none(), text);
    }

    static Cell code(String source, Output... outputs) {
        return new Cell.Code("c", Fields.none(), source).withResult(OptionalInt.of(1), List.of(outputs));
    }

    private static Cell tagged(String tag, String source) {
        Fields tags =
                Fields.none().with("tags", JsonNodeFactory.instance.arrayNode().add(tag));
        return code(source, shown("text/plain", "of " + source)).withMetadata(tags);
    }

    static Output shown(String... data) {
        Fields bundle = Fields.none();
        for (int i = 0; i < data.length; i += 2) {
            bundle = bundle.with(data[i], JsonNodeFactory.instance.textNode(data[i + 1]));
        }
        return new Output.Display(bundle, Fields.none());
    }

    static Output figure(String layout) {
        try {
            var json = new com.fasterxml.jackson.databind.ObjectMapper()
                    .readTree("{\"data\": [{\"type\": \"bar\", \"x\": [1, 2], \"y\": [3, 1]}], \"layout\": " + layout
                            + "}");
            Fields bundle = Fields.none()
                    .with(PLOTLY, json)
                    .with(
                            "image/svg+xml",
                            JsonNodeFactory.instance.textNode(
                                    "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"80\" height=\"60\"><rect width=\"9\" height=\"9\"/></svg>"))
                    .with("text/html", JsonNodeFactory.instance.textNode("<p>NOT THIS</p>"))
                    .with("text/plain", JsonNodeFactory.instance.textNode("figure: bar of 2"));
            return new Output.Display(bundle, Fields.none());
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
