package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Options that change what is done, and not only what is printed. */
final class OptionsTest {

    /** A file of the Linux kernel that has other bytes at every reading. */
    private static final Path NEVER_THE_SAME = Path.of("/proc/sys/kernel/random/uuid");

    @TempDir
    Path temp;

    private Path uneven() throws IOException {
        Inventories items = new Inventories();
        for (int i = 0; i < 60; i++) {
            Map<String, Object> item = Inventories.video("v" + i);
            item.put("label", i % 3 == 0 ? "fake" : "real");
            item.put("environment", i % 7 < 2 ? "indoor" : i % 7 < 3 ? "outdoor" : i % 7 < 4 ? "screen" : "unknown");
            item.put("camera", i % 11 == 0 ? "rare" : i % 5 < 2 ? "phone" : "webcam");
            item.put("fps", 20 + (i * 37) % 23);
            items.add(item);
        }
        return items.write(temp.resolve("items.jsonl"));
    }

    /** Shuffles of pairs and of shortcuts follow the seed, and the same seed gives the same figures. */
    @Test
    void theSeedOfBiasDecidesItsShuffles() throws IOException {
        Path items = uneven();
        JsonNode one = bias(items, 1);
        JsonNode two = bias(items, 2);
        assertThat(bias(items, 1)).isEqualTo(one);
        assertThat(two.path("axes")).isEqualTo(one.path("axes"));
        assertThat(two.path("pairs")).isNotEqualTo(one.path("pairs"));
        assertThat(two.path("shortcuts")).isNotEqualTo(one.path("shortcuts"));
    }

    private static JsonNode bias(Path items, int seed) throws IOException {
        return Assay.run("bias", items, "--axes", "environment,camera", "--seed", seed, "--json", "--quiet")
                .json();
    }

    /** A label in other letters is the same column, and would tell itself from itself. */
    @Test
    void theLabelIsNoShortcutOfItselfHoweverItIsSpelled() throws IOException {
        JsonNode same =
                Assay.run("bias", uneven(), "--label", "environment", "--json").json();
        JsonNode other =
                Assay.run("bias", uneven(), "--label", "Environment", "--json").json();
        assertThat(same.path("shortcuts")).isNotEmpty();
        assertThat(same.path("shortcuts").findValuesAsText("column")).doesNotContain("environment");
        assertThat(other).isEqualTo(same);
    }

    @Test
    void aTargetOfWhatNobodyHasIsSaid() throws IOException {
        Path items = uneven();
        Path level = Files.writeString(temp.resolve("level.yaml"), "environment: {Indoor: 0.5}");
        assertThat(Assay.run("bias", items, "--target", level, "--axes", "environment")
                        .err())
                .contains("warning: the target asks for environment=Indoor, which no item has; did you mean indoor?");
        Path other = Files.writeString(temp.resolve("other.yaml"), "camera: {rare: 0.5}");
        Assay left = Assay.run("bias", items, "--target", other, "--axes", "environment");
        assertThat(left.exit()).isEqualTo(Exit.DONE);
        assertThat(left.err())
                .contains("warning: the target speaks of axis camera, which is not among the axes compared");
        Path axis = Files.writeString(temp.resolve("axis.yaml"), "enviroment: {indoor: 0.5}");
        Assay none = Assay.run("bias", items, "--target", axis);
        assertThat(none.exit()).isEqualTo(Exit.USAGE);
        assertThat(none.err())
                .contains("the target speaks of axis enviroment, which the inventory does not have; did you mean"
                        + " environment?")
                .doesNotContain("ASSAY_DEBUG");
    }

    @Test
    void aLimitOnALevelThatNobodyHasIsWarnedAbout() throws IOException {
        Path plan = Files.writeString(
                temp.resolve("plan.yaml"),
                "{size: 2, axes: [environment], limits: [{axis: environment, level: Indoor, max: 1}],"
                        + " splits: {shares: {a: 0.5, b: 0.5}}}");
        String warning = "a limit names environment=Indoor, which no item has; did you mean indoor?";
        for (List<Object> command : List.<List<Object>>of(
                List.of("quota", plan, "-i", uneven()),
                List.of("sample", plan, "-i", uneven(), "--seed", 1, "-o", temp.resolve("sample.jsonl")),
                List.of("split", plan, "-i", uneven(), "-o", temp.resolve("splits.jsonl")))) {
            Assay run = Assay.run(command.toArray());
            assertThat(run.exit()).as(run.err()).isEqualTo(Exit.DONE);
            assertThat(run.err()).contains(warning);
        }
    }

    /** Forty categories of two levels and unknown are more cells than a cube can number. */
    @Test
    void axesThatOneCubeCannotHoldAreNamed() throws IOException {
        Inventories items = new Inventories();
        for (int i = 0; i < 40; i++) {
            Map<String, Object> item = Inventories.video("v" + i);
            for (int axis = 10; axis < 50; axis++) {
                item.put("axis" + axis, i % 2 == 0 ? "a" : "b");
            }
            items.add(item);
        }
        Path file = items.write(temp.resolve("wide.jsonl"));
        Assay all = Assay.run("bias", file, "--json");
        assertThat(all.exit()).as(all.err()).isEqualTo(Exit.DONE);
        assertThat(all.err()).contains("2^60 cells", "axis49", "--axes").doesNotContain("axis11");
        assertThat(all.json().path("axes").findValuesAsText("axis"))
                .contains("axis11")
                .doesNotContain("axis49");
        assertThat(Assay.run("bias", file, "--json", "--axes", "axis49").err()).doesNotContain("cells");
    }

    @Test
    void withoutHashesNothingIsACopy() throws IOException {
        Path root = Files.createDirectories(temp.resolve("root"));
        Files.writeString(root.resolve("a.mp4"), "the same bytes");
        Files.writeString(root.resolve("b.mp4"), "the same bytes");
        Path out = temp.resolve("inventory.jsonl");
        Assay.run("inventory", root, "-o", out, "--no-decode", "--no-cache", "--quiet");
        assertThat(out).content().contains("\"duplicate_of\":\"root/a.mp4\"");
        Assay.run("inventory", root, "-o", out, "--no-decode", "--no-cache", "--no-hash", "--quiet");
        assertThat(out).content().contains("root/b.mp4").doesNotContain("duplicate_of");
    }

    /** A file that changed since it was hashed: the check of {@code --promote} reads it again, and refuses. */
    @Test
    void nothingIsPromotedThatTheCheckDoesNotAgreeWith() throws IOException {
        assumeTrue(Files.isReadable(NEVER_THE_SAME), "no " + NEVER_THE_SAME + " here");
        Inventories items = new Inventories();
        for (int i = 0; i < 60; i++) {
            Map<String, Object> item = Inventories.video("v" + i);
            item.put("environment", i % 2 == 0 ? "indoor" : "outdoor");
            item.put("path", NEVER_THE_SAME.toString());
            items.add(item);
        }
        Path dataset = temp.resolve("dataset");
        Assay verdict = Assay.run(
                "verdict",
                items.write(temp.resolve("items.jsonl")),
                "-o",
                temp.resolve("verdict"),
                "--no-thumbnails",
                "--promote",
                dataset);
        assertThat(verdict.exit()).as(verdict.err()).isEqualTo(Exit.NO);
        assertThat(verdict.err()).contains("not promoted: the check found ");
        assertThat(dataset).doesNotExist();
    }
}
