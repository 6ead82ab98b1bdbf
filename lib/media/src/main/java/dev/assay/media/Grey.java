package dev.assay.media;

/** A picture in grey values, 0..255. */
final class Grey {

    private final int width;
    private final int height;
    private final float[] values;

    private Grey(int width, int height, float[] values) {
        this.width = width;
        this.height = height;
        this.values = values;
    }

    static Grey of(Picture picture) {
        return new Grey(picture.width(), picture.height(), picture.grey());
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    float at(int x, int y) {
        return values[y * width + x];
    }

    /** The value between pixels; beyond the border that of the border. */
    double between(double x, double y) {
        double within = Math.min(Math.max(x, 0), width - 1.0);
        double below = Math.min(Math.max(y, 0), height - 1.0);
        int left = Math.min((int) within, Math.max(0, width - 2));
        int top = Math.min((int) below, Math.max(0, height - 2));
        double dx = within - left;
        double dy = below - top;
        int right = Math.min(left + 1, width - 1);
        int bottom = Math.min(top + 1, height - 1);
        return (1 - dy) * ((1 - dx) * at(left, top) + dx * at(right, top))
                + dy * ((1 - dx) * at(left, bottom) + dx * at(right, bottom));
    }

    /** The mean over a rectangle given in proportions of the picture. */
    double mean(double x, double y, double across, double down) {
        int left = Math.max(0, (int) Math.floor(x * width));
        int top = Math.max(0, (int) Math.floor(y * height));
        int right = Math.min(width, Math.max(left + 1, (int) Math.ceil((x + across) * width)));
        int bottom = Math.min(height, Math.max(top + 1, (int) Math.ceil((y + down) * height)));
        double sum = 0;
        for (int row = top; row < bottom; row++) {
            for (int column = left; column < right; column++) {
                sum += at(column, row);
            }
        }
        return sum / Math.max(1, (right - left) * (bottom - top));
    }

    /** The length of the gradient at a pixel that is not on the border, by central differences. */
    double gradient(int x, int y) {
        return Math.hypot(at(x + 1, y) - at(x - 1, y), at(x, y + 1) - at(x, y - 1)) / 2;
    }
}
