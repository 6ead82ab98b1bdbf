package dev.assay.media;

/**
 * A face in a picture. Places and sizes are proportions of the picture as displayed: x and width of its width, y and
 * height of its height.
 *
 * @param x left edge
 * @param y upper edge
 * @param yaw degrees that the head is turned sideways, without its side: 0 looks into the camera; NaN where nothing
 *     tells
 * @param confidence of its being a face, in [0,1]
 */
record Face(double x, double y, double width, double height, double yaw, double confidence) {

    double centreX() {
        return x + width / 2;
    }

    double centreY() {
        return y + height / 2;
    }

    double area() {
        return width * height;
    }

    /** Intersection over union of the two boxes, in [0,1]. */
    double overlap(Face other) {
        double across = Math.min(x + width, other.x + other.width) - Math.max(x, other.x);
        double down = Math.min(y + height, other.y + other.height) - Math.max(y, other.y);
        double common = Math.max(0, across) * Math.max(0, down);
        return common == 0 ? 0 : common / (area() + other.area() - common);
    }
}
