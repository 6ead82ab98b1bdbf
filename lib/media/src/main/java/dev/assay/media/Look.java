package dev.assay.media;

import java.util.Comparator;
import java.util.List;

/**
 * The numbers of one frame; luma in [0,1].
 *
 * @param mean mean luma
 * @param p05 luma that 5 % of the pixels do not exceed; likewise p50 and p99
 * @param contrast standard deviation of luma
 * @param darkShare share of pixels in [0,25] of 255
 * @param brightShare share of pixels in [247,255] of 255
 * @param sharpness variance of the Laplacian
 * @param letterbox share of the height that black bars above and below take
 * @param pillarbox share of the width that black bars on both sides take
 * @param faceLuma mean luma in the box of the largest face, or NaN where none is seen
 * @param chroma mean of max(R,G,B) - min(R,G,B), in [0,255]
 * @param portrait whether the picture is higher than wide by as much as a telephone's
 * @param scene what its surfaces are like
 * @param faces the faces found in it
 * @param background mean gradient (Sobel, on 0..255) outside the people, or NaN where none is seen
 * @param pdq the perceptual hash of what lies within the bars
 */
record Look(
        double mean,
        double p05,
        double p50,
        double p99,
        double contrast,
        double darkShare,
        double brightShare,
        double sharpness,
        double letterbox,
        double pillarbox,
        double faceLuma,
        double chroma,
        boolean portrait,
        Scene scene,
        List<Face> faces,
        double background,
        Pdq pdq) {

    Look {
        faces = List.copyOf(faces);
    }

    /** Looks at an upright picture. */
    static Look at(Picture picture) {
        List<Face> faces = Faces.in(picture);
        Luma luma = Luma.of(picture);
        return new Look(
                luma.mean(),
                luma.quantile(.05),
                luma.quantile(.50),
                luma.quantile(.99),
                luma.contrast(),
                luma.darkShare(),
                luma.brightShare(),
                Sharpness.of(picture),
                luma.edgeBars(),
                luma.sideBars(),
                faces.isEmpty() ? Double.NaN : Luma.mean(picture, largest(faces)),
                chroma(picture),
                picture.height() >= Thresholds.number("shot.portrait") * picture.width(),
                Scene.of(picture),
                faces,
                Background.of(picture, faces),
                Pdq.of(picture, luma.side(), luma.edge()));
    }

    private static Face largest(List<Face> faces) {
        return faces.stream().max(Comparator.comparingDouble(Face::area)).orElseThrow();
    }

    private static double chroma(Picture picture) {
        int pixels = picture.width() * picture.height();
        long sum = 0;
        for (int i = 0; i < pixels; i++) {
            int r = picture.value(i, 0);
            int g = picture.value(i, 1);
            int b = picture.value(i, 2);
            sum += Math.max(r, Math.max(g, b)) - Math.min(r, Math.min(g, b));
        }
        return (double) sum / pixels;
    }

    /**
     * Sharpness relative to the variance of the grey values, so that the same edges count the same in any light; where there is
     * hardly any contrast, relative to the least that tells edges from noise.
     */
    double relativeSharpness() {
        double spread = 255 * Math.max(contrast, Thresholds.number("quality.sharpness.contrast"));
        return sharpness / (spread * spread);
    }

    /** How light the picture is as a whole: the mean of its mean and its median luma. */
    double key() {
        return (mean + p50) / 2;
    }
}
