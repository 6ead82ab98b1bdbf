package dev.assay.media;

/**
 * Means over a sliding window, which at the edges is cut to what there is. Twice in both directions it comes close to a
 * tent, at a cost that does not grow with the window.
 */
final class BoxFilter {

    private static final int PASSES = 2;

    private BoxFilter() {}

    /**
     * Blurs a picture, so that it can be thinned out to {@code side} rows and columns: the window is half the distance
     * between them.
     */
    static void blurTwice(float[] values, int width, int height, int side) {
        float[] line = new float[Math.max(width, height)];
        for (int pass = 0; pass < PASSES; pass++) {
            for (int y = 0; y < height; y++) {
                blur(values, y * width, 1, width, window(width, side), line);
            }
            for (int x = 0; x < width; x++) {
                blur(values, x, width, height, window(height, side), line);
            }
        }
    }

    private static int window(int length, int side) {
        return (length + 2 * side - 1) / (2 * side);
    }

    private static void blur(float[] values, int from, int step, int count, int window, float[] line) {
        for (int i = 0; i < count; i++) {
            line[i] = values[from + i * step];
        }
        int ahead = window / 2;
        int behind = (window - 1) / 2;
        float sum = 0;
        int size = 0;
        for (int i = 0; i < Math.min(ahead, count); i++) {
            sum += line[i];
            size++;
        }
        for (int i = 0; i < count; i++) {
            if (i + ahead < count) {
                sum += line[i + ahead];
                size++;
            }
            if (i > behind) {
                sum -= line[i - behind - 1];
                size--;
            }
            values[from + i * step] = sum / size;
        }
    }
}
