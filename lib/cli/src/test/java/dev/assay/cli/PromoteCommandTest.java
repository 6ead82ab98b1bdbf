package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Only what the check agrees with is promoted, and a refusal is an answer. */
final class PromoteCommandTest {

    @TempDir
    Path temp;

    private Path inventory;
    private Path verdict;
    private Path dataset;

    @BeforeEach
    void some() throws IOException {
        Inventories items = new Inventories();
        for (int i = 0; i < 60; i++) {
            var item = Inventories.video("v" + i);
            item.put("environment", i % 2 == 0 ? "indoor" : "outdoor");
            items.add(item);
        }
        inventory = items.write(temp.resolve("items.jsonl"));
        verdict = temp.resolve("verdict");
        dataset = temp.resolve("dataset");
    }

    @Test
    void aVerdictThatWasChangedIsRefusedInOneDocument() throws IOException {
        Assay.run("verdict", inventory, "-o", verdict, "--quiet");
        Path report = verdict.resolve("report.json");
        Files.writeString(report, Files.readString(report).replaceFirst("\"suitable\" : 60", "\"suitable\" : 61"));
        Assay refused = Assay.run("promote", verdict, "--to", dataset, "--json", "--quiet");
        assertThat(refused.exit()).isEqualTo(Exit.NO);
        assertThat(refused.json().path("promoted").asInt(-1)).isZero();
        assertThat(refused.json().path("already_there").asInt(-1)).isZero();
        assertThat(refused.json().path("refused").findValuesAsText("file")).contains("report.json");
        assertThat(dataset).doesNotExist();
    }

    @Test
    void aVerdictThatSaysNoStaysNoWhenItIsPromoted() throws IOException {
        Path few = new Inventories().add(Inventories.video("v")).write(temp.resolve("few.jsonl"));
        Assay no = Assay.run("verdict", few, "-o", verdict, "--promote", dataset, "--quiet");
        assertThat(no.exit()).as(no.err()).isEqualTo(Exit.NO);
        assertThat(dataset.resolve(".manifests/dataset_manifest.jsonl")).isNotEmptyFile();
    }

    @Test
    void aVerdictWithACatalogueOfOnesOwnIsCheckedWithIt() throws IOException {
        Path own = temp.resolve("generators.yaml");
        try (InputStream standard = Assay.class.getResourceAsStream("/dev/assay/generation/generators.yaml")) {
            assertThat(standard).isNotNull();
            String text = new String(standard.readAllBytes(), StandardCharsets.UTF_8);
            Files.writeString(own, text.replace("sadtalker", "one-of-ours"));
        }
        Assay made = Assay.run("verdict", inventory, "-o", verdict, "--generators", own, "--quiet");
        assertThat(made.exit()).as(made.err()).isEqualTo(Exit.DONE);
        assertThat(verdict.resolve("fake_plan.jsonl")).content().contains("one-of-ours");
        assertThat(Assay.run("promote", verdict, "--to", dataset).exit()).isEqualTo(Exit.NO);
        Assay promoted = Assay.run("promote", verdict, "--to", dataset, "--generators", own);
        assertThat(promoted.exit()).as(promoted.err()).isEqualTo(Exit.DONE);
    }
}
