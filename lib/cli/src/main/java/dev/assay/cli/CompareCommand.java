package dev.assay.cli;

import dev.assay.inventory.Inventory;
import dev.assay.report.Comparison;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "compare",
        description = "Says what changed between two inventories, or between two verdicts.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  assay compare old/inventory.jsonl new/inventory.jsonl"})
final class CompareCommand implements Callable<Integer> {

    @Parameters(
            index = "0",
            paramLabel = "OLD",
            description = "an inventory file, or a folder that assay verdict wrote")
    private Path old = Path.of(".");

    @Parameters(index = "1", paramLabel = "NEW", description = "the same of a later time")
    private Path now = Path.of(".");

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws IOException {
        Comparison comparison = Comparison.of(inventory(old), inventory(now), report(old), report(now));
        // Each by itself: a name that holds a line end, or the text of one, must not look like a statement of ours.
        List<String> statements =
                comparison.statements().stream().map(Plain::text).toList();
        output.answer(comparison, String.join("\n", statements));
        return Exit.DONE;
    }

    private static Inventory inventory(Path path) {
        return Inventory.read(Files.isDirectory(path) ? path.resolve("inventory.jsonl") : path);
    }

    private static String report(Path path) throws IOException {
        Path file = path.resolve("report.json");
        return Files.isDirectory(path) && Files.exists(file) ? Files.readString(file) : "{}";
    }
}
