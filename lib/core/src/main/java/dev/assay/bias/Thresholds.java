package dev.assay.bias;

import dev.assay.schema.RefusedException;

/**
 * When a level counts as over- or under-represented.
 *
 * @param over a share above this is too much; a proportion, 0.60 by default
 * @param under a share below this is too little; a proportion, 0.10 by default
 * @param confidence of all intervals of an axis together, in (0,1); 0.95 by default
 */
public record Thresholds(double over, double under, double confidence) {

    /** Unknown items above this share leave an axis {@link Finding#UNMEASURED}. */
    static final double UNMEASURED_ABOVE = 0.5;

    public Thresholds {
        if (!(under >= 0 && under < over && over <= 1)) {
            throw new RefusedException("expected 0 <= under < over <= 1, found under " + under + " and over " + over);
        }
        if (!(confidence > 0 && confidence < 1)) {
            throw new RefusedException("expected a confidence between 0 and 1, found " + confidence);
        }
    }

    /** 60 %, 10 %, at 95 % confidence. */
    public static Thresholds withDefaults() {
        return new Thresholds(0.60, 0.10, 0.95);
    }

    /** The same with another upper limit. */
    public Thresholds withOver(double newOver) {
        return new Thresholds(newOver, under, confidence);
    }

    /** The same with another lower limit. */
    public Thresholds withUnder(double newUnder) {
        return new Thresholds(over, newUnder, confidence);
    }

    /** The same with another confidence. */
    public Thresholds withConfidence(double newConfidence) {
        return new Thresholds(over, under, newConfidence);
    }

    Finding fixed(double share, Interval interval) {
        return Finding.of(share, interval, over, under);
    }

    /** With limits that grow out of the number of levels: of two levels one may well hold 60 %, of twelve hardly any 10 %. */
    Finding scaled(double share, Interval interval, int levels) {
        return Finding.of(share, interval, Math.max(over, 1.5 / levels), Math.min(under, 0.5 / levels));
    }
}
