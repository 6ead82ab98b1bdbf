package dev.assay.media;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** Mean colour and detail of the blocks of a picture; a rest at the right and lower edge is left out. */
final class SceneBlocks {

    private static final int SIDE = 16;

    private final int columns;
    private final int rows;
    private final double[] detail;
    private final double[][] colour;

    private SceneBlocks(int columns, int rows) {
        this.columns = columns;
        this.rows = rows;
        detail = new double[columns * rows];
        colour = new double[3][columns * rows];
    }

    static SceneBlocks of(Picture picture, float[] grey) {
        SceneBlocks blocks = new SceneBlocks(picture.width() / SIDE, picture.height() / SIDE);
        for (int y = 0; y < blocks.rows * SIDE; y++) {
            for (int column = 0; column < blocks.columns; column++) {
                blocks.add(picture, grey, column, y);
            }
        }
        return blocks;
    }

    /** One row of a block's pixels. */
    private void add(Picture picture, float[] grey, int column, int y) {
        int width = picture.width();
        int from = y * width + column * SIDE;
        int red = 0;
        int green = 0;
        int blue = 0;
        for (int pixel = from; pixel < from + SIDE; pixel++) {
            red += picture.value(pixel, 0);
            green += picture.value(pixel, 1);
            blue += picture.value(pixel, 2);
        }
        int block = (y / SIDE) * columns + column;
        colour[0][block] += red / (double) (SIDE * SIDE);
        colour[1][block] += green / (double) (SIDE * SIDE);
        colour[2][block] += blue / (double) (SIDE * SIDE);
        double steps = 0;
        int end = y + 1 < picture.height() ? Math.min(from + SIDE, (y + 1) * width - 1) : from;
        for (int pixel = from; pixel < end; pixel++) {
            steps += Math.abs(grey[pixel + 1] - grey[pixel]) + Math.abs(grey[pixel + width] - grey[pixel]);
        }
        detail[block] += steps / (2 * SIDE * SIDE);
    }

    private double share(int blocks) {
        return detail.length == 0 ? 0 : (double) blocks / detail.length;
    }

    /** The share of blocks with more detail than so much. */
    double above(double limit) {
        int count = 0;
        for (double each : detail) {
            count += each > limit ? 1 : 0;
        }
        return share(count);
    }

    /** The share of blocks with little detail; the dark ones do not count, since night has no surface. */
    double smooth() {
        int count = 0;
        for (int block = 0; block < detail.length; block++) {
            boolean dark = light(block) < Thresholds.number("scene.block.dark");
            count += detail[block] <= Thresholds.number("scene.block.smooth") && !dark ? 1 : 0;
        }
        return share(count);
    }

    /** The share of sky. */
    double sky() {
        double lightest = lightest();
        int count = 0;
        for (int column = 0; column < columns; column++) {
            int row = 0;
            while (row < rows && isSky(row * columns + column, lightest)) {
                count++;
                row++;
            }
        }
        return share(count);
    }

    private double lightest() {
        return IntStream.range(0, detail.length).mapToDouble(this::light).max().orElse(0);
    }

    private double light(int block) {
        return (colour[0][block] + colour[1][block] + colour[2][block]) / 3;
    }

    private boolean isSky(int block, double lightest) {
        double red = colour[0][block];
        double green = colour[1][block];
        double blue = colour[2][block];
        double chroma = Math.max(red, Math.max(green, blue)) - Math.min(red, Math.min(green, blue));
        boolean isCloud = light(block) > 0.75 * lightest
                && light(block) > Thresholds.number("scene.sky.light")
                && chroma < Thresholds.number("scene.sky.chroma");
        return (isBlue(block) || isCloud) && detail[block] < Thresholds.number("scene.sky.detail");
    }

    private boolean isBlue(int block) {
        double blue = colour[2][block];
        return blue > 1.15 * colour[0][block] && blue > colour[1][block] && blue > Thresholds.number("scene.sky.blue");
    }

    /** Excess green, (2G - R - B) / (R + G + B) (Woebbecke et al., 1995), of what is textured and not bluish. */
    double vegetation() {
        int count = 0;
        for (int block = 0; block < detail.length; block++) {
            double red = colour[0][block];
            double blue = colour[2][block];
            double excess = (2 * colour[1][block] - red - blue) / (3 * light(block) + 1);
            boolean leafy = excess > Thresholds.number("scene.vegetation.excess") && red >= blue;
            count += leafy && detail[block] > Thresholds.number("scene.vegetation.detail") ? 1 : 0;
        }
        return share(count);
    }

    /** The share of the blocks along the border that are plain and as coloured as the first corner that most of them match. */
    double ground() {
        int[] border =
                IntStream.range(0, detail.length).filter(this::isOnBorder).toArray();
        int most = 0;
        for (int corner : new int[] {0, columns - 1, detail.length - columns, detail.length - 1}) {
            int same = 0;
            for (int block : border) {
                same += isPlain(block) && isAlike(block, corner) ? 1 : 0;
            }
            most = Math.max(most, same);
        }
        return border.length == 0 ? 0 : (double) most / border.length;
    }

    private boolean isPlain(int block) {
        return detail[block] <= Thresholds.number("scene.block.smooth");
    }

    private boolean isAlike(int one, int other) {
        double most = Thresholds.number("scene.block.alike");
        return Math.abs(colour[0][one] - colour[0][other]) <= most
                && Math.abs(colour[1][one] - colour[1][other]) <= most
                && Math.abs(colour[2][one] - colour[2][other]) <= most;
    }

    private boolean isOnBorder(int block) {
        int row = block / columns;
        int column = block % columns;
        return row == 0 || column == 0 || row == rows - 1 || column == columns - 1;
    }

    /** The share of the variance of light that is between rows, less that between columns; 0 where all is of one light. */
    double layers() {
        return layers(block -> 0.299 * colour[0][block] + 0.587 * colour[1][block] + 0.114 * colour[2][block]);
    }

    /** The same of blue over red. */
    double tints() {
        return layers(block -> colour[2][block] - colour[0][block]);
    }

    private double layers(IntToDoubleFunction number) {
        double[] values = IntStream.range(0, detail.length).mapToDouble(number).toArray();
        double[] byRow = new double[rows];
        double[] byColumn = new double[columns];
        for (int block = 0; block < values.length; block++) {
            byRow[block / columns] += values[block] / columns;
            byColumn[block % columns] += values[block] / rows;
        }
        // A grey value of one, lest nothing be divided by nothing.
        return (variance(byRow) - variance(byColumn)) / (variance(values) + 1);
    }

    private static double variance(double[] values) {
        double mean = Arrays.stream(values).average().orElse(0);
        return Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElse(0);
    }

    double central() {
        double middle = 0;
        double border = 0;
        int inMiddle = 0;
        int onBorder = 0;
        for (int block = 0; block < detail.length; block++) {
            int row = block / columns;
            int column = block % columns;
            if (isOnBorder(block)) {
                border += detail[block];
                onBorder++;
            } else if (4 * row > rows
                    && 4 * row < 3 * rows - 4
                    && 4 * column > columns
                    && 4 * column < 3 * columns - 4) {
                middle += detail[block];
                inMiddle++;
            }
        }
        // A tenth of a grey value, lest nothing be divided by nothing.
        return inMiddle == 0 ? 1 : (middle / inMiddle) / (border / onBorder + 0.1);
    }
}
