package dev.assay.cli;

import dev.assay.generation.Catalogue;
import dev.assay.promotion.Promotion;
import dev.assay.promotion.PromotionOptions;
import dev.assay.promotion.PromotionResult;
import dev.assay.report.Check;
import dev.assay.report.Difference;
import dev.assay.schema.Counted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "promote",
        description = "Copies verified outputs into dataset/YYYY/MM/DD, never overwrites, and appends to its manifest.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  assay promote staging/dataset_analysis --to dataset/"})
final class PromoteCommand implements Callable<Integer> {

    @Parameters(paramLabel = "DIR", description = "a folder of outputs; a verdict is checked first")
    private Path folder = Path.of(".");

    @Option(names = "--to", required = true, paramLabel = "DATASET", description = "where promoted outputs live")
    private Path dataset = Path.of("dataset");

    @Option(names = "--link", description = "hard-link instead of copying, where the file system can")
    private boolean link;

    @Option(names = "--generators", paramLabel = "YAML", description = "the catalogue the verdict was made with")
    private @Nullable Path generators;

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws IOException {
        if (Files.exists(folder.resolve("report.json"))) {
            Check.Result check =
                    Check.of(folder, generators == null ? Catalogue.standard() : Catalogue.read(generators));
            if (!check.differences().isEmpty()) {
                output.tell("not promoted: `assay check " + folder + "` finds "
                        + Counted.of(check.differences().size(), "difference"));
                PromotionResult none = refused(check);
                if (output.isJson()) {
                    output.answer(none.json(), "");
                }
                return code(none);
            }
        }
        PromotionResult result = promote(folder, dataset, output, link);
        if (output.isJson()) {
            output.answer(result.json(), "");
        }
        return code(result);
    }

    /** Every file that is not what it says is refused, and with it the whole. */
    private static PromotionResult refused(Check.Result check) {
        List<PromotionResult.Refusal> refused = check.differences().stream()
                .map(Difference::file)
                .distinct()
                .map(file -> new PromotionResult.Refusal(file, "the check finds differences in it"))
                .toList();
        return new PromotionResult(List.of(), refused, List.of());
    }

    static int code(PromotionResult result) {
        return result.refused().isEmpty() ? Exit.DONE : Exit.NO;
    }

    /** Promotes, and tells people how it went; the answer is left to the command that asked. */
    static PromotionResult promote(Path folder, Path dataset, Output output, boolean link) throws IOException {
        Instant now = Instant.now();
        String plan = Files.exists(folder.resolve("plan.yaml"))
                ? Check.sha256(folder.resolve("plan.yaml")).substring(0, 16)
                : "none";
        PromotionOptions copies = PromotionOptions.of(
                System.getProperty("user.name"), plan, LocalDate.ofInstant(now, ZoneOffset.UTC), now);
        PromotionOptions options = link ? copies.withHardLinks() : copies;
        PromotionResult result = Promotion.promote(folder, dataset, options);
        output.warn(result.warnings());
        output.tell(String.format(
                Locale.ROOT,
                "%d promoted, %d already there, %d refused",
                result.promoted(),
                result.alreadyThere(),
                result.refused().size()));
        return result;
    }
}
