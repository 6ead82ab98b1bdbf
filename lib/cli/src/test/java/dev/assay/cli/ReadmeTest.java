package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.bias.BiasReport;
import dev.assay.bias.Target;
import dev.assay.cube.Cube;
import dev.assay.inventory.Inventory;
import dev.assay.quota.Plan;
import dev.assay.quota.QuotaResult;
import dev.assay.quota.Quotas;
import dev.assay.selection.Sample;
import dev.assay.verdict.Status;
import dev.assay.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows does what it says. */
class ReadmeTest {

    @TempDir
    Path folder;

    @Test
    void theJavaOfTheReadmeRuns() throws IOException {
        Path file = Files.writeString(folder.resolve("plan.yaml"), "size: 6\naxes: [environment, shot_type]\n");
        Inventory inventory = Inventory.scan(Assay.samples().resolve("dataset_3"));
        Cube cube = inventory.where("label=real").cube("environment", "shot_type");
        BiasReport bias = cube.compare(Target.uniform());
        assertThat(bias.total()).isEqualTo(cube.total()).isPositive();
        Plan plan = Plan.read(file);
        assertThat(cube.allocate(plan)).isInstanceOf(Quotas.class);
        if (cube.allocate(plan) instanceof Quotas quotas) {
            Sample sample = quotas.draw(inventory.where("label=real"), 42L);
            assertThat(sample.size()).isEqualTo(6);
            Verdict verdict = Verdict.judge(inventory, plan, sample);
            assertThat(verdict.selected()).hasSize(6);
            assertThat(verdict.status()).as("six videos are no sample").isEqualTo(Status.NOT_FEASIBLE);
        }
    }

    @Test
    void thePlanOfTheReadmeIsAnswered() throws IOException {
        String yaml = block("yaml");
        Inventory samples = Inventory.scan(Assay.samples().resolve("dataset_3"));
        Plan plan = Plan.parse(yaml);
        QuotaResult answer = plan.population(samples).cube(plan.cubeSpec()).allocate(plan);
        assertThat(answer).isInstanceOf(Quotas.class);
        assertThat(((Quotas) answer).draw(plan.population(samples), 42L).size()).isEqualTo(24);
        Plan refused = Plan.parse(yaml.replace("min: 3,", "min_share: 0.25,"));
        QuotaResult no = refused.population(samples).cube(refused.cubeSpec()).allocate(refused);
        assertThat(readme()).contains("```text\n" + QuotaCommand.words(no) + "```");
    }

    /** What stands in the README's first block of a language. */
    private static String block(String language) throws IOException {
        String from = readme().split("```" + language + "\n", 2)[1];
        return from.substring(0, from.indexOf("```"));
    }

    private static String readme() throws IOException {
        return Files.readString(Assay.samples().resolveSibling("README.md"));
    }

    @Test
    void everyCommandOfTheReadmeExists() throws IOException {
        String readme = readme();
        for (String command : ExitCodesTest.commands()) {
            assertThat(readme).contains("| `assay " + command);
        }
    }
}
