package dev.assay.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.Inventory;
import dev.assay.inventory.Overrides;
import dev.assay.schema.Evidence;
import dev.assay.schema.Item;
import dev.assay.source.rules.Rules;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

final class ReviewPageTest {

    private static final List<String> AXES = List.of("label", "environment");

    private static Item item(String id, Object... more) {
        java.util.Map<String, Object> values = new java.util.LinkedHashMap<>();
        values.put("status", "ok");
        values.put("media", "video");
        for (int i = 0; i < more.length; i += 2) {
            values.put((String) more[i], more[i + 1]);
        }
        return new Item(id, values);
    }

    private static List<Item> items() {
        return List.of(
                item(
                        "a",
                        "label",
                        "real",
                        "label_confidence",
                        0.9,
                        "environment",
                        "indoor",
                        "environment_confidence",
                        0.4),
                item(
                        "b",
                        "label",
                        "real",
                        "label_confidence",
                        1.0,
                        "environment",
                        "indoor",
                        "environment_confidence",
                        0.7),
                item("c", "environment", "outdoor", "environment_confidence", 1.0),
                item(
                        "d",
                        "label",
                        "fake",
                        "label_conflict",
                        "real (path)",
                        "environment_source",
                        "user",
                        "environment",
                        "indoor"),
                item("e", "label", "real", "label_confidence", 1.0),
                item("f", "duplicate_of", "e"),
                item("g", "status", "unreadable"));
    }

    private static List<String> words(List<ReviewItem> items) {
        return items.stream().map(item -> item.id() + " " + item.axis()).toList();
    }

    @Test
    void conflictsComeFirstThenTheUnknownThenTheDoubted() {
        List<ReviewItem> found = ReviewPage.leastCertain(Inventory.of(items()), AXES, 10);
        assertThat(words(found))
                .containsExactly("d label", "c label", "e environment", "a environment", "b environment", "a label");
    }

    @Test
    void fewerAreTheFirstOfMoreInWhateverOrderTheItemsCame() {
        List<Item> reversed = new ArrayList<>(items());
        Collections.reverse(reversed);
        List<ReviewItem> all = ReviewPage.leastCertain(Inventory.of(items()), AXES, 10);
        for (int most = 0; most <= all.size(); most++) {
            assertThat(ReviewPage.leastCertain(Inventory.of(reversed), AXES, most))
                    .isEqualTo(all.subList(0, most));
        }
    }

    @Test
    void aFilledInTemplateIsReadBackWhateverTheIds(@TempDir Path folder) throws Exception {
        List<String> ids = List.of(
                "=1+1",
                "'=1",
                "''-x",
                "'plain",
                "+a",
                "-b",
                "@c",
                "a,b",
                "say \"hi\"",
                " spaces ",
                "two\nlines",
                "\ttab",
                "ds/？｜ 👩‍🚀",
                "ds/\u202ex");
        List<ReviewItem> items = ids.stream()
                .map(id -> new ReviewItem(id, null, "environment", null, null, null, "=evil, \"quoted\""))
                .toList();
        String template = ReviewPage.overridesTemplate(items);
        assertThat(template.lines()).noneMatch(line -> line.matches("\"?[=+@\\t-].*"));
        Path file = folder.resolve("o.csv");
        Files.writeString(file, template.replace(",environment,,,", ",environment,indoor,me,"), StandardCharsets.UTF_8);
        Overrides overrides = Overrides.read(file, Rules.builtIn());
        overrides.checkIds(ids::contains);
        assertThat(ids).allSatisfy(id -> assertThat(overrides.apply(id, List.of()))
                .extracting(Evidence::value)
                .containsExactly("indoor"));
    }

    @Test
    void thePageOffersALineForEveryLevelAndLoadsNothing() throws Exception {
        List<ReviewItem> items = List.of(
                new ReviewItem("ds/<script>\"'.mp4", "/x/<script>\"'.mp4", "environment", "indoor", "path", 0.3, "<i>"),
                new ReviewItem("=2.mp4", null, "label", null, null, null, null));
        String html = ReviewPage.of(items, Map.of("environment", List.of("indoor", "outdoor")), Thumbnails.none());
        Document page = Pages.parse(html);
        List<Element> lines = Pages.elements(page, "pre");
        assertThat(lines.get(0).getTextContent())
                .isEqualTo(
                        "\"ds/<script>\"\"'.mp4\",environment,indoor,,\n\"ds/<script>\"\"'.mp4\",environment,outdoor,,\n");
        assertThat(lines.get(1).getTextContent()).isEqualTo("'=2.mp4,label,,,\n");
        assertThat(html).doesNotContain("<script", "http:", "https:", " src=").contains("--overrides o.csv");
    }
}
