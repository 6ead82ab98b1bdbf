package dev.assay.media;

import java.util.List;

/** How much there is to see behind people: the mean gradient by Sobel's operator outside the boxes of head and body. */
final class Background {

    private Background() {}

    /** On the scale of grey values 0..255; NaN where no face is seen or people fill the picture. */
    static double of(Picture picture, List<Face> faces) {
        if (faces.isEmpty()) {
            return Double.NaN;
        }
        float[] grey = picture.grey();
        int width = picture.width();
        double sum = 0;
        int count = 0;
        for (int y = 1; y < picture.height() - 1; y++) {
            for (int x = 1; x < width - 1; x++) {
                if (!isPerson(faces, (double) x / width, (double) y / picture.height())) {
                    sum += sobel(grey, y * width + x, width);
                    count++;
                }
            }
        }
        return count < width * picture.height() / 10 ? Double.NaN : sum / count;
    }

    /** In the box of a face, or below it: shoulders are taken for three faces wide. */
    private static boolean isPerson(List<Face> faces, double x, double y) {
        for (Face face : faces) {
            double reach = face.width() * (y > face.y() + face.height() ? 1.5 : 0.75);
            if (y >= face.y() - face.height() / 4 && Math.abs(x - face.centreX()) <= reach) {
                return true;
            }
        }
        return false;
    }

    private static double sobel(float[] grey, int i, int width) {
        double across = grey[i + 1 - width]
                + 2 * grey[i + 1]
                + grey[i + 1 + width]
                - grey[i - 1 - width]
                - 2 * grey[i - 1]
                - grey[i - 1 + width];
        double down = grey[i + width - 1]
                + 2 * grey[i + width]
                + grey[i + width + 1]
                - grey[i - width - 1]
                - 2 * grey[i - width]
                - grey[i - width + 1];
        // Not Math.hypot, whose care for overflow costs ten times as much.
        return Math.sqrt(across * across + down * down) / 4;
    }
}
