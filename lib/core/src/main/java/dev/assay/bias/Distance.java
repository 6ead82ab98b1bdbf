package dev.assay.bias;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far the shares of an axis are from those of a target. All are 0 exactly where the two agree.
 *
 * @param target where the target comes from: {@code uniform}, {@code given} or {@code reference}
 * @param totalVariation half the sum of absolute differences, in [0,1]: the part of the items that would have to move
 * @param jensenShannon the Jensen-Shannon <em>distance</em> to base 2, in [0,1]: the square root of the divergence in bits
 *     (Endres and Schindelin, IEEE Trans. Inf. Theory 49 (2003) 1858)
 * @param hellinger Hellinger's distance, in [0,1]
 * @param psi the population stability index, the symmetric Kullback-Leibler divergence in nats; infinite, hence null, where a
 *     level is empty on one side only. Its customary marks .1 and .25 are folklore
 */
@JsonNaming(SnakeCaseStrategy.class)
public record Distance(
        String target, double totalVariation, double jensenShannon, double hellinger, @Nullable Double psi) {

    /** Between shares by level; a level that one side lacks has the share 0 there. */
    static Distance between(
            String target, Map<String, Double> observed, Map<String, Double> wanted, Collection<String> levels) {
        double variation = 0;
        double divergence = 0;
        double hellinger = 0;
        double psi = 0;
        for (String level : levels) {
            double p = observed.getOrDefault(level, 0.0);
            double q = wanted.getOrDefault(level, 0.0);
            variation += Math.abs(p - q);
            divergence += half(p, q) + half(q, p);
            hellinger += Math.pow(Math.sqrt(p) - Math.sqrt(q), 2);
            psi += p == q ? 0 : (p - q) * Math.log(p / q);
        }
        return new Distance(
                target,
                Math.min(1, variation / 2),
                Math.sqrt(Math.min(1, Math.max(0, divergence / 2 / Math.log(2)))),
                Math.min(1, Math.sqrt(hellinger / 2)),
                Double.isFinite(psi) ? psi : null);
    }

    private static double half(double p, double q) {
        return p == 0 ? 0 : p * Math.log(p / ((p + q) / 2));
    }
}
