package dev.assay.media;

import java.util.List;
import java.util.Optional;

/** Low, neutral or bright, by the thresholds {@code lighting.*}. */
final class Lighting {

    private Lighting() {}

    /**
     * The level of one frame. A face that is lit lifts a dark picture halfway to its own light, since it is what the light is
     * there for; a dark one does not lower it: skin is dark or light by itself.
     */
    static Judgement of(Look look) {
        double low = Thresholds.number("lighting.low.key");
        double bright = Thresholds.number("lighting.bright.key");
        double sure = Thresholds.number("lighting.sure");
        double key = look.key();
        if (key < low && look.faceLuma() > key) {
            key = (key + look.faceLuma()) / 2;
        }
        double darkBy = Math.max(low - key, Thresholds.number("lighting.low.p99") - look.p99());
        if (darkBy > 0) {
            return Judgement.at("low", darkBy, sure);
        }
        double brightBy = Math.max(key - bright, look.p05() - Thresholds.number("lighting.bright.p05"));
        return brightBy > 0
                ? Judgement.at("bright", brightBy, sure)
                : Judgement.at("neutral", Math.min(-darkBy, -brightBy), sure);
    }

    /** The level that enough frames share, surer the more do; none where they disagree or dark meets bright. */
    static Optional<Judgement> of(List<Look> looks) {
        List<Judgement> all = looks.stream().map(Lighting::of).toList();
        boolean opposed = count(all, "low") > 0 && count(all, "bright") > 0;
        for (String level : List.of("low", "neutral", "bright")) {
            double share = (double) count(all, level) / Math.max(1, all.size());
            if (share > Thresholds.number("lighting.agreement") && !opposed) {
                double confidence = all.stream()
                        .filter(one -> one.level().equals(level))
                        .mapToDouble(Judgement::confidence)
                        .average()
                        .orElse(0);
                return Optional.of(new Judgement(level, Numbers.rounded(share * confidence, 2)));
            }
        }
        return Optional.empty();
    }

    private static long count(List<Judgement> all, String level) {
        return all.stream().filter(one -> one.level().equals(level)).count();
    }
}
