package dev.assay.bias;

import dev.assay.cube.Cube;
import dev.assay.schema.Axis;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.distribution.NormalDistribution;

/** Looks for {@link Reversal}s of a two-level outcome over all pairs of levels of one axis within another. */
final class Reversals {

    /** Axes with more levels than this are keys rather than conditions, and pairs of their levels are too many to look at. */
    private static final int MOST_LEVELS = 50;

    private final Cube cube;
    private final int outcome;
    private final double z;

    private Reversals(Cube cube, int outcome, double confidence) {
        this.cube = cube;
        this.outcome = outcome;
        this.z = new NormalDistribution(null, 0, 1).inverseCumulativeProbability((1 + confidence) / 2);
    }

    /** None where the cube has no label axis of exactly two levels. */
    static List<Reversal> of(Cube cube, Target target) {
        List<Reversal> found = new ArrayList<>();
        for (int label = 0; label < cube.axes().size(); label++) {
            Axis axis = cube.axes().get(label);
            if (axis.name().equals(target.label()) && axis.levels().size() == 2) {
                new Reversals(cube, label, target.thresholds().confidence()).search(found);
            }
        }
        return found;
    }

    private void search(List<Reversal> found) {
        for (int axis = 0; axis < cube.axes().size(); axis++) {
            for (int stratum = 0; stratum < cube.axes().size(); stratum++) {
                if (axis != stratum
                        && axis != outcome
                        && stratum != outcome
                        && levels(axis) <= MOST_LEVELS
                        && levels(stratum) <= MOST_LEVELS) {
                    compare(axis, stratum, counts(axis, stratum), found);
                }
            }
        }
    }

    private int levels(int axis) {
        return cube.axes().get(axis).levels().size();
    }

    /** Items by stratum, level and outcome; known on all three. */
    private long[][][] counts(int axis, int stratum) {
        long[][][] counts = new long[levels(stratum)][levels(axis)][2];
        for (int c = 0; c < cube.size(); c++) {
            int s = cube.level(c, stratum);
            int l = cube.level(c, axis);
            int o = cube.level(c, outcome);
            if (s < counts.length && l < levels(axis) && o < 2) {
                counts[s][l][o] += cube.count(c);
            }
        }
        return counts;
    }

    private void compare(int axis, int stratum, long[][][] counts, List<Reversal> found) {
        for (int a = 0; a < levels(axis); a++) {
            for (int b = a + 1; b < levels(axis); b++) {
                Contrast contrast = new Contrast();
                for (long[][] ofStratum : counts) {
                    contrast.add(ofStratum[a], ofStratum[b]);
                }
                if (contrast.reversed(z)) {
                    found.add(reversal(axis, stratum, a, b, contrast));
                }
            }
        }
    }

    private Reversal reversal(int axis, int stratum, int a, int b, Contrast contrast) {
        Axis compared = cube.axes().get(axis);
        Axis label = cube.axes().get(outcome);
        return new Reversal(
                compared.name(),
                compared.levels().get(a),
                compared.levels().get(b),
                label.name() + "=" + label.levels().get(0),
                cube.axes().get(stratum).name(),
                contrast.difference(),
                contrast.adjusted(),
                contrast.strata(),
                contrast.against());
    }

    /** Two levels, stratum after stratum. Counts are [with the outcome, without]. */
    private static final class Contrast {
        private final long[] a = new long[2];
        private final long[] b = new long[2];
        private final List<Double> within = new ArrayList<>();
        private double weighted;
        private double weights;

        void add(long[] ofA, long[] ofB) {
            for (int o = 0; o < 2; o++) {
                a[o] += ofA[o];
                b[o] += ofB[o];
            }
            double na = ofA[0] + ofA[1];
            double nb = ofB[0] + ofB[1];
            if (na > 0 && nb > 0) {
                double difference = ofA[0] / na - ofB[0] / nb;
                within.add(difference);
                weighted += difference * na * nb / (na + nb);
                weights += na * nb / (na + nb);
            }
        }

        double difference() {
            return (double) a[0] / (a[0] + a[1]) - (double) b[0] / (b[0] + b[1]);
        }

        double adjusted() {
            return weighted / weights;
        }

        int strata() {
            return within.size();
        }

        int against() {
            double crude = difference();
            return (int) within.stream().filter(d -> d * crude < 0).count();
        }

        /** The crude difference is no accident, and the adjusted one has the other sign. */
        boolean reversed(double z) {
            if (within.size() < 2) {
                return false;
            }
            double na = a[0] + a[1];
            double nb = b[0] + b[1];
            double pooled = (a[0] + b[0]) / (na + nb);
            double error = Math.sqrt(pooled * (1 - pooled) * (1 / na + 1 / nb));
            return Math.abs(difference()) > z * error && difference() * adjusted() < 0;
        }
    }
}
