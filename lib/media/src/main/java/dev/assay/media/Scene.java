package dev.assay.media;

import java.util.Arrays;

/**
 * What kind of scene a picture shows, by its surfaces: shares of blocks of 16 x 16 pixels, measured at the working size,
 * where "detail" is the mean absolute difference of neighbouring grey values (0..255).
 *
 * @param sky share of smooth blocks, blue or among the lightest and colourless, that reach down from the upper edge
 * @param vegetation share of blocks that are green, no bluer than red, and textured
 * @param detailed share of blocks full of detail
 * @param smooth share of blocks with little detail that are not dark: walls, skies, what is out of focus
 * @param flat share of blocks without any: drawings, black, blown light; a camera's noise leaves some
 * @param upright share of edge strength within 8 degrees of vertical or horizontal; 0.18 by chance
 * @param central detail of the middle relative to that along the border
 * @param fineness difference over one pixel relative to that over eight; about 0.35 where detail falls off with its
 *     frequency as in most views, more where one texture fills the picture
 * @param palette share of the eight commonest colours, at four bits a channel
 * @param ground share of the blocks along the border that are plain and of one colour: what lies before a backdrop or on a
 *     sheet has it all round
 * @param standing share of edge pixels in long vertical lines, as {@link Lines} has it
 * @param lying the same in long horizontal ones
 * @param layers how much of the variance of light is between rows of blocks, less what is between columns, in [-1,1]: outdoors
 *     the world lies in layers, sky over hills over ground, and indoors it stands side by side
 * @param tints the same of blue over red: sky is bluer than ground
 */
record Scene(
        double sky,
        double vegetation,
        double detailed,
        double smooth,
        double flat,
        double upright,
        double central,
        double fineness,
        double palette,
        double ground,
        double standing,
        double lying,
        double layers,
        double tints) {

    static Scene of(Picture picture) {
        float[] grey = picture.grey();
        SceneBlocks blocks = SceneBlocks.of(picture, grey);
        Lines lines = Lines.of(picture);
        return new Scene(
                blocks.sky(),
                blocks.vegetation(),
                blocks.above(Thresholds.number("scene.block.detailed")),
                blocks.smooth(),
                1 - blocks.above(Thresholds.number("scene.block.flat")),
                lines.upright(),
                blocks.central(),
                fineness(picture, grey),
                palette(picture),
                blocks.ground(),
                lines.standing(),
                lines.lying(),
                blocks.layers(),
                blocks.tints());
    }

    /** Whether it is a drawing or a screen, or may be one: nothing of its surfaces tells a place then. */
    boolean isFlat() {
        return flat >= Thresholds.number("scene.flat");
    }

    /** Whether it is little but a few colours: letters, a logo, a window. */
    boolean isScreen() {
        return palette >= Thresholds.number("scene.screen.palette") && flat >= Thresholds.number("scene.screen.flat");
    }

    /** Whether one texture fills it, seen from near by: fur, a circuit board. */
    boolean isTexture() {
        return fineness >= Thresholds.number("scene.texture") && smooth < Thresholds.number("scene.texture.smooth");
    }

    private static double fineness(Picture picture, float[] grey) {
        double fine = 0;
        double coarse = 0;
        for (int y = 0; y < picture.height(); y++) {
            for (int x = 4; x < picture.width() - 4; x++) {
                int i = y * picture.width() + x;
                fine += Math.abs(grey[i + 1] - grey[i]);
                coarse += Math.abs(grey[i + 4] - grey[i - 4]);
            }
        }
        return coarse == 0 ? 0 : fine / coarse;
    }

    /** The eight largest, which takes less than sorting all. */
    private static int[] commonest(int[] counts) {
        int[] most = new int[8];
        for (int count : counts) {
            int place = 0;
            while (place < most.length && most[place] < count) {
                most[Math.max(0, place - 1)] = most[place];
                place++;
            }
            if (place > 0) {
                most[place - 1] = count;
            }
        }
        return most;
    }

    private static double palette(Picture picture) {
        int[] counts = new int[4096];
        int pixels = picture.width() * picture.height();
        for (int i = 0; i < pixels; i++) {
            counts[(picture.value(i, 0) >> 4) << 8 | (picture.value(i, 1) >> 4) << 4 | picture.value(i, 2) >> 4]++;
        }
        return (double) Arrays.stream(commonest(counts)).sum() / pixels;
    }
}
