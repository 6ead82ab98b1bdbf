package dev.assay.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class PublishedRunTest {

    @Test
    void theCommittedFilesAreThoseOfTheGenerator() {
        Path samples = Path.of("").toAbsolutePath();
        while (samples != null && !Files.isDirectory(samples.resolve("data-samples"))) {
            samples = samples.getParent();
        }
        assertThat(samples).isNotNull();
        Map<String, String> files = PublishedRun.files();
        assertThat(files).isNotEmpty();
        Path folder = samples.resolve("data-samples/published-run");
        files.forEach((name, text) -> assertThat(folder.resolve(name)).hasContent(text));
    }

    /** The mistakes that the audit is about. */
    @Test
    void itMakesTheMistakesItIsMadeFor() {
        Map<String, String> files = PublishedRun.files();
        assertThat(files.get("diversity_balance.json")).contains("\"unknown:other:neutral\" : 82");
        assertThat(text(files, "real_sources.jsonl").lines()).hasSize(85);
        assertThat(files.get("report.json")).contains("\"suitable_real_count\" : 0", "FEASIBLE with");
        assertThat(text(files, "promotions.jsonl")
                        .lines()
                        .map(line -> line.replaceAll(".*\"sha256\":\"([0-9a-f]+)\".*", "$1"))
                        .distinct())
                .hasSize(4);
    }

    private static String text(Map<String, String> files, String name) {
        return Objects.requireNonNull(files.get(name), name);
    }
}
