package dev.assay.notebook.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.notebook.format.Cell;
import dev.assay.notebook.format.Output;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MarkdownReportTest {

    @TempDir
    private Path folder;

    @Test
    void proseIsAsItWasAndCodeAndOutputsAreFenced() throws IOException {
        assertThat(markdown(
                        ExportTest.prose("# T  \n*a*\n\n| a |\n|---|\n| 1 |"),
                        ExportTest.code("int n = 1; // ```", new Output.Stream("stdout", "\u001b[1mout\u001b[0m\n")),
                        ExportTest.code(
                                "",
                                ExportTest.shown(
                                        "application/vnd.assay.value+json", "{}", "text/plain", "v = \"a`b\""))))
                .isEqualTo(
                        """
                        # T \s
                        *a*

                        | a |
                        |---|
                        | 1 |

                        ````java
                        int n = 1; // ```
                        ````

                        ```text
                        out
                        ```

                        ``v = "a`b"``
                        """);
    }

    @Test
    void picturesStandBesideIt() throws IOException {
        String text = markdown(
                ExportTest.prose("x"),
                ExportTest.code(
                        "",
                        ExportTest.figure("{}"),
                        ExportTest.shown("image/png", "iVBORw0KGgo=", "text/plain", "a [b]\nc")),
                ExportTest.code(
                        "",
                        ExportTest.shown(
                                "text/html",
                                "<p>t</p><style>.bar{fill:var(--b)} svg{--b:#123456}</style>"
                                        + "<svg width=\"100%\" height=\"30\" aria-label=\"Shares\"><rect class=\"bar\" width=\"5%\" height=\"9\"/></svg>")));
        assertThat(text)
                .contains(
                        "![figure: bar of 2](out_files/cell-2-1.svg)",
                        "![a \\[b\\] c](out_files/cell-2-2.png)",
                        "t\n\n![Shares](out_files/cell-3-1.svg)");
        assertThat(Files.readAllBytes(folder.resolve("out_files/cell-2-2.png"))).startsWith(0x89, 'P', 'N', 'G');
        assertThat(Files.readString(folder.resolve("out_files/cell-3-1.svg")))
                .startsWith("<svg ")
                .contains("xmlns=\"http://www.w3.org/2000/svg\"", "viewBox=\"0 0 720 30\"", "style=\"fill:#123456\"");
    }

    /** Readers with a dark page showed dark words on it. */
    @ParameterizedTest
    @CsvSource({
        "'',background:#fff;",
        "style='overflow:hidden','background:#fff;overflow:hidden'",
        "style='background:#123456',background:#fff;background:#123456",
    })
    void drawingsBesideItAreOnWhite(String attribute, String style) throws IOException {
        assertThat(root(attribute, "text{fill:red}")).contains("style=\"" + style + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"svg{background:#111}", "@media (prefers-color-scheme:dark){text{fill:white}}"})
    void aDrawingWithAGroundOfItsOwnKeepsIt(String rules) throws IOException {
        assertThat(root("", rules)).doesNotContain("style=");
    }

    /** How a drawing of a cell begins in its file. */
    private String root(String attribute, String rules) throws IOException {
        String svg = "<svg xmlns='http://www.w3.org/2000/svg' %s><style>%s</style><text y='20'>words</text></svg>";
        markdown(ExportTest.code("", ExportTest.shown("image/svg+xml", svg.formatted(attribute, rules))));
        String file = Files.readString(folder.resolve("out_files/cell-1-1.svg"));
        assertThat(file).contains(rules);
        return file.substring(0, file.indexOf('>'));
    }

    @Test
    void tablesListsAndTerms() throws IOException {
        assertThat(
                        markdown(
                                ExportTest.code(
                                        "",
                                        ExportTest.shown(
                                                "text/html",
                                                "<h3>H</h3><table><thead><tr><th>a|b<th>c</thead>"
                                                        + "<tr><td>1<td><b>x_y</b></table><ul><li>one<li>two</ul><dl><dt>n</dt><dd>5</dd></dl>tail"))))
                .isEqualTo(
                        """
                        **H**

                        | a\\|b | c |
                        | --- | --- |
                        | 1 | x\\_y |

                        - one
                        - two

                        - n: 5

                        tail
                        """);
    }

    /** A contact sheet's file names and lengths: "reel 1.mp4" and "11 s" made "reel 1.mp411 s". */
    @Test
    void whatStyleSetsApartStaysApart() throws IOException {
        String caption = "<style>.q{display:block}</style><%1$s><bdi>reel 1.mp4</bdi><span class=q>11 s</span></%1$s>";
        assertThat(shown(caption.formatted("figcaption"))).isEqualTo("reel 1.mp4\n\n11 s\n");
        assertThat(shown("<table>" + caption.formatted("td") + "</table>")).endsWith("| reel 1.mp4 11 s |\n");
    }

    /**
     * A legend's frames: "++ beyond 3 + beyond 2" read as a sum, "before, 400 items after, 85 items" as one list. Its marks are
     * pictures, each once.
     */
    @Test
    void whatStandsInFramesOfItsOwnIsSetApart() throws IOException {
        String mark = "<svg width=16 height=16><path d='M0 0h9'/></svg>";
        String unseen = "<svg class=defs width=0 height=0><path d='M0 0h9'/></svg>";
        assertThat(shown("<style>.k span{margin-right:.9rem} .s{padding:0 .45rem}</style><p class=k>By residual: "
                        + "<span class=s>++ beyond 3</span> <span class=s>+ beyond 2</span></p>"
                        + "<p class=k><span>" + mark + " before, <i>400</i> items</span> <span>" + unseen + mark
                        + " after,<br>85 items</span> </p>"
                        + "<p><span>one</span> <span>phrase</span></p>"))
                .isEqualTo(
                        """
                        By residual: ++ beyond 3; + beyond 2

                        ![](out_files/cell-1-1.svg) before, 400 items; ![](out_files/cell-1-1.svg) after, 85 items

                        one phrase
                        """);
    }

    @Test
    void aFoldAndItsTableAreCalledOnce() throws IOException {
        String fold =
                "<details><summary>Shares</summary><div><table><caption>%s</caption><tr><td>1</table></div></details>";
        assertThat(shown(fold.formatted("Shares"))).isEqualTo("**Shares**\n\n|  |\n| --- |\n| 1 |\n");
        assertThat(shown(fold.formatted("Shares, n = 5"))).startsWith("**Shares**\n\nShares, n = 5\n\n|");
    }

    @Test
    void theSignOfAResidualIsNoneOfArithmetic() throws IOException {
        assertThat(
                        shown(
                                "<table><caption>Counts, <b>1,139</b> items</caption><thead><tr><th>a<th>b<th>c</thead>"
                                        + "<tr><td>1,123 −− <small>25.0 %</small><td>58 + <small>63.0 %</small><td>0 <small>0 %</small></table>"))
                .isEqualTo(
                        """
                        Counts, 1,139 items

                        | a | b | c |
                        | --- | --- | --- |
                        | 1,123 (25.0 %) −− | 58 (63.0 %) + | 0 (0 %) |
                        """);
    }

    @Test
    void whatIsHostileIsGone() throws IOException {
        String text = markdown(
                ExportTest.code(
                        "",
                        ExportTest.shown(
                                "text/markdown",
                                "a <img src=x onerror=alert(1)> [x](javascript:alert(1))"
                                        + " ![p](https://evil.example/p.png)\n\n<script>alert(1)</script>\n\n[r]\n\n[r]: javascript:alert(1)")),
                ExportTest.code("", ExportTest.shown("text/html", "<p onclick=x>&lt;script&gt; [x](javascript:y)</p>")),
                ExportTest.code("", ExportTest.shown("text/plain", "```\n<script>")));
        assertThat(text)
                .doesNotContain("<img")
                .doesNotContain("<script>alert")
                .doesNotContain("onclick")
                .doesNotContain("![p]");
        assertThat(text).doesNotContain("[x](javascript").doesNotContain("]: javascript");
        assertThat(text).contains("\\<script\\> \\[x\\](javascript:y)").contains("````text\n```\n<script>\n````");
    }

    /** What is left of markup is text: it is not read as Markdown once more. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>x</script> ![i](http://evil.example/1.png) [j](javascript:alert(1))",
                "<!-- a --> ![i](http://evil.example/1.png)",
                "<div>\n![i](http://evil.example/1.png)\n</div>",
                "<div>\n![i][r]\n</div>\n\n[r]: http://evil.example/1.png",
                "<div onclick=x>![i](http://evil.example/1.png)</div>",
                "![i](/etc/passwd)",
                "![i](\\\\\\\\evil.example\\1.png)"
            })
    void noPictureIsLeftThatIsNotBesideIt(String markdown) throws IOException {
        String text = markdown(ExportTest.prose(markdown));
        assertThat(text).doesNotContain("![i").doesNotContain("[j](");
        assertThat(text).contains("i");
    }

    /** A link without words is none to see. */
    @Test
    void aPictureElsewhereIsALinkWithWords() throws IOException {
        assertThat(markdown(ExportTest.prose("![plan](https://a.example/1.png) ![](https://a.example/2.png)")))
                .isEqualTo("[plan](https://a.example/1.png) [picture](https://a.example/2.png)\n");
    }

    @Test
    void markupThatIsHarmlessStays() throws IOException {
        assertThat(markdown(ExportTest.prose("<p><b>bold</b></p>"))).isEqualTo("<p><b>bold</b></p>\n");
    }

    @Test
    void formulasStayAsTheyWereWrittenBesideWhatIsWrittenAnew() throws IOException {
        assertThat(rewritten("$x_1$ and $$ \\frac{a*b}{c*d} $$ cost $5, not \\$x_2\\$"))
                .isEqualTo("$x_1$ and $$ \\frac{a*b}{c*d} $$ cost \\$5, not \\$x\\_2\\$");
        assertThat(rewritten("> $$\n> x_1\n>     - y_1\n> $$")).isEqualTo("> $$\n> x_1\n>     - y_1\n> $$");
        assertThat(rewritten("| a |\n|---|\n| $P(x_1 \\| y)$ |")).endsWith("|$P(x_1 \\| y)$|");
        String align = "\\begin{align}\na_1 &= b_1 \\\\\n&= *c*\n\\end{align}";
        assertThat(rewritten(align)).isEqualTo(align.replace("\n&", "\n    &"));
        assertThat(rewritten("<div onclick=x>a <b>c</div>\n\n$x_1$")).endsWith("a c\n\n$x_1$");
    }

    @Test
    void tasksAndStruckWordsStayBesideWhatIsWrittenAnew() throws IOException {
        assertThat(rewritten("- [ ] ~~open~~\n- [X] done\n- text, ~5"))
                .isEqualTo("- [ ] ~~open~~\n- [x] done\n- text, \\~5");
        assertThat(rewritten("- [ ] $x_1$")).isEqualTo("- [ ] $x_1$");
        assertThat(rewritten("- [ ] open\n\n- [x] done")).isEqualTo("- [ ] open\n\n- [x] done");
    }

    @Test
    void nothingHostileHidesInAFormula() throws IOException {
        assertThat(markdown(ExportTest.prose("$x_1$ $a<b$ $<img src=x onerror=alert(1)>$")))
                .isEqualTo("$x_1$ $a< b$ $< img src=x onerror=alert(1)>$\n");
        assertThat(markdown(ExportTest.prose("\\begin{a}\n[x](javascript:alert(1)) <img src=x onerror=y>\n\\end{a}")))
                .doesNotContain("javascript", "onerror");
        assertThat(markdown(ExportTest.prose("$[x](javascript:alert(1))$"))).doesNotContain("javascript");
        assertThat(markdown(ExportTest.prose("![a $x](https://evil.example/p.png) y$")))
                .doesNotContain("![a");
    }

    /** Without the markup that has it written anew. */
    private String rewritten(String markdown) throws IOException {
        return markdown(ExportTest.prose(markdown + "\n\n<font>end</font>")).replace("\n\nend\n", "");
    }

    private String shown(String html) throws IOException {
        return markdown(ExportTest.code("", ExportTest.shown("text/html", html)));
    }

    private String markdown(Cell... cells) throws IOException {
        Path file = folder.resolve("out.md");
        Export.of(ExportTest.notebook(cells), "n").markdown(file);
        return Files.readString(file);
    }
}
