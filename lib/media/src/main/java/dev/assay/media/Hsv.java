package dev.assay.media;

/**
 * A small picture in hue (0..179, two degrees a step), saturation and value (0..255), as OpenCV counts them, for the
 * content difference of PySceneDetect's ContentDetector.
 */
final class Hsv {

    private static final int HUES = 180;

    private final int[] hue;
    private final int[] saturation;
    private final int[] value;

    private Hsv(int pixels) {
        hue = new int[pixels];
        saturation = new int[pixels];
        value = new int[pixels];
    }

    static Hsv of(Picture picture) {
        int pixels = picture.width() * picture.height();
        Hsv hsv = new Hsv(pixels);
        for (int i = 0; i < pixels; i++) {
            int r = picture.value(i, 0);
            int g = picture.value(i, 1);
            int b = picture.value(i, 2);
            int max = Math.max(r, Math.max(g, b));
            int range = max - Math.min(r, Math.min(g, b));
            hsv.value[i] = max;
            hsv.saturation[i] = max == 0 ? 0 : Math.round(255f * range / max);
            hsv.hue[i] = range == 0 ? 0 : hue(r, g, b, max, range);
        }
        return hsv;
    }

    private static int hue(int r, int g, int b, int max, int range) {
        float sixth = max == r
                ? (float) (g - b) / range
                : max == g ? 2 + (float) (b - r) / range : 4 + (float) (r - g) / range;
        return Math.floorMod(Math.round(30 * sixth), HUES);
    }

    boolean isSizeOf(Hsv other) {
        return value.length == other.value.length;
    }

    /**
     * The mean over pixels of the mean absolute difference in hue, saturation and value, in [0,200]. Two departures
     * from the model: hue is compared round the circle, and only where both pixels have enough colour to have one.
     */
    double difference(Hsv other) {
        if (!isSizeOf(other)) {
            throw new IllegalArgumentException(
                    "pictures of one size expected, found " + value.length + " and " + other.value.length + " pixels");
        }
        int coloured = Thresholds.integer("scenes.hue.saturation");
        long sum = 0;
        for (int i = 0; i < value.length; i++) {
            sum += Math.abs(value[i] - other.value[i]) + Math.abs(saturation[i] - other.saturation[i]);
            if (Math.min(saturation[i], other.saturation[i]) >= coloured) {
                int turn = Math.abs(hue[i] - other.hue[i]);
                sum += Math.min(turn, HUES - turn);
            }
        }
        return sum / 3.0 / value.length;
    }
}
