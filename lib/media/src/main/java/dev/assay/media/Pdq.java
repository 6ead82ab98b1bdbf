package dev.assay.media;

import java.util.Arrays;

/**
 * PDQ, a perceptual hash: pictures that were scaled or compressed again keep nearly all of their 256 bits. From the
 * algorithm's description in "The TMK+PDQF video-hashing algorithm and the PDQ image-hashing algorithm" (Facebook,
 * 2019). Each bit says whether one of the 16x16 lowest frequencies of the blurred luma is above the median of them all.
 * Turned, mirrored and cropped pictures hash to something else.
 *
 * @param hash 64 hexadecimal digits, the highest vertical and horizontal frequency first
 * @param quality in [0,100]: how much there is to see; hashes of pictures at 49 or below say little and should not be
 *     compared
 */
record Pdq(String hash, int quality) {

    private static final int SIDE = 64;
    private static final int FREQUENCIES = 16;
    private static final int BITS = FREQUENCIES * FREQUENCIES;
    private static final int SMALLEST = 5;
    private static final Pdq NONE = new Pdq("0".repeat(BITS / 4), 0);
    private static final float[][] COSINES = cosines();

    static Pdq of(Picture picture) {
        int width = picture.width();
        int height = picture.height();
        if (width < SMALLEST || height < SMALLEST) {
            return NONE;
        }
        // Luma of ITU-R BT.601 in single precision, as the published hashes have it.
        float[] luma = picture.grey().clone();
        // What has the size already is not blurred.
        if (width != SIDE || height != SIDE) {
            BoxFilter.blurTwice(luma, width, height, SIDE);
        }
        float[][] small = centres(luma, width, height);
        return new Pdq(hex(spectrum(small)), quality(small));
    }

    /** The pixels in the middle of each of 64x64 parts. */
    private static float[][] centres(float[] luma, int width, int height) {
        float[][] small = new float[SIDE][SIDE];
        for (int y = 0; y < SIDE; y++) {
            int row = (2 * y + 1) * height / (2 * SIDE) * width;
            for (int x = 0; x < SIDE; x++) {
                small[y][x] = luma[row + (2 * x + 1) * width / (2 * SIDE)];
            }
        }
        return small;
    }

    /** Differences between neighbours in whole percent of the range; the divisor is the publishers'. */
    private static int quality(float[][] small) {
        int sum = 0;
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                sum += y + 1 < SIDE ? percent(small[y][x] - small[y + 1][x]) : 0;
                sum += x + 1 < SIDE ? percent(small[y][x] - small[y][x + 1]) : 0;
            }
        }
        return Math.min(100, sum / 90);
    }

    private static int percent(float difference) {
        return Math.abs((int) (difference * 100 / 255));
    }

    /** The discrete cosine transform at vertical and horizontal frequencies 1 to 16, row by row; the mean is left out. */
    private static float[] spectrum(float[][] small) {
        float[] spectrum = new float[BITS];
        float[] columns = new float[SIDE];
        for (int i = 0; i < FREQUENCIES; i++) {
            Arrays.fill(columns, 0);
            for (int y = 0; y < SIDE; y++) {
                for (int x = 0; x < SIDE; x++) {
                    columns[x] += COSINES[i][y] * small[y][x];
                }
            }
            for (int j = 0; j < FREQUENCIES; j++) {
                float sum = 0;
                for (int x = 0; x < SIDE; x++) {
                    sum += columns[x] * COSINES[j][x];
                }
                spectrum[i * FREQUENCIES + j] = sum;
            }
        }
        return spectrum;
    }

    private static float[][] cosines() {
        float[][] cosines = new float[FREQUENCIES][SIDE];
        for (int i = 0; i < FREQUENCIES; i++) {
            for (int x = 0; x < SIDE; x++) {
                cosines[i][x] =
                        (float) (Math.sqrt(2.0 / SIDE) * StrictMath.cos(Math.PI / 2 / SIDE * (i + 1) * (2 * x + 1)));
            }
        }
        return cosines;
    }

    private static String hex(float[] spectrum) {
        float[] sorted = spectrum.clone();
        Arrays.sort(sorted);
        float median = sorted[BITS / 2 - 1];
        StringBuilder hex = new StringBuilder(BITS / 4);
        for (int i = BITS - 4; i >= 0; i -= 4) {
            int digit = 0;
            for (int bit = 3; bit >= 0; bit--) {
                digit = 2 * digit + (spectrum[i + bit] > median ? 1 : 0);
            }
            hex.append(Character.forDigit(digit, 16));
        }
        return hex.toString();
    }
}
