package dev.assay.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.group.Components;
import dev.assay.inventory.Inventory;
import dev.assay.probe.ProbeFinding;
import dev.assay.probe.Shortcut;
import dev.assay.report.Json;
import dev.assay.schema.Columns;
import dev.assay.schema.Item;
import dev.assay.schema.Schema;
import dev.assay.source.SharedData;
import dev.assay.source.rules.Rules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ShortcutsTest {

    @TempDir
    Path folder;

    private static ShortcutReport probe(Inventory items, String label) {
        return Shortcuts.of(items, label, Components.of(items, Columns.GROUP_KEYS)::place, 0);
    }

    private static Shortcut column(ShortcutReport report, String name) {
        return report.shortcuts().stream()
                .filter(found -> found.column().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + name));
    }

    /** Two sources; in the first the codec tells the label, in the second it does not. */
    private static List<Item> sources(int n) {
        SplittableRandom random = new SplittableRandom(8);
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            boolean real = random.nextBoolean();
            boolean first = i % 2 == 0;
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("dataset", first ? "one" : "two");
            values.put("label", real ? "real" : "fake");
            values.put("vcodec", first ? real ? "h264" : "hevc" : random.nextBoolean() ? "h264" : "hevc");
            values.put("identity", "person " + random.nextInt(n / 4));
            values.put("lighting", random.nextBoolean() ? "low" : "bright");
            values.put("m_luma_mean", random.nextDouble());
            values.put("fps", 25.0);
            values.put("duration", real ? 8 + random.nextInt(200) / 25.0 : 12.0);
            values.put("silence", random.nextDouble() + (real ? 0.4 : 0));
            values.put("number", i);
            values.put("split", i % 5 == 0 ? "test" : "train");
            items.add(new Item("v%05d".formatted(i), values));
        }
        return items;
    }

    /** What a container or a header states is no picture: each such column alone must alarm, alone and beside others. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "encoder",
                "handler",
                "brand",
                "creation_time",
                "camera",
                "format",
                "vcodec",
                "pix_fmt",
                "colour_range",
                "rotation",
                "fps",
                "bitrate",
                "bytes",
                "m_gop",
                "m_bframes",
                "m_bits_per_pixel",
                "m_channels",
                "m_sample_rate",
                "a_column_of_the_user"
            })
    void everyColumnButThoseOfThePictureIsProbed(String column) {
        List<Item> items = new ArrayList<>();
        boolean number =
                Columns.kind(column).filter(Columns.Kind.NUMBER::equals).isPresent();
        for (int i = 0; i < 200; i++) {
            boolean real = i % 2 == 0;
            Object value = number ? (Object) (real ? 90.0 : 180.0) : real ? "2020-01-01" : "2021-01-01";
            items.add(new Item(
                    "v%03d".formatted(i),
                    Map.of("label", real ? "real" : "fake", "duration", 5.0 + i % 7, column, value)));
        }
        ShortcutReport report = probe(Inventory.of(items), "label");
        assertThat(column(report, column).finding()).isEqualTo(ProbeFinding.FAIL);
        assertThat(report.jointProbe().finding()).isEqualTo(ProbeFinding.FAIL);
        assertThat(report.jointProbe().importances().get(0).columns()).contains(column);
        assertThat(report.containerTells())
                .filteredOn(tell -> tell.column().equals(column))
                .allSatisfy(tell -> assertThat(tell.finding()).isEqualTo(ProbeFinding.FAIL));
    }

    /** Sound that only the reals have: what is not there tells as well. */
    @Test
    void whetherThereIsSoundIsATell() {
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            Map<String, Object> values = new LinkedHashMap<>(Map.of("label", i % 2 == 0 ? "real" : "fake"));
            if (i % 2 == 0) {
                values.put("acodec", "aac");
            }
            items.add(new Item("v%03d".formatted(i), values));
        }
        assertThat(column(probe(Inventory.of(items), "label"), "acodec").finding())
                .isEqualTo(ProbeFinding.FAIL);
    }

    @Test
    void everyProbeSpeaks() {
        ShortcutReport report = probe(Inventory.of(sources(600)), "label");
        assertThat(column(report, "identity").finding()).isEqualTo(ProbeFinding.KEY);
        assertThat(column(report, "number").finding()).isEqualTo(ProbeFinding.KEY);
        assertThat(column(report, "vcodec").finding()).isEqualTo(ProbeFinding.FAIL);
        assertThat(column(report, "silence").finding()).isEqualTo(ProbeFinding.FAIL);
        assertThat(column(report, "duration_frames").score()).isGreaterThan(0.9);
        assertThat(column(report, "lighting").alarms()).isFalse();
        assertThat(column(report, "fps").pValue()).isEqualTo(1);
        assertThat(report.jointProbe().finding()).isEqualTo(ProbeFinding.FAIL);
        assertThat(report.jointProbe().importances())
                .allSatisfy(term -> assertThat(term.columns()).doesNotContain("lighting", "m_luma_mean", "identity"));
        assertThat(report.withinSource().sources())
                .extracting(WithinSource.OfSource::source)
                .containsExactly("one", "two");
        assertThat(columns(report.withinSource().sources().get(0).shortcuts())).contains("vcodec");
        assertThat(columns(report.withinSource().sources().get(1).shortcuts()))
                .contains("duration")
                .doesNotContain("vcodec");
        assertThat(report.withinSource().conditional())
                .filteredOn(test -> test.column().equals("vcodec"))
                .singleElement()
                .satisfies(test -> assertThat(test.test().pValue()).isLessThan(1e-6));
        SplitProbe split = report.splitProbe();
        assertThat(split).isNotNull().satisfies(found -> assertThat(found.found())
                .as("the split is by number, which no column knows")
                .isFalse());
        assertThat(report.containerTells())
                .contains(new ContainerTell("audio present", "acodec", 0, null))
                .anySatisfy(tell -> assertThat(tell.finding()).isEqualTo(ProbeFinding.FAIL));
    }

    private static List<String> columns(List<Shortcut> shortcuts) {
        return shortcuts.stream().map(Shortcut::column).toList();
    }

    @Test
    void theOrderOfRowsChangesNothing() {
        List<Item> items = sources(200);
        String one = Json.document(probe(Inventory.of(items), "label"));
        Collections.reverse(items);
        assertThat(Json.document(probe(Inventory.of(items), "label"))).isEqualTo(one);
        assertThat(one).doesNotContain("NaN");
    }

    /** A row that stands for three items is three rows. */
    @Test
    void countsAreItems() throws IOException {
        StringBuilder weighted = new StringBuilder("id,label,vcodec,dataset,Freq\n");
        StringBuilder written = new StringBuilder("id,label,vcodec,dataset\n");
        for (int cell = 0; cell < 8; cell++) {
            String row = (cell % 2 == 0 ? "real" : "fake") + "," + (cell / 2 % 2 == 0 ? "h264" : "hevc") + ","
                    + (cell < 4 ? "a" : "b");
            int count = (cell % 2 == cell / 2 % 2 ? 40 : 15) + cell;
            weighted.append('c')
                    .append(cell)
                    .append(',')
                    .append(row)
                    .append(',')
                    .append(count)
                    .append('\n');
            for (int i = 0; i < count; i++) {
                written.append("c%d %03d,".formatted(cell, i)).append(row).append('\n');
            }
        }
        ShortcutReport counted =
                probe(read("weighted.csv", weighted, Schema.withDefaults().withWeight("Freq")), "label");
        ShortcutReport plain = probe(read("written.csv", written, Schema.withDefaults()), "label");
        assertThat(Json.document(counted)).isEqualTo(Json.document(plain));
        assertThat(column(counted, "vcodec").finding()).isEqualTo(ProbeFinding.FAIL);
        assertThat(column(counted, "vcodec").known()).isEqualTo(8 * 55 / 2 + 28);
    }

    private Inventory read(String name, StringBuilder text, Schema schema) throws IOException {
        return Inventory.read(Files.writeString(folder.resolve(name), text), schema, Rules.builtIn());
    }

    @Test
    void littleOrNothingIsNoError() {
        for (List<Item> few : List.of(
                List.<Item>of(new Item("a", Map.of("label", "real"))),
                sources(600).subList(0, 12),
                List.<Item>of(new Item("a", Map.of("vcodec", "h264")), new Item("b", Map.of("vcodec", "hevc"))))) {
            ShortcutReport report = probe(Inventory.of(few), "label");
            assertThat(Json.document(report)).doesNotContain("NaN");
            assertThat(report.lines()).hasSize(6);
        }
    }

    @Test
    void remediesAnswerWhatWasFound() {
        ShortcutReport report = probe(Inventory.of(sources(600)), "label");
        List<Remedy> remedies = Remedies.of(report, Parameters.withDefaults(), List.of(0, 23, 40));
        assertThat(remedies).extracting(Remedy::action).contains("reencode", "cut_to_length", "match_column");
        assertThat(remedies)
                .filteredOn(remedy -> remedy.action().equals("reencode"))
                .singleElement()
                .satisfies(remedy -> {
                    assertThat(remedy.applies()).isEqualTo("real_and_fake");
                    assertThat(remedy.parameters()).isEqualTo(Map.of("crf", List.of(0, 23, 40)));
                    assertThat(remedy.answers())
                            .anySatisfy(answer -> assertThat(answer).startsWith("vcodec tells the label: score 0."))
                            .anySatisfy(answer -> assertThat(answer).startsWith("vcodec tells the label within one"));
                });
        List<Item> harmless = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            harmless.add(
                    new Item("v" + i, Map.of("label", i % 2 == 0 ? "real" : "fake", "vcodec", i % 3 == 0 ? "a" : "b")));
        }
        assertThat(Remedies.of(probe(Inventory.of(harmless), "label"), Parameters.withDefaults(), List.of(23)))
                .isEmpty();
    }

    /** DFDC's sample: 323 fakes and 77 reals, 42 of them the original of a fake in the same file. */
    @Test
    void dfdcIsMostlyOrphans() {
        Path data = SharedData.folder("deepfake-dfdc").resolve("data_train_sample_videos_metadata.json");
        ShortcutReport report = probe(Inventory.read(data), "label");
        assertThat(report.orphans().fakes()).isEqualTo(323);
        assertThat(report.orphans().withoutReal()).isEqualTo(265);
        assertThat(report.jointProbe().warnings()).containsExactly("no column differs");
    }

    /** The size of a published run, times thirty columns. */
    @Tag("heavy")
    @Test
    void fortyThousandItemsByThirtyColumns() {
        SplittableRandom random = new SplittableRandom(6);
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < 41_192; i++) {
            boolean real = random.nextInt(3) == 0;
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("label", real ? "real" : "fake");
            values.put("dataset", "set " + i % 3);
            for (int c = 0; c < 29; c++) {
                int shift = c < 6 && real ? 1 : 0;
                values.put(
                        "c" + c,
                        c % 3 == 0 ? (Object) (random.nextDouble() + shift * 0.3) : "v" + (random.nextInt(8) + shift));
            }
            items.add(new Item("v%05d".formatted(i), values));
        }
        Inventory inventory = Inventory.of(items);
        Assertions.assertTimeout(Duration.ofMinutes(2), () -> probe(inventory, "label"));
    }
}
