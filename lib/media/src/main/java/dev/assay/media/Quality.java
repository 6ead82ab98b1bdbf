package dev.assay.media;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** Low, middle or high technical quality, by the thresholds {@code quality.*}. */
final class Quality {

    private Quality() {}

    /**
     * The level of a picture whose sharpness was measured.
     *
     * @param shortSide pixels
     * @param sharpness variance of the Laplacian at the working size relative to that of the grey values
     * @param bitsPerPixel bits a pixel and frame of a video, or NaN where that says nothing (a still); of no weight where
     *     the quantiser is known, since a scene at rest needs few
     * @param codec the codec those bits are of
     * @param lost what coding took
     */
    static Judgement of(double shortSide, double sharpness, double bitsPerPixel, String codec, Compression lost) {
        OptionalDouble efficiency = Thresholds.find("quality.efficiency." + codec);
        boolean judged = efficiency.isPresent() && Double.isNaN(lost.quantiser());
        double bits = judged ? bitsPerPixel / efficiency.getAsDouble() : Double.NaN;
        List<double[]> ratios = Stream.of(
                        ratios("short_side", shortSide),
                        ratios("sharpness", sharpness),
                        ratios("bits", bits),
                        steps(lost.quantiser()),
                        inverse(ratios("blockiness", lost.blockiness())))
                .filter(pair -> !Double.isNaN(pair[0]))
                .toList();
        double aboveLow = ratios.stream().mapToDouble(pair -> pair[0]).min().orElseThrow();
        double aboveHigh = ratios.stream().mapToDouble(pair -> pair[1]).min().orElseThrow();
        double sure = Math.log(Thresholds.number("quality.sure"));
        if (aboveLow < 0) {
            return Judgement.at("lq", -aboveLow, sure);
        }
        return aboveHigh >= 0
                ? Judgement.at("hq", aboveHigh, sure)
                : Judgement.at("mq", Math.min(aboveLow, -aboveHigh), sure);
    }

    /** How far a number lies above its lq and its hq threshold, as logarithms of ratios. */
    private static double[] ratios(String name, double value) {
        double log = Math.log(value);
        return new double[] {log - Math.log(lq(name)), log - Math.log(hq(name))};
    }

    /** The same for a number that is the better the smaller it is. */
    private static double[] inverse(double[] ratios) {
        return new double[] {-ratios[0], -ratios[1]};
    }

    /** The same for QP, whose steps are logarithms already: six of them double what is rounded away. */
    private static double[] steps(double quantiser) {
        double step = Math.log(2) / 6;
        return new double[] {step * (lq("quantiser") - quantiser), step * (hq("quantiser") - quantiser)};
    }

    private static double lq(String name) {
        return Thresholds.number("quality." + name + ".lq");
    }

    private static double hq(String name) {
        return Thresholds.number("quality." + name + ".hq");
    }
}
