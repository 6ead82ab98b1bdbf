package dev.assay.media;

/**
 * How the parts of a picture move: one speed for each block that tells, in long sides of the picture a second, so that sizes and
 * frame rates can be compared. Blocks that do not tell (no texture, or coded anew) are taken to move with the rest.
 */
final class MotionField {

    private final double[] across;
    private final double[] down;
    private final int silent;

    /**
     * Takes the arrays, of one length above 0, which nobody may change from now on.
     *
     * @param silent how many blocks do not tell
     */
    MotionField(double[] across, double[] down, int silent) {
        this.across = across;
        this.down = down;
        this.silent = silent;
    }

    /** Mean speed of the blocks. */
    double amount() {
        return mean(0, 0, Math.hypot(globalAcross(), globalDown()));
    }

    /** Speed to the right that half of the blocks exceed: the camera's, or that of what fills the picture. */
    double globalAcross() {
        return Numbers.median(across);
    }

    /** Likewise downwards. */
    double globalDown() {
        return Numbers.median(down);
    }

    /** Mean speed of the blocks that is left when all move by the global one. */
    double residual() {
        return mean(globalAcross(), globalDown(), 0);
    }

    private double mean(double overX, double overY, double silently) {
        double sum = silent * silently;
        for (int i = 0; i < across.length; i++) {
            sum += Math.hypot(across[i] - overX, down[i] - overY);
        }
        return sum / (across.length + silent);
    }
}
