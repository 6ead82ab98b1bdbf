package dev.assay.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.Inventory;
import dev.assay.quota.Infeasible;
import dev.assay.quota.Plan;
import dev.assay.schema.Item;
import dev.assay.verdict.Parameters;
import dev.assay.verdict.Verdict;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

final class VerdictHtmlTest {

    private static final Set<String> ELEMENTS = Set.of(
            "html",
            "head",
            "meta",
            "title",
            "style",
            "body",
            "header",
            "nav",
            "main",
            "footer",
            "section",
            "div",
            "span",
            "p",
            "h1",
            "h2",
            "h3",
            "h4",
            "ul",
            "li",
            "dl",
            "dt",
            "dd",
            "a",
            "strong",
            "small",
            "code",
            "bdi",
            "table",
            "caption",
            "thead",
            "tbody",
            "tfoot",
            "tr",
            "th",
            "td",
            "details",
            "summary",
            "figure",
            "figcaption",
            "img",
            "svg",
            "defs",
            "pattern",
            "rect",
            "line",
            "path",
            "text");

    private static final byte[] JPEG = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE0, 1, 2, 3};

    private static Verdict verdict;
    private static String page;
    private static Document parsed;

    @BeforeAll
    static void judge() throws Exception {
        verdict = Verdicts.of(Verdicts.inventory());
        page = VerdictHtml.of(verdict, id -> id.contains("5 video") ? Optional.of(JPEG) : Optional.empty());
        parsed = Pages.parse(page);
        String shown = System.getProperty("assay.test.page");
        if (shown != null) {
            Files.writeString(Path.of(shown), page);
        }
    }

    @Test
    void itsValuesAreThoseOfItsCriteria() {
        assertThat(verdict.values().keySet())
                .containsExactly("verdict", "selected", "suitable_real", "worst_deviation", "criteria_not_met");
        assertThat(verdict.values())
                .containsEntry("verdict", verdict.status().words())
                .containsEntry("selected", verdict.selected().size())
                .containsEntry("suitable_real", 259);
        assertThat(Verdicts.of(Inventory.of(Verdicts.items(3))).values())
                .containsEntry("verdict", "NOT FEASIBLE")
                .containsEntry("worst_deviation", 0.0);
    }

    @Test
    void namesOfAnEnemyStayText() {
        assertThat(Pages.elements(parsed, "*")).extracting(Element::getTagName).isSubsetOf(ELEMENTS);
        assertThat(Pages.attributes(parsed)).noneMatch(attribute -> attribute.matches("(?s)\\S+ on.*"));
        assertThat(page).doesNotContain("<script", "\u202e", "\u0007", "\ufffe");
        assertThat(page).contains("exe\\u202e4pm.mp4", "👩‍🚀 عربي", "two\\u000alines");
    }

    /** Any three of forty must be let go, and 780 pairs are too many to ask about. */
    @Test
    void whereNotAllRepairsWereLookedForItIsSaid() throws Exception {
        List<Item> items = IntStream.range(0, 40)
                .mapToObj(i -> new Item("v" + i, Map.of("media", "video", "lighting", "low", "identity", "p" + i)))
                .toList();
        Plan plan = Plan.parse("{axes: [lighting], must_include: ["
                + items.stream().map(Item::id).collect(Collectors.joining(", "))
                + "], limits: [{axis: lighting, level: low, max: 37, flex: [0, 37]}, {by: identity, max: 1}]}");
        Verdict impossible = Verdicts.of(Inventory.of(items), plan);
        assertThat(impossible.quotas()).isInstanceOfSatisfying(Infeasible.class, no -> assertThat(no.allAsked())
                .isFalse());
        assertThat(Pages.elements(Pages.parse(VerdictHtml.of(impossible, id -> Optional.empty())), "p"))
                .extracting(Element::getTextContent)
                .contains(Infeasible.CUT);
    }

    @Test
    void nothingIsLoadedFromAnywhere() {
        assertThat(Pages.attributes(parsed)).allSatisfy(attribute -> {
            if (attribute.matches("(?s)\\S+ (src|href|xlink:href|action|data|srcset|poster)=.*")) {
                assertThat(attribute).matches("(?s)img src=data:image/jpeg;base64,.*|a href=#.*");
            }
        });
        String style = Pages.elements(parsed, "style").get(0).getTextContent();
        assertThat(style).doesNotContain("@import", "http").contains("prefers-color-scheme: dark", "@media print");
        assertThat(style.replace("url(#hatch)", "")).doesNotContain("url(");
        assertThat(page).contains("default-src &#39;none&#39;; img-src data:;");
    }

    @Test
    void sectionsAreThoseOfTheTextAndAnchorsExist() {
        List<String> headings = Pages.elements(parsed, "h2").stream()
                .map(Element::getTextContent)
                .toList();
        List<String> inText = VerdictMarkdown.of(verdict)
                .lines()
                .filter(line -> line.startsWith("## "))
                .map(line -> line.substring(3))
                .toList();
        assertThat(headings).containsSubsequence(inText);
        List<String> ids = Pages.attributes(parsed).stream()
                .filter(attribute -> attribute.matches("(?s)\\S+ id=.*"))
                .map(attribute -> attribute.substring(attribute.indexOf('=') + 1))
                .toList();
        assertThat(ids).doesNotHaveDuplicates();
        assertThat(Pages.elements(parsed, "a")).allSatisfy(link -> assertThat(ids)
                .contains(link.getAttribute("href").substring(1)));
    }

    @Test
    void chartsAndTablesSayWhatTheyAre() {
        assertThat(Pages.elements(parsed, "svg"))
                .filteredOn(svg -> svg.getAttribute("class").equals("chart"))
                .hasSizeGreaterThan(10)
                .allSatisfy(svg -> {
                    assertThat(svg.getAttribute("role")).isEqualTo("img");
                    assertThat(svg.getFirstChild().getNodeName()).isEqualTo("title");
                });
        assertThat(Pages.elements(parsed, "table"))
                .allSatisfy(
                        table -> assertThat(table.getFirstChild().getNodeName()).isEqualTo("caption"));
        assertThat(Pages.elements(parsed, "th"))
                .allSatisfy(head -> assertThat(head.getAttribute("scope")).isIn("row", "col"));
        assertThat(Pages.elements(parsed, "img")).isNotEmpty().allSatisfy(img -> {
            assertThat(img.getAttribute("alt")).startsWith("Frame of ");
            assertThat(img.getAttribute("loading")).isEqualTo("lazy");
        });
    }

    @Test
    void everySelectedVideoHasAFigureInItsStratum() {
        assertThat(Pages.elements(parsed, "figure")).hasSameSizeAs(verdict.selected());
        Map<String, Long> strata = verdict.selected().stream()
                .collect(Collectors.groupingBy(
                        video -> video.stratum().replace(":", " · "), TreeMap::new, Collectors.counting()));
        List<Element> sections = Pages.elements(parsed, "section").stream()
                .filter(section -> section.getAttribute("class").equals("stratum"))
                .toList();
        assertThat(sections).hasSameSizeAs(strata.keySet());
        for (Element section : sections) {
            String[] heading =
                    section.getElementsByTagName("h4").item(0).getTextContent().split(" \\(", 2);
            int figures = section.getElementsByTagName("figure").getLength();
            assertThat(strata).containsEntry(heading[0], (long) figures);
            assertThat(heading.length == 2 ? heading[1] : "1 video)").startsWith(figures + " video");
        }
        assertThat(Pages.elements(parsed, "img")).hasSize((int) verdict.selected().stream()
                .filter(video -> video.item().id().contains("5 video"))
                .count());
        assertThat(page)
                .contains("data:image/jpeg;base64," + Base64.getEncoder().encodeToString(JPEG));
    }

    @Test
    void theSameItemsGiveTheSameBytes() {
        String again = VerdictHtml.of(
                Verdicts.of(Verdicts.inventory()), id -> id.contains("5 video") ? Optional.of(JPEG) : Optional.empty());
        assertThat(again).isEqualTo(page);
    }

    /** A table clips its cells; a finding that ends in the middle of a column's name helps nobody. */
    @Test
    void whatAProbeFoundIsToldWhole() throws Exception {
        List<Item> items = Verdicts.items(320).stream()
                .map(item -> {
                    Map<String, Object> values = new LinkedHashMap<>(item.values());
                    for (int i = 0; i < 6; i++) {
                        values.put("a_column_of_thirty_characters_" + i, item.text("label") + i);
                    }
                    return new Item(item.id(), values);
                })
                .toList();
        Verdict told = Verdicts.of(Inventory.of(items));
        String within = told.probes().lines().get(1).found();
        assertThat(within.length()).isGreaterThan(300);
        assertThat(within).contains("a_column_of_thirty_characters_3 and 2 more");
        assertThat(Pages.elements(Pages.parse(VerdictHtml.of(told, Thumbnails.none())), "td"))
                .extracting(Element::getTextContent)
                .contains(within);
    }

    private static Verdict with(Map<String, Object> more) {
        return Verdicts.of(Inventory.of(Verdicts.items(80).stream()
                .map(item -> {
                    Map<String, Object> values = new LinkedHashMap<>(item.values());
                    values.remove("duplicate_of");
                    values.putAll(more);
                    return new Item(item.id(), values);
                })
                .toList()));
    }

    private static String assembly(Verdict verdict) {
        return String.valueOf(PipelineJson.of(verdict).get("stage3_dataset_assembly"));
    }

    /** None found is no finding where nobody looked. */
    @Test
    void whatWasNotComparedIsNotSaidToBeAbsent() {
        String clean = "No two files with the same content, none that show nearly the same.";
        String blind = "what shows nearly the same was not compared";
        Verdict nothing = with(Map.of());
        assertThat(VerdictHtml.of(nothing, Thumbnails.none()))
                .contains("same content: not compared, or none have; " + blind)
                .doesNotContain(clean);
        assertThat(assembly(nothing)).contains("deduplication=not compared");
        // One of these items is a copy, by what its manifest says.
        assertThat(page).contains("1 file is a byte copy (1 content in more than one file), " + blind);
        assertThat(VerdictMarkdown.of(verdict)).contains(blind).doesNotContain("0 show");
        assertThat(assembly(verdict)).contains("deduplication=one real of each content", blind);
        Verdict compared = with(Map.of("m_pdq", "0f".repeat(32)));
        assertThat(VerdictHtml.of(compared, Thumbnails.none())).contains(clean);
        assertThat(assembly(compared)).contains("deduplication=one real of each cluster");
    }

    @Test
    void whatIsNoJpegIsNoPicture() {
        String html = VerdictHtml.of(verdict, id -> Optional.of("<svg onload=x>".getBytes(StandardCharsets.UTF_8)));
        assertThat(html).doesNotContain("<img");
    }

    @Test
    void longNamesOfThousandsOfVideosStayUnderThreeMegabytes() throws Exception {
        List<Item> items = Verdicts.items(3000).stream()
                .map(item -> {
                    Map<String, Object> values = new LinkedHashMap<>(item.values());
                    values.put("path", item.text("path") + "\u202e".repeat(400) + ".mp4");
                    values.put("dataset", "\u202e".repeat(400));
                    return new Item(item.id(), values);
                })
                .toList();
        Parameters most = Parameters.withDefaults().withSizes(3000, 100, 0.25);
        Verdict large = Verdicts.of(Inventory.of(items), most);
        String html = VerdictHtml.of(large, Thumbnails.none());
        assertThat(large.selected()).hasSizeGreaterThan(1000);
        assertThat(html.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(3_000_000);
        Pages.parse(html);
    }

    @Test
    void nothingSuitableIsStillAPage() throws Exception {
        Verdict none = Verdicts.of(Inventory.of(List.of(new Item(
                "a/1.mp4",
                Map.of(
                        "dataset",
                        "a",
                        "media",
                        "video",
                        "status",
                        "ok",
                        "label",
                        "fake",
                        "duration",
                        3.0,
                        "width",
                        9L,
                        "height",
                        9L)))));
        String html = VerdictHtml.of(none, Thumbnails.none());
        Document document = Pages.parse(html);
        assertThat(html).contains("NOT FEASIBLE", "class=\"required\"");
        assertThat(Pages.elements(document, "figure")).isEmpty();
    }

    @Test
    void theSummaryNamesTheStatusAndWhatIsNotMet() {
        Element banner = Pages.elements(parsed, "div").get(0);
        assertThat(banner.getTextContent()).contains(verdict.status().words(), Words.answer(verdict));
        List<String> open =
                Pages.elements(parsed, "ul").get(0).getTextContent().lines().toList();
        assertThat(open).hasSize((int) verdict.criteria().stream()
                .filter(criterion -> !criterion.met())
                .count());
        assertThat(open)
                .isSortedAccordingTo(
                        (a, b) -> Boolean.compare(b.contains(" (required): "), a.contains(" (required): ")));
    }
}
