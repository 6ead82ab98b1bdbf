package dev.assay.selection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.apache.commons.math3.fraction.BigFraction;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked
class ExactDeviationTest {

    private static final BigFraction[] SHARES = {new BigFraction(7, 10), new BigFraction(3, 10)};

    /** Of all counts there could be, also below none and above all, those whose deviation is at most a limit. */
    @Test
    void windowsHoldWhatDeviatesNoMore() {
        for (int total = 1; total <= 30; total++) {
            ExactDeviation exact = new ExactDeviation(new CountClasses(new int[][] {{total}}), 1, SHARES);
            for (int part = 0; part < SHARES.length; part++) {
                for (int percent = 0; percent <= 60; percent += 5) {
                    BigFraction limit = new BigFraction(percent, 100);
                    BigFraction share = SHARES[part];
                    BigFraction all = new BigFraction(total);
                    long[] within = LongStream.rangeClosed(-total, 2L * total)
                            .filter(sum -> new BigFraction((int) sum)
                                            .divide(all)
                                            .subtract(share)
                                            .abs()
                                            .compareTo(limit)
                                    <= 0)
                            .toArray();
                    long least = exact.least(0, part, limit);
                    long most = exact.most(0, part, limit);
                    assertThat(LongStream.rangeClosed(least, most).toArray())
                            .as("%d of %s within %s", total, share, limit)
                            .isEqualTo(within);
                }
            }
        }
    }

    @Test
    void theWorstIsTheLargestOfThoseJudged() {
        CountClasses classes = new CountClasses(new int[][] {{10, 4, 2}});
        long[][] sums = {{8, 2, 2}, {2, 2, 0}};
        assertThat(new ExactDeviation(classes, 1, SHARES).worst(sums)).isEqualTo(new BigFraction(1, 10));
        assertThat(new ExactDeviation(classes, 2, SHARES).worst(sums)).isEqualTo(new BigFraction(1, 5));
        assertThat(new ExactDeviation(classes, 3, SHARES).worst(sums)).isEqualTo(new BigFraction(3, 10));
        assertThat(new ExactDeviation(classes, 3, SHARES).over(2, 1, 0)).isEqualTo(new BigFraction(-1, 5));
    }
}
