package dev.assay.media;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

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

    /** Of a whole picture, as the publishers' program has it. */
    static Pdq of(Picture picture) {
        return of(picture, 0, 0);
    }

    /**
     * Of a picture without the bars around it: with them a film would be another film on another screen.
     *
     * @param side columns of pixels to leave out on each side
     * @param edge rows of pixels to leave out above and below
     */
    static Pdq of(Picture picture, int side, int edge) {
        int width = picture.width() - 2 * side;
        int height = picture.height() - 2 * edge;
        if (width < SMALLEST || height < SMALLEST) {
            return NONE;
        }
        // Luma of ITU-R BT.601 in single precision, as the published hashes have it.
        float[] luma = new float[width * height];
        for (int y = 0; y < height; y++) {
            System.arraycopy(picture.grey(), (edge + y) * picture.width() + side, luma, y * width, width);
        }
        // What has the size already is not blurred.
        if (width != SIDE || height != SIDE) {
            BoxFilter.blurTwice(luma, width, height, SIDE);
        }
        float[][] small = centres(luma, width, height);
        return new Pdq(hex(spectrum(small)), quality(small));
    }

    /** The hashes that say enough to be compared, with spaces between; empty where none does. */
    static Optional<String> join(List<Pdq> hashes) {
        String joined = hashes.stream()
                .filter(pdq -> pdq.quality() >= Thresholds.integer("pdq.quality"))
                .map(Pdq::hash)
                .collect(Collectors.joining(" "));
        return joined.isEmpty() ? Optional.empty() : Optional.of(joined);
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
