package dev.assay.cli;

import dev.assay.bias.BiasReport;
import dev.assay.bias.Target;
import dev.assay.inventory.Inventory;
import dev.assay.inventory.OutputFile;
import dev.assay.quota.Plan;
import dev.assay.quota.QuotaResult;
import dev.assay.quota.Quotas;
import dev.assay.schema.Counted;
import dev.assay.selection.Sample;
import dev.assay.selection.Selected;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "sample",
        description = "Draws the items of a plan: the same seed gives the same items, whatever their order.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Which items of a cell come first, as the plan says; probabilities stay exact:",
            "  draw: {tiers: quality, order: [hq, mq, lq]}     best first, level by level",
            "  draw: {weight: views}                           in proportion to a number",
            "  draw: {spread_by: [duration, encoder]}          unlike each other",
            "  (tiers may stand beside one of the other two; without draw all items of a cell are alike)",
            "",
            "Example:",
            "  assay sample plan.yaml -i inventory.jsonl --seed 42 -o sample.jsonl"
        })
final class SampleCommand implements Callable<Integer> {

    @Option(names = "--seed", description = "seed of the draw (default: ${DEFAULT-VALUE})")
    private long seed = 42;

    @Option(names = "-o", paramLabel = "FILE", description = "the sample to write (default: ${DEFAULT-VALUE})")
    private Path file = Path.of("sample.jsonl");

    @Mixin
    private PlanOptions planned = new PlanOptions();

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws IOException {
        Plan read = planned.plan();
        Inventory population = planned.items(read, output, file);
        output.warn(read.unmatched(population));
        QuotaResult result = population.cube(read.cubeSpec()).allocate(read);
        if (!(result instanceof Quotas quotas)) {
            output.answer(result.json(), QuotaCommand.words(result));
            return Exit.NO;
        }
        Sample sample = quotas.draw(population, seed);
        OutputFile.write(file, sample.jsonl());
        Set<String> ids = sample.items().stream().map(Selected::id).collect(Collectors.toSet());
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("size", sample.size());
        document.put("sha256", sample.sha256());
        document.put("before", bias(population, population, read));
        document.put("after", bias(population.withIds(ids), population, read));
        output.answer(document, Counted.of(sample.size(), "item") + " in " + file + ", sha256 " + sample.sha256());
        return Exit.DONE;
    }

    private static BiasReport bias(Inventory items, Inventory population, Plan plan) {
        return items.cubeLike(population.cube(plan.axes().toArray(String[]::new)))
                .compare(Target.uniform());
    }
}
