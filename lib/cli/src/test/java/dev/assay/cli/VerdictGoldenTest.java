package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.report.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The deliverables of a small made-up inventory, word for word, against the files in {@code src/test/resources/golden}.
 *
 * <p>Where a change of the deliverables is meant, write the files anew, and read the difference before it is committed:
 *
 * <pre>mvn -pl lib/cli -am test -Dtest=VerdictGoldenTest -Dsurefire.failIfNoSpecifiedTests=false -Dgolden.update=true</pre>
 */
final class VerdictGoldenTest {

    /** The parts of {@code report.json} that stand in {@code numbers.json}. */
    private static final List<String> NUMBERS =
            List.of("funnel", "composite_counts_real", "plan_choice", "expected_output", "existing_fakes", "verdict");

    private static final List<String> ENVIRONMENTS = List.of("indoor", "indoor", "outdoor", "indoor", "screen");
    private static final List<String> SHOTS = List.of("selfie", "interview", "talking_head", "selfie");

    @TempDir
    static Path temp;

    private static Path verdict;

    @BeforeAll
    static void oneRun() throws IOException {
        Inventories items = new Inventories();
        for (int i = 0; i < 60; i++) {
            Map<String, Object> item = Inventories.video(String.format(Locale.ROOT, "clip %02d.mp4", i));
            item.put("dataset", i < 40 ? "north" : "south");
            item.put("label", i % 6 == 5 ? "fake" : i == 59 ? "unknown" : "real");
            item.put("method", i % 6 == 5 ? "faceswap" : null);
            item.put("environment", i % 13 == 0 ? "unknown" : ENVIRONMENTS.get(i % 5));
            item.put("shot_type", SHOTS.get(i % 4));
            item.put("lighting", i % 3 == 0 ? "low" : "neutral");
            item.put("quality", "hq");
            item.put("identity", "person " + i / 2);
            item.put("duration", i % 10 == 3 ? 9.5 : 12 + i % 4 * 10);
            items.add(item);
        }
        verdict = temp.resolve("verdict");
        Assay run = Assay.run("verdict", items.write(temp.resolve("items.jsonl")), "-o", verdict, "--quiet");
        assertThat(run.exit()).as(run.out() + run.err()).isEqualTo(Exit.DONE);
        JsonNode report = Assay.json(verdict.resolve("report.json"));
        Map<String, JsonNode> numbers = new LinkedHashMap<>();
        NUMBERS.forEach(name -> numbers.put(name, report.path(name)));
        Files.writeString(verdict.resolve("numbers.json"), Json.document(numbers));
    }

    @ParameterizedTest
    @ValueSource(strings = {"numbers.json", "plan.yaml", "verdict.md", "real_sources.jsonl", "diversity_balance.json"})
    void asItWas(String name) throws IOException {
        String found = normal(Files.readString(verdict.resolve(name)));
        Path golden = golden().resolve(name);
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(golden.getParent());
            Files.write(golden, found.getBytes(StandardCharsets.UTF_8));
        }
        assertThat(found).isEqualTo(Files.readString(golden));
    }

    /** Leaves out what may differ between machines and releases: the folder of the run, and the version. */
    private static String normal(String text) {
        return text.replace(temp.toString(), "FOLDER").replace(Version.assay(), "VERSION");
    }

    private static Path golden() {
        return Assay.samples().resolveSibling("lib/cli/src/test/resources/golden");
    }
}
