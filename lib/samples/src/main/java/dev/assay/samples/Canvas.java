package dev.assay.samples;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;

/** Paints plain shapes in a unit frame (x and y in [0,1]) under one light. */
final class Canvas {
    private final Graphics2D graphics;
    private final Grade grade;
    private final double width;
    private final double height;

    Canvas(BufferedImage image, Grade grade) {
        this.graphics = image.createGraphics();
        this.grade = grade;
        this.width = image.getWidth();
        this.height = image.getHeight();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    }

    /** Width over height: what a circle's x radius must be divided by. */
    double aspect() {
        return width / height;
    }

    void rectangle(Color colour, double x, double y, double w, double h) {
        graphics.setColor(grade.of(colour));
        graphics.fill(new Rectangle2D.Double(x * width, y * height, w * width, h * height));
    }

    void gradient(Color from, Color to, double x, double y, double w, double h, boolean sideways) {
        float x2 = (float) ((sideways ? x + w : x) * width);
        float y2 = (float) ((sideways ? y : y + h) * height);
        graphics.setPaint(
                new GradientPaint((float) (x * width), (float) (y * height), grade.of(from), x2, y2, grade.of(to)));
        graphics.fill(new Rectangle2D.Double(x * width, y * height, w * width, h * height));
    }

    /** An ellipse about a centre; both radii are shares of the frame's height. */
    void ellipse(Color colour, double x, double y, double rx, double ry) {
        graphics.setColor(grade.of(colour));
        graphics.fill(new Ellipse2D.Double(
                x * width - rx * height, y * height - ry * height, 2 * rx * height, 2 * ry * height));
    }

    /** A line; its thickness is a share of the frame's height. */
    void line(Color colour, double thickness, double x1, double y1, double x2, double y2) {
        graphics.setColor(grade.of(colour));
        graphics.setStroke(
                new BasicStroke((float) (thickness * height), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        Path2D path = new Path2D.Double();
        path.moveTo(x1 * width, y1 * height);
        path.lineTo(x2 * width, y2 * height);
        graphics.draw(path);
    }

    /** A polygon through points x1, y1, x2, y2, ... */
    void polygon(Color colour, double... points) {
        graphics.setColor(grade.of(colour));
        Path2D path = new Path2D.Double();
        path.moveTo(points[0] * width, points[1] * height);
        for (int i = 2; i < points.length; i += 2) {
            path.lineTo(points[i] * width, points[i + 1] * height);
        }
        path.closePath();
        graphics.fill(path);
    }

    void close() {
        graphics.dispose();
    }
}
