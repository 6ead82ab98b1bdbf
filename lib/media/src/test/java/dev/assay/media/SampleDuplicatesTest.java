package dev.assay.media;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.inventory.Inventory;
import dev.assay.inventory.Scan;
import dev.assay.source.Root;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Near-duplicates among the committed samples, against what {@code truth.jsonl} states of how they were made. */
class SampleDuplicatesTest {

    private static final Path SAMPLES = Path.of("../../data-samples");

    private static Inventory scanned() {
        List<Root> roots = new ArrayList<>();
        for (String name : List.of("DEEPFAKE_DATASETS", "dataset2", "dataset_3")) {
            roots.add(Root.parse(SAMPLES.resolve(name).toString()));
        }
        return Inventory.scan(Scan.withDefaults().withEngine(new FFmpegEngine()), roots);
    }

    private static List<JsonNode> truth() throws IOException {
        ObjectMapper json = new ObjectMapper();
        List<JsonNode> truth = new ArrayList<>();
        for (String line : Files.readAllLines(SAMPLES.resolve("truth.jsonl"))) {
            truth.add(json.readTree(line));
        }
        return truth;
    }

    @Test
    void copiesThatWereEncodedAgainAreFoundAndOtherRealsAreNot() throws IOException {
        Inventory items = scanned();
        Map<String, Integer> rows = items.rowsById();
        Map<String, String> stated = new TreeMap<>();
        for (JsonNode each : truth()) {
            String original = each.path("stated").path("near_duplicate_of").asText();
            if (!original.isEmpty()) {
                stated.put(each.path("path").asText(), original);
            }
        }
        // One of the four is painted so dark and plain that the publishers would not hash it.
        stated.keySet().removeIf(copy -> items.text(row(rows, copy), "m_pdq") == null);
        assertThat(stated).hasSize(3);
        stated.forEach((copy, original) -> assertThat(items.text(row(rows, copy), "duplicate_of"))
                .as(copy)
                .isNotNull()
                .isEqualTo(items.text(row(rows, original), "duplicate_of")));
        // Of all reals no others are joined, but for those with the same bytes.
        Map<String, Integer> reals = new TreeMap<>();
        for (int row = 0; row < items.size(); row++) {
            String cluster = items.text(row, "duplicate_of");
            if (cluster != null && "real".equals(items.text(row, "label")) && items.text(row, "copy_of") == null) {
                reals.merge(cluster, 1, Integer::sum);
            }
        }
        assertThat(reals.values().stream().filter(count -> count > 1)).hasSize(stated.size());
    }

    private static int row(Map<String, Integer> rows, String id) {
        return Objects.requireNonNull(rows.get(id), id);
    }
}
