package dev.assay.probe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A logistic model of the label that adds up a table of each column's codes, boosted: every round adds, to the column that
 * explains most of what is left, three tenths of a Newton step per code, shrunk towards 0 (Friedman, Ann. Statist. 29 (2001)
 * 1189-1232; Buehlmann and Yu, JASA 98 (2003) 324-339). Then up to three pairs of columns that explain what the sum leaves, such
 * as codec and resolution that tell the label only together, get tables of their own (Lou et al., Accurate intelligible models
 * with pairwise interactions, KDD 2013). Small enough to be fitted anew for every shuffle; no rival to a boosted forest.
 *
 * <p>Always learned outside the fold that it speaks of.
 */
final class AdditiveModel {

    /** Rounds: three for each column, so that each comes within a third of its full step, but not without end. */
    private static final int LEAST_ROUNDS = 20;

    private static final int MOST_ROUNDS = 40;
    private static final int PAIR_ROUNDS = 12;
    private static final int MOST_PAIRS = 3;
    private static final double STEP = 0.3;
    /** Items of prior weight in each code. */
    private static final double SHRINKAGE = 1;
    /** A pair must beat its expected gain by so many standard deviations of a chi-square. */
    private static final double CLEARLY = 3;
    /** Columns of more codes make no pairs, for their cells would hold an item each. */
    private static final int MOST_CODES = 13;
    /** The first columns make pairs, so that their number stays below a thousand. */
    private static final int MOST_PAIRED = 45;

    private final List<Coding> columns;
    private final int[] fold;
    private final int folds;
    private final List<int[]> pairs = new ArrayList<>();

    AdditiveModel(List<Coding> columns, int[] fold, int folds) {
        this.columns = columns;
        this.fold = fold;
        this.folds = folds;
        int[] paired = IntStream.range(0, columns.size())
                .filter(c -> columns.get(c).count() <= MOST_CODES)
                .limit(MOST_PAIRED)
                .toArray();
        for (int a = 0; a < paired.length; a++) {
            for (int b = a + 1; b < paired.length; b++) {
                pairs.add(new int[] {paired[a], paired[b]});
            }
        }
    }

    /** The columns, and then the pairs of them, that gains are counted by. */
    List<int[]> terms() {
        List<int[]> terms = new ArrayList<>();
        for (int c = 0; c < columns.size(); c++) {
            terms.add(new int[] {c});
        }
        terms.addAll(pairs);
        return terms;
    }

    /**
     * The log odds of every item, learned outside its fold.
     *
     * @param positive whether each item bears the label
     * @param gains by term, to which each adds how much it explained
     */
    double[] logOdds(boolean[] positive, double[] gains) {
        double[] result = new double[fold.length];
        double[][] ofFold = new double[folds][gains.length];
        IntStream.range(0, folds).parallel().forEach(f -> fit(f, positive, ofFold[f], result));
        for (double[] explained : ofFold) {
            for (int t = 0; t < gains.length; t++) {
                gains[t] += explained[t];
            }
        }
        return result;
    }

    /** Writes the log odds of one fold's items; of a fold that leaves one label for training they are 0. */
    private void fit(int f, boolean[] positive, double[] gains, double[] result) {
        int[] training =
                IntStream.range(0, fold.length).filter(i -> fold[i] != f).toArray();
        long in = IntStream.of(training).filter(i -> positive[i]).count();
        if (in > 0 && in < training.length) {
            double[] odds = new Fit(training, positive, gains).run((double) in / training.length);
            for (int i = 0; i < fold.length; i++) {
                if (fold[i] == f) {
                    result[i] = odds[i];
                }
            }
        }
    }

    /** One fold's model while it grows. */
    private final class Fit {

        private final int[] training;
        private final boolean[] positive;
        private final double[] gains;
        private final double[] odds = new double[fold.length];
        private final double[] gradient = new double[fold.length];
        private final double[] curvature = new double[fold.length];

        Fit(int[] training, boolean[] positive, double[] gains) {
            this.training = training;
            this.positive = positive;
            this.gains = gains;
        }

        double[] run(double share) {
            Arrays.fill(odds, Math.log(share / (1 - share)));
            List<Table> mains = new ArrayList<>();
            for (int c = 0; c < columns.size(); c++) {
                mains.add(new Table(c, columns.get(c).codes(), columns.get(c).count()));
            }
            boost(mains, Math.max(LEAST_ROUNDS, Math.min(MOST_ROUNDS, 3 * mains.size())));
            boost(pairs(), PAIR_ROUNDS);
            return odds;
        }

        private void boost(List<Table> tables, int rounds) {
            for (int round = 0; round < rounds && !tables.isEmpty(); round++) {
                slopes();
                Table best = tables.get(0);
                double most = -1;
                for (Table table : tables) {
                    double gain = table.gain(this);
                    if (gain > most + 1e-12) {
                        most = gain;
                        best = table;
                    }
                }
                best.gain(this);
                gains[best.term] += most;
                best.step(odds);
            }
        }

        private void slopes() {
            for (int i : training) {
                double p = 1 / (1 + Math.exp(-odds[i]));
                gradient[i] = (positive[i] ? 1 : 0) - p;
                curvature[i] = p * (1 - p);
            }
        }

        /** The pairs that clearly explain what the columns by themselves leave, the clearest first. */
        private List<Table> pairs() {
            slopes();
            List<Table> best = new ArrayList<>();
            List<Double> scores = new ArrayList<>();
            for (int p = 0; p < pairs.size(); p++) {
                Table table = pair(p);
                double gain = table.gain(this);
                int cells = table.filled();
                double score = (gain - cells) / Math.sqrt(2.0 * cells);
                int place = 0;
                while (place < scores.size() && scores.get(place) >= score) {
                    place++;
                }
                if (score > CLEARLY && place < MOST_PAIRS) {
                    best.add(place, table);
                    scores.add(place, score);
                }
            }
            return best.subList(0, Math.min(MOST_PAIRS, best.size()));
        }

        private Table pair(int p) {
            Coding a = columns.get(pairs.get(p)[0]);
            Coding b = columns.get(pairs.get(p)[1]);
            int[] codes = new int[fold.length];
            for (int i = 0; i < codes.length; i++) {
                codes[i] = a.codes()[i] * b.count() + b.codes()[i];
            }
            return new Table(columns.size() + p, codes, a.count() * b.count());
        }
    }

    /** A term: sums over its codes of what is left to explain. */
    private static final class Table {

        private final int term;
        private final int[] codes;
        private final double[] gradient;
        private final double[] curvature;

        Table(int term, int[] codes, int count) {
            this.term = term;
            this.codes = codes;
            this.gradient = new double[count];
            this.curvature = new double[count];
        }

        /** How much a full step would explain. */
        double gain(Fit fit) {
            Arrays.fill(gradient, 0);
            Arrays.fill(curvature, 0);
            for (int i : fit.training) {
                gradient[codes[i]] += fit.gradient[i];
                curvature[codes[i]] += fit.curvature[i];
            }
            double gain = 0;
            for (int c = 0; c < gradient.length; c++) {
                gain += gradient[c] * gradient[c] / (curvature[c] + SHRINKAGE);
            }
            return gain;
        }

        int filled() {
            return (int) Arrays.stream(curvature).filter(c -> c > 0).count();
        }

        void step(double[] odds) {
            for (int i = 0; i < odds.length; i++) {
                odds[i] += STEP * gradient[codes[i]] / (curvature[codes[i]] + SHRINKAGE);
            }
        }
    }
}
