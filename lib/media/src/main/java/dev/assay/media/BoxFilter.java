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
        float[] line = new float[width];
        for (int pass = 0; pass < PASSES; pass++) {
            for (int y = 0; y < height; y++) {
                blur(values, y * width, width, window(width, side), line);
            }
            blurDown(values, width, height, window(height, side));
        }
    }

    private static int window(int length, int side) {
        return (length + 2 * side - 1) / (2 * side);
    }

    private static void blur(float[] values, int from, int count, int window, float[] line) {
        System.arraycopy(values, from, line, 0, count);
        int ahead = window / 2;
        int behind = (window - 1) / 2;
        float sum = 0;
        int size = 0;
        for (int i = -ahead; i < count; i++) {
            if (i + ahead < count) {
                sum += line[i + ahead];
                size++;
            }
            if (i > behind) {
                sum -= line[i - behind - 1];
                size--;
            }
            if (i >= 0) {
                values[from + i] = sum / size;
            }
        }
    }

    /** All columns at once, row by row as they lie in memory: one by one they cost three times as much. */
    private static void blurDown(float[] values, int width, int height, int window) {
        float[] rows = values.clone();
        int ahead = window / 2;
        int behind = (window - 1) / 2;
        float[] sums = new float[width];
        int size = 0;
        for (int y = -ahead; y < height; y++) {
            if (y + ahead < height) {
                add(sums, rows, (y + ahead) * width, 1);
                size++;
            }
            if (y > behind) {
                add(sums, rows, (y - behind - 1) * width, -1);
                size--;
            }
            for (int x = 0; y >= 0 && x < width; x++) {
                values[y * width + x] = sums[x] / size;
            }
        }
    }

    private static void add(float[] sums, float[] rows, int from, float sign) {
        for (int x = 0; x < sums.length; x++) {
            sums[x] += sign * rows[from + x];
        }
    }
}
