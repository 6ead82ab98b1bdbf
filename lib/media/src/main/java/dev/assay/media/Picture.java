package dev.assay.media;

import org.jspecify.annotations.Nullable;

/** A decoded picture: 8-bit RGB, row by row, without padding. Belongs to one thread. */
final class Picture {

    private final int width;
    private final int height;
    private final byte[] rgb;
    private float @Nullable [] grey;

    /** Takes the array, which nobody may change from now on. */
    Picture(int width, int height, byte[] rgb) {
        if (rgb.length != 3 * width * height) {
            throw new IllegalArgumentException("expected " + 3 * width * height + " bytes, found " + rgb.length);
        }
        this.width = width;
        this.height = height;
        this.rgb = rgb;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /** The pixels themselves, for native code to copy; nobody may change them. */
    byte[] rgb() {
        return rgb;
    }

    /** Red, green or blue (0, 1, 2) of a pixel counted row by row, in 0..255. */
    int value(int pixel, int channel) {
        return rgb[3 * pixel + channel] & 0xFF;
    }

    /** Grey values on 0..255 (BT.601), reckoned once for all who ask; nobody may change them. */
    float[] grey() {
        if (grey == null) {
            grey = new float[width * height];
            for (int i = 0; i < grey.length; i++) {
                grey[i] = 0.299f * value(i, 0) + 0.587f * value(i, 1) + 0.114f * value(i, 2);
            }
        }
        return grey;
    }

    /** This picture turned clockwise by a multiple of 90 degrees. */
    Picture turned(int degrees) {
        if (degrees == 0) {
            return this;
        }
        boolean swap = degrees % 180 != 0;
        int newWidth = swap ? height : width;
        int newHeight = swap ? width : height;
        byte[] turned = new byte[rgb.length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int to =
                        switch (degrees) {
                            case 90 -> x * newWidth + (height - 1 - y);
                            case 180 -> (height - 1 - y) * newWidth + (width - 1 - x);
                            case 270 -> (width - 1 - x) * newWidth + y;
                            default -> throw new IllegalArgumentException("no quarter turn: " + degrees);
                        };
                System.arraycopy(rgb, 3 * (y * width + x), turned, 3 * to, 3);
            }
        }
        return new Picture(newWidth, newHeight, turned);
    }
}
