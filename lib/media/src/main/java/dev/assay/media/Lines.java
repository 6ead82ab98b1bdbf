package dev.assay.media;

/**
 * The edges of a picture that stand or lie. What people build has long straight ones: the corners of a room, doors, shelves;
 * what grows has none.
 *
 * @param upright share of edge strength within 8 degrees of vertical or horizontal; 0.18 by chance
 * @param standing share of the edge pixels that are part of a long vertical line: at least four fifths of the pixels above and
 *     below, 3/64 of the picture's long side in all, are edges as vertical
 * @param lying the same of horizontal ones
 */
record Lines(double upright, double standing, double lying) {

    private static final double TANGENT = Math.tan(Math.toRadians(8));

    /** Square of the least difference, of grey values two pixels apart, that is an edge. */
    private static final double EDGE = 400;

    /** Edge pixels added to all, so that a picture with hardly any has no lines. */
    private static final int NONE = 50;

    private static final double SHARE = 0.8;

    static Lines of(Picture picture) {
        Tally tally = new Tally(picture);
        return new Lines(
                tally.all == 0 ? 0 : tally.upright / tally.all,
                (double) tally.alongColumns() / (tally.edges + NONE),
                (double) tally.alongRows() / (tally.edges + NONE));
    }

    private static final class Tally {

        private final int width;
        private final int height;
        private final boolean[] vertical;
        private final boolean[] horizontal;
        private final int window;
        private double all;
        private double upright;
        private int edges;

        Tally(Picture picture) {
            width = picture.width();
            height = picture.height();
            vertical = new boolean[width * height];
            horizontal = new boolean[width * height];
            window = Math.max(2, Math.max(width, height) * 3 / 64);
            float[] grey = picture.grey();
            for (int y = 1; y < height - 1; y++) {
                for (int i = y * width + 1; i < (y + 1) * width - 1; i++) {
                    add(i, Math.abs(grey[i + 1] - grey[i - 1]), Math.abs(grey[i + width] - grey[i - width]));
                }
            }
        }

        private void add(int pixel, double across, double down) {
            double square = across * across + down * down;
            if (square < EDGE) {
                return;
            }
            double strength = Math.sqrt(square);
            edges++;
            all += strength;
            if (Math.min(across, down) <= TANGENT * Math.max(across, down)) {
                upright += strength;
                vertical[pixel] = across >= down;
                horizontal[pixel] = across < down;
            }
        }

        private int alongColumns() {
            int found = 0;
            for (int x = 0; x < width; x++) {
                found += inRuns(vertical, x, width, height);
            }
            return found;
        }

        private int alongRows() {
            int found = 0;
            for (int y = 0; y < height; y++) {
                found += inRuns(horizontal, y * width, 1, width);
            }
            return found;
        }

        /** The marked pixels of a row or column about which enough others of it are marked. */
        private int inRuns(boolean[] marked, int start, int step, int length) {
            int before = window / 2;
            int after = window - before - 1;
            int found = 0;
            int count = 0;
            for (int at = -after; at < length; at++) {
                int enters = at + after;
                int leaves = at - before - 1;
                count += enters < length && marked[start + enters * step] ? 1 : 0;
                count -= leaves >= 0 && marked[start + leaves * step] ? 1 : 0;
                found += at >= 0 && marked[start + at * step] && count >= SHARE * window ? 1 : 0;
            }
            return found;
        }
    }
}
