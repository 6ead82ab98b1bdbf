package dev.assay.selection;

import dev.assay.schema.Population;
import dev.assay.schema.RefusedException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An item that may be drawn, with all that a {@link DrawRule} asks of it.
 *
 * @param tier its place in the order of tiers, 0 without tiers
 * @param hash the seeded key
 * @param weight its weight, 0 where there is none
 * @param features the texts to be spread by, null where not known
 */
record Candidate(
        int tier,
        long hash,
        String id,
        @Nullable String path,
        double weight,
        List<? extends @Nullable String> features) {

    /** By tier, then by seeded key, then by id. */
    static final Comparator<Candidate> ASCENDING = Comparator.comparingInt(Candidate::tier)
            .thenComparing(Candidate::hash, Long::compareUnsigned)
            .thenComparing(Candidate::id);

    /** Reads an item of a population. */
    static Candidate of(Population population, int row, int tier, long hash, DrawRule rule) {
        List<@Nullable String> features = new ArrayList<>(rule.spreadBy().size());
        for (String column : rule.spreadBy()) {
            features.add(population.isKnown(row, column) ? population.text(row, column) : null);
        }
        double weight = rule.weight() == null ? 0 : weight(population, row, rule.weight());
        return new Candidate(tier, hash, population.id(row), population.text(row, "path"), weight, features);
    }

    private static double weight(Population population, int row, String column) {
        double weight = population.number(row, column);
        if (weight < 0 || Double.isInfinite(weight)) {
            throw new RefusedException("weights must be finite and at least 0; column " + column + " holds '"
                    + population.text(row, column) + "' for " + population.id(row));
        }
        return Double.isNaN(weight) ? 0 : weight;
    }
}
