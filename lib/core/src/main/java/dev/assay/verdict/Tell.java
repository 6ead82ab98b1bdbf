package dev.assay.verdict;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.assay.schema.Population;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * A number that forged faces are known to move, and how it spreads over real ones. A tell is no detector: about a tenth of the
 * reals lie outside by construction, and compression moves all of these numbers.
 *
 * @param column the number, per video
 * @param reals real videos that have it
 * @param low the value that 5 % of the reals do not exceed; quantiles are the nearest ranks
 * @param median that of the reals
 * @param high the value that 95 % of the reals do not exceed
 * @param fakes fake videos that have it
 * @param fakesMedian their median
 * @param outside share of the fakes below {@code low} or above {@code high}
 */
@JsonNaming(SnakeCaseStrategy.class)
public record Tell(
        String column,
        int reals,
        double low,
        double median,
        double high,
        int fakes,
        double fakesMedian,
        double outside) {

    private static final List<String> COLUMNS =
            List.of("m_face_jitter", "m_face_drift", "m_face_edge", "m_face_flicker", "m_flicker", "m_yaw_spread");

    /** Fewer reals have no 5 % and no 95 %. */
    private static final int FEWEST_REALS = 20;

    /** Of the numbers that enough reals and any fake have. */
    static List<Tell> of(Population items, IntPredicate real, IntPredicate fake) {
        List<Tell> tells = new ArrayList<>();
        for (String column : COLUMNS) {
            double[] reals = numbers(items, column, real);
            double[] fakes = numbers(items, column, fake);
            if (reals.length >= FEWEST_REALS && fakes.length > 0) {
                tells.add(of(column, reals, fakes));
            }
        }
        return tells;
    }

    private static Tell of(String column, double[] reals, double[] fakes) {
        double low = quantile(reals, .05);
        double high = quantile(reals, .95);
        double outside = 0;
        for (double fake : fakes) {
            outside += fake < low || fake > high ? 1 : 0;
        }
        return new Tell(
                column,
                reals.length,
                low,
                quantile(reals, .5),
                high,
                fakes.length,
                quantile(fakes, .5),
                Rounding.share(outside / fakes.length));
    }

    private static double[] numbers(Population items, String column, IntPredicate condition) {
        return IntStream.range(0, items.size())
                .filter(condition)
                .mapToDouble(row -> items.number(row, column))
                .filter(number -> !Double.isNaN(number))
                .sorted()
                .toArray();
    }

    private static double quantile(double[] sorted, double proportion) {
        return sorted[Math.max(0, (int) Math.ceil(proportion * sorted.length) - 1)];
    }
}
