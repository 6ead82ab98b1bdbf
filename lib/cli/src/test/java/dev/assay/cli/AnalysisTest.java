package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.Scan;
import dev.assay.report.Analysis;
import dev.assay.report.Dossier;
import dev.assay.source.MediaEngine;
import dev.assay.source.Root;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a notebook calls, beside the command. */
final class AnalysisTest {

    @Test
    void theFilesAreThoseOfTheCommandToTheByte(@TempDir Path temp) throws IOException {
        Path root = Assay.samples().resolve("dataset_3");
        Path theirs = temp.resolve("command");
        assertThat(Assay.run("verdict", root, "-o", theirs, "--no-pixels", "--seed", "7", "--quiet")
                        .err())
                .isEmpty();
        Path ours = temp.resolve("java");
        Analysis analysis = Analysis.withDefaults()
                .withScan(Scan.withDefaults().withDepth(MediaEngine.Depth.HEADERS))
                .withParameters(dev.assay.verdict.Parameters.withDefaults().withSeed(7));
        Dossier dossier = analysis.run(List.of(Root.parse(root.toString())), ours);
        assertThat(dossier.files()).containsKeys("report.json", "real_sources.jsonl", "verdict.html", "looks.jsonl");
        for (String name : dossier.files().keySet()) {
            assertThat(ours.resolve(name)).hasSameBinaryContentAs(theirs.resolve(name));
        }
        assertThat(ours.resolve("inventory.jsonl")).hasSameBinaryContentAs(theirs.resolve("inventory.jsonl"));
        assertThat(Files.exists(ours.resolve("run.json"))).isFalse();
    }
}
