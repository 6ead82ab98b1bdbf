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
     * @param sharpness variance of the Laplacian at the working size
     * @param bitsPerPixel bits a pixel and frame of a video, or NaN where that says nothing (a still)
     * @param codec the codec those bits are of
     */
    static Judgement of(double shortSide, double sharpness, double bitsPerPixel, String codec) {
        OptionalDouble efficiency = Thresholds.find("quality.efficiency." + codec);
        double bits = efficiency.isPresent() ? bitsPerPixel / efficiency.getAsDouble() : Double.NaN;
        List<double[]> ratios = Stream.of(
                        ratios("short_side", shortSide), ratios("sharpness", sharpness), ratios("bits", bits))
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
        return new double[] {
            log - Math.log(Thresholds.number("quality." + name + ".lq")),
            log - Math.log(Thresholds.number("quality." + name + ".hq"))
        };
    }
}
