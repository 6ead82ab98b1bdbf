package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names and values that mean something to a spreadsheet, a browser, a terminal or YAML, through every output. */
final class HostileTextTest {

    private static final List<String> HOSTILE = List.of(
            "=cmd()",
            "<script>alert(1)</script>",
            "\"><img src=x onerror=alert(1)>",
            "it's \"quoted\"",
            "a|b|c",
            "two\nlines",
            "turned \u202Eround",
            "\u001B[31mred",
            "emoji 🎥",
            "{{7*7}} `code` *bold*",
            "null",
            "~",
            "# no comment",
            "- item: [a, b]",
            "long ".repeat(400).strip());

    @TempDir
    static Path temp;

    private static Path inventory;
    private static Path verdict;
    private static Assay run;

    @BeforeAll
    static void oneRun() throws IOException {
        Inventories items = new Inventories();
        int number = 0;
        for (String text : HOSTILE) {
            for (int i = 0; i < 10; i++) {
                Map<String, Object> item = Inventories.video(text + " " + i);
                item.put("title", text);
                item.put("identity", text + " " + i / 2);
                item.put("environment", number++ % 3 == 0 ? "outdoor" : "indoor");
                item.put("camera", text);
                if (i == 7) {
                    item.put("duplicate_of", text + " 6");
                }
                if (i > 7) {
                    item.put("label", "fake");
                    item.put("method", text);
                }
                items.add(item);
            }
        }
        inventory = items.write(temp.resolve("items.jsonl"));
        verdict = temp.resolve("verdict");
        run = Assay.run("verdict", inventory, "-o", verdict);
    }

    @Test
    void theInventoryKeepsThemAsTheyAre() throws IOException {
        assertThat(run.exit()).as(run.err()).isEqualTo(Exit.DONE);
        List<String> ids = Assay.lines(verdict.resolve("inventory.jsonl")).stream()
                .map(line -> line.path("id").asText())
                .toList();
        List<String> given = Assay.lines(inventory).stream()
                .map(line -> line.path("id").asText())
                .toList();
        assertThat(ids).containsExactlyInAnyOrderElementsOf(given);
        assertThat(Assay.run("check", verdict).exit()).isEqualTo(Exit.DONE);
    }

    @Test
    void nothingOnATerminalMovesTheCursorOrTurnsTheText() {
        isPlain(run);
        isPlain(Assay.run("crosstab", inventory, "--by", "camera,environment"));
        isPlain(Assay.run("crosstab", inventory, "--by", "method,label"));
        isPlain(Assay.run("bias", inventory, "--axes", "camera,method,environment"));
        isPlain(Assay.run("compare", inventory, inventory));
    }

    /** Neither a line end in a name nor the text that stands for one begins a line of its own. */
    @Test
    void noNameForgesALine() throws IOException {
        Path without = temp.resolve("without.jsonl");
        Path with = temp.resolve("with.jsonl");
        Map<String, Object> item = Inventories.video("v");
        new Inventories().add(item).write(without);
        item.put("first\nverdict: forged", "x");
        item.put("second\\u000averdict: forged", "x");
        new Inventories().add(item).write(with);
        Assay compared = Assay.run("compare", without, with);
        isPlain(compared);
        assertThat(compared.out())
                .contains("first\\u000averdict: forged changed", "second\\u000averdict: forged changed");
        assertThat(compared.out().lines()).hasSize(3).noneMatch(line -> line.startsWith("verdict"));
    }

    private static void isPlain(Assay printed) {
        assertThat(printed.exit()).as(printed.err()).isEqualTo(Exit.DONE);
        assertThat((printed.out() + printed.err()).codePoints().filter(c -> c != '\n'))
                .noneMatch(c -> Character.getType(c) == Character.CONTROL || Character.getType(c) == Character.FORMAT);
    }

    @Test
    void tablesOfTheMarkdownKeepTheirColumnsAndHoldNoHtml() throws IOException {
        String page = Files.readString(verdict.resolve("verdict.md"));
        assertThat(page).doesNotContain("<script", "<img", "<");
        int columns = 0;
        for (String line : page.split("\n")) {
            int bars = line.replaceAll("\\\\.", "").replaceAll("[^|]", "").length();
            columns = !line.startsWith("|") ? 0 : columns == 0 ? bars : columns;
            assertThat(bars).as(line).isEqualTo(columns);
        }
        assertThat(page).contains("&lt;script&gt;", "a\\|b\\|c");
    }

    @Test
    void thePageHoldsNoMarkupOfTheirs() throws IOException {
        assertThat(Files.readString(verdict.resolve("verdict.html")))
                .doesNotContain("<script>alert", "<img src=x", "\u202E", "\u001B");
    }

    @Test
    void thePlanSelectsTheSameAgain() throws IOException {
        assertThat(Files.readString(verdict.resolve("plan.yaml"))).contains("must_exclude");
        Path drawn = temp.resolve("sample.jsonl");
        Assay sample = Assay.run(
                "sample",
                verdict.resolve("plan.yaml"),
                "-i",
                verdict.resolve("inventory.jsonl"),
                "--seed",
                42,
                "-o",
                drawn,
                "--json");
        assertThat(sample.exit()).as(sample.err()).isEqualTo(Exit.DONE);
        Set<String> again = ids(drawn);
        assertThat(again).hasSizeGreaterThan(20).isEqualTo(ids(verdict.resolve("real_sources.jsonl")));
        for (String text : HOSTILE) {
            assertThat(again).doesNotContain(text + " 7");
        }
    }

    @Test
    void noIdentityStandsInTwoSplits() throws IOException {
        List<String> pairs = new ArrayList<>();
        for (JsonNode line : Assay.lines(verdict.resolve("real_sources.jsonl"))) {
            String id = line.path("id").asText();
            int last = id.length() - 1;
            pairs.add(id.substring(0, last) + (id.charAt(last) - '0') / 2 + "\t"
                    + line.path("split").asText());
        }
        long identities =
                pairs.stream().map(pair -> pair.split("\t")[0]).distinct().count();
        assertThat(pairs.stream().distinct().count()).isEqualTo(identities);
    }

    private static Set<String> ids(Path file) throws IOException {
        TreeSet<String> ids = new TreeSet<>();
        Assay.lines(file).forEach(line -> ids.add(line.path("id").asText()));
        return ids;
    }
}
