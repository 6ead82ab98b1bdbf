package dev.assay.cli;

import dev.assay.generation.Catalogue;
import dev.assay.report.Check;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "check",
        description =
                "Recomputes every number of a verdict from its inventory and parameters, and hashes its files again.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  assay check staging/dataset_analysis"})
final class CheckCommand implements Callable<Integer> {

    @Parameters(paramLabel = "DIR", description = "a folder that assay verdict wrote")
    private Path folder = Path.of(".");

    @Option(names = "--generators", paramLabel = "YAML", description = "the catalogue the verdict was made with")
    private @Nullable Path generators;

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws IOException {
        Check.Result result = Check.of(folder, generators == null ? Catalogue.standard() : Catalogue.read(generators));
        StringBuilder words = new StringBuilder();
        words.append(result.checked())
                .append(" values compared, ")
                .append(result.differences().size())
                .append(" differ\n");
        result.differences().stream().limit(20).forEach(difference -> words.append("  ")
                .append(Plain.text(difference.file()))
                .append(' ')
                .append(Plain.text(difference.place()))
                .append(": found ")
                .append(Plain.text(difference.found()))
                .append(", computed ")
                .append(Plain.text(difference.expected()))
                .append('\n'));
        output.answer(result, words.toString());
        return result.differences().isEmpty() ? Exit.DONE : Exit.NO;
    }
}
