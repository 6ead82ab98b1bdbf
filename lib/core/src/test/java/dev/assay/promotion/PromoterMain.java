package dev.assay.promotion;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;

/** A promoter in a process of its own: SOURCE DATASET ACTOR [link]. Prints {@code promoted alreadyThere refused}. */
final class PromoterMain {

    private PromoterMain() {}

    public static void main(String[] args) throws IOException {
        PromotionOptions options = PromotionOptions.of(
                args[2], "plan-1", LocalDate.of(2026, 1, 31), Instant.parse("2026-01-31T10:00:00Z"));
        PromotionResult result = Promotion.promote(
                Path.of(args[0]), Path.of(args[1]), args.length > 3 ? options.withHardLinks() : options);
        System.out.println(result.promoted() + " " + result.alreadyThere() + " "
                + result.refused().size());
    }
}
