package dev.assay.media;

/**
 * Perceived brightness, {@code sqrt(.241 R^2 + .691 G^2 + .068 B^2) / 255}, of every pixel of a picture, in [0,1].
 * Pitch-black bars on opposite sides (letterbox, pillarbox) are left out.
 */
final class Luma {

    private static final int BINS = 4096;
    private static final float BAR = (float) Thresholds.number("bars.luma");

    /** The weighted square of each value, by channel. */
    private static final double[] RED = squares(.241);

    private static final double[] GREEN = squares(.691);
    private static final double[] BLUE = squares(.068);

    /** On 0..255, what rounds to 25 and to 247 begins and ends here. */
    private static final float DARK = 25.5f;

    private static final float BRIGHT = 246.5f;

    private final int[] histogram = new int[BINS + 1];
    private final int pixels;
    private final double mean;
    private final double contrast;
    private final double darkShare;
    private final double brightShare;
    private final int side;
    private final int edge;
    private final double sideBars;
    private final double edgeBars;

    private Luma(float[] luma, int width, int left, int right, int top, int bottom) {
        double sum = 0;
        double squares = 0;
        int dark = 0;
        int bright = 0;
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                float value = luma[y * width + x];
                // Rounded as Math.round does, which costs more than all else here.
                histogram[(int) (value * BINS + .5)]++;
                sum += value;
                squares += (double) value * value;
                float level = value * 255;
                dark += level < DARK ? 1 : 0;
                bright += level >= BRIGHT ? 1 : 0;
            }
        }
        pixels = (right - left) * (bottom - top);
        mean = sum / pixels;
        contrast = Math.sqrt(Math.max(0, squares / pixels - mean * mean));
        darkShare = (double) dark / pixels;
        brightShare = (double) bright / pixels;
        side = left;
        edge = top;
        sideBars = 2.0 * left / width;
        edgeBars = 2.0 * top / (bottom + top);
    }

    static Luma of(Picture picture) {
        int width = picture.width();
        int height = picture.height();
        float[] luma = values(picture);
        int side = Math.min(blackColumns(luma, width, height, false), blackColumns(luma, width, height, true));
        int edge = Math.min(blackRows(luma, width, height, false), blackRows(luma, width, height, true));
        // A picture that is black all over is a dark picture and not a bar.
        boolean allBlack = 2 * side >= width || 2 * edge >= height;
        return allBlack
                ? new Luma(luma, width, 0, width, 0, height)
                : new Luma(luma, width, side, width - side, edge, height - edge);
    }

    /** The mean within the box of a face, as far as it lies in the picture; NaN where it does not. */
    static double mean(Picture picture, Face face) {
        int left = (int) Math.max(0, Math.round(face.x() * picture.width()));
        int right = (int) Math.min(picture.width(), Math.round((face.x() + face.width()) * picture.width()));
        int top = (int) Math.max(0, Math.round(face.y() * picture.height()));
        int bottom = (int) Math.min(picture.height(), Math.round((face.y() + face.height()) * picture.height()));
        double sum = 0;
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                sum += value(picture, y * picture.width() + x);
            }
        }
        int count = Math.max(0, right - left) * Math.max(0, bottom - top);
        return count == 0 ? Double.NaN : sum / count;
    }

    private static float[] values(Picture picture) {
        float[] luma = new float[picture.width() * picture.height()];
        for (int i = 0; i < luma.length; i++) {
            luma[i] = value(picture, i);
        }
        return luma;
    }

    private static double[] squares(double weight) {
        double[] squares = new double[256];
        for (int value = 0; value < squares.length; value++) {
            squares[value] = weight * value * value;
        }
        return squares;
    }

    private static float value(Picture picture, int pixel) {
        double squares = RED[picture.value(pixel, 0)] + GREEN[picture.value(pixel, 1)] + BLUE[picture.value(pixel, 2)];
        return (float) Math.min(1, Math.sqrt(squares) / 255);
    }

    private static int blackRows(float[] luma, int width, int height, boolean fromEnd) {
        int rows = 0;
        while (rows < height && isBlack(luma, (fromEnd ? height - 1 - rows : rows) * width, 1, width)) {
            rows++;
        }
        return rows;
    }

    private static int blackColumns(float[] luma, int width, int height, boolean fromEnd) {
        int columns = 0;
        while (columns < width && isBlack(luma, fromEnd ? width - 1 - columns : columns, width, height)) {
            columns++;
        }
        return columns;
    }

    private static boolean isBlack(float[] luma, int from, int step, int count) {
        for (int i = 0; i < count; i++) {
            if (luma[from + i * step] > BAR) {
                return false;
            }
        }
        return true;
    }

    /** The columns of pixels that a bar takes on each side. */
    int side() {
        return side;
    }

    /** The rows of pixels that a bar takes above, and one below. */
    int edge() {
        return edge;
    }

    /** The share of the width that pitch-black bars on both sides take, in [0,1): pillarbox. */
    double sideBars() {
        return sideBars;
    }

    /** The share of the height that pitch-black bars above and below take, in [0,1): letterbox. */
    double edgeBars() {
        return edgeBars;
    }

    double mean() {
        return mean;
    }

    /** RMS contrast: the standard deviation of luma, in [0,0.5]. */
    double contrast() {
        return contrast;
    }

    /** The share of pixels whose luma on 0..255 is in [0,25]. */
    double darkShare() {
        return darkShare;
    }

    /** The share of pixels whose luma on 0..255 is in [247,255]. */
    double brightShare() {
        return brightShare;
    }

    /** The smallest luma (to 1/4096) that a proportion of the pixels does not exceed. */
    double quantile(double proportion) {
        long wanted = Math.max(1, (long) Math.ceil(proportion * pixels));
        long seen = 0;
        for (int bin = 0; bin <= BINS; bin++) {
            seen += histogram[bin];
            if (seen >= wanted) {
                return (double) bin / BINS;
            }
        }
        return 1;
    }
}
