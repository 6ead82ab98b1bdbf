package dev.assay.media;

/**
 * The variance of the Laplacian (Pech-Pacheco et al., 2000): the response of the kernel {@code 0 1 0 / 1 -4 1 / 0 1 0}
 * on grey values 0..255 (BT.601). Comparable only between pictures scaled to the same size; grows with noise.
 */
final class Sharpness {

    private Sharpness() {}

    /** The variance over inner pixels; 0 where a picture has none. */
    static double of(Picture picture) {
        int width = picture.width();
        int height = picture.height();
        float[] grey = picture.grey();
        double sum = 0;
        double squares = 0;
        for (int y = 1; y < height - 1; y++) {
            for (int x = 1; x < width - 1; x++) {
                int i = y * width + x;
                double response = grey[i - 1] + grey[i + 1] + grey[i - width] + grey[i + width] - 4 * grey[i];
                sum += response;
                squares += response * response;
            }
        }
        double n = Math.max(0, width - 2) * (double) Math.max(0, height - 2);
        return n == 0 ? 0 : Math.max(0, squares / n - (sum / n) * (sum / n));
    }
}
