package dev.assay.media;

/** The colour of the light in a picture, from its pixels alone. */
final class Illuminant {

    /** The power of Minkowski's norm that does best on photographs (Finlayson and Trezzi, 2004). */
    private static final int NORM = 6;

    private static final double[] POWERS = powers();

    private Illuminant() {}

    private static double[] powers() {
        double[] powers = new double[256];
        for (int value = 0; value < powers.length; value++) {
            powers[value] = Math.pow(value / 255.0, NORM);
        }
        return powers;
    }

    /**
     * Red over blue, by the brightest surfaces (shades of grey, Finlayson and Trezzi, 2004) and by the mean (grey world,
     * Buchsbaum, 1980); the lower of both, since a coloured thing seldom leads both astray. 1 where all is grey or black.
     */
    static double warmth(Picture picture) {
        int pixels = picture.width() * picture.height();
        double brightRed = 0;
        double brightBlue = 0;
        long red = 0;
        long blue = 0;
        for (int i = 0; i < pixels; i++) {
            int r = picture.value(i, 0);
            int b = picture.value(i, 2);
            brightRed += POWERS[r];
            brightBlue += POWERS[b];
            red += r;
            blue += b;
        }
        // A grey value of one, lest nothing be divided by nothing.
        double one = POWERS[1] * pixels;
        double shades = Math.pow((brightRed + one) / (brightBlue + one), 1.0 / NORM);
        return Math.min(shades, (double) (red + pixels) / (blue + pixels));
    }
}
