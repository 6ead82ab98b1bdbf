package dev.assay.samples;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.SplittableRandom;

/** One shot: a still backdrop, and what moves before it. */
final class Scene {
    private final Sample.Picture picture;
    private final Grade grade;
    private final BufferedImage backdrop;
    private final SplittableRandom layout;
    private final double x;
    private final double y;
    private final double scale;
    private final String seed;

    /** A scene of a picture; {@code shot} counts the cuts before it, and every shot has a layout of its own. */
    Scene(Sample.Picture picture, int shot, int width, int height) {
        this.picture = picture;
        this.grade = Grade.of(picture.lighting());
        this.seed = picture.content() + "#" + shot;
        this.backdrop = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        Canvas canvas = new Canvas(backdrop, grade);
        Backdrop.paint(canvas, picture.environment(), seed);
        canvas.close();
        this.layout = Seeds.of("layout/" + seed);
        this.x = 0.3 + 0.4 * layout.nextDouble();
        this.y = layout.nextDouble();
        this.scale = 0.85 + 0.35 * layout.nextDouble();
    }

    void paint(BufferedImage frame, double time) {
        backdrop.copyData(frame.getRaster());
        Canvas canvas = new Canvas(frame, grade);
        // A narrow frame holds a smaller head: what counts is how much of the width it fills.
        double fit = Math.min(1, canvas.aspect() / 1.2);
        switch (picture.shotType()) {
            case "talking_head" -> person().bust(canvas, x, 0.36 + 0.12 * y, 0.4 * scale * fit, time);
            case "selfie" -> selfie(canvas, 0.62 * scale * fit, time);
            case "interview" -> interview(canvas, 0.27 * scale * fit, time);
            case "group" -> group(canvas, 0.2 * scale * fit, time);
            case "wide" -> wide(canvas, time);
            case "object" -> object(canvas, time);
            case "screen" -> pointer(canvas, time);
            default -> canvas.ellipse(new Color(200, 120, 40), 0.2 + 0.03 * time, 0.7, 0.08, 0.08);
        }
        canvas.close();
    }

    private Figure person() {
        String identity = picture.identity();
        return Figure.of(identity == null ? seed : identity, picture.method());
    }

    private void selfie(Canvas canvas, double size, double time) {
        person().arm(canvas, x, 0.45, size);
        person().bust(canvas, x, 0.45 + 0.006 * Math.sin(1.7 * time), size, time);
    }

    private void interview(Canvas canvas, double size, double time) {
        boolean left = y < 0.5;
        double guest = left ? 0.3 : 0.7;
        person().bust(canvas, guest, 0.42, size, time);
        // The one who asks is seen from behind, at the edge.
        double host = left ? 0.93 : 0.07;
        canvas.ellipse(new Color(40, 36, 34), host, 0.5, size * 0.5, size * 0.62);
        canvas.ellipse(new Color(70, 74, 90), host, 0.98, size * 1.2, size * 1.1);
        double microphone = 0.42 + size * 1.05;
        canvas.line(new Color(30, 30, 30), 0.018, host, 0.95, (guest + host) / 2, microphone);
        canvas.ellipse(new Color(20, 20, 22), (guest + host) / 2, microphone, 0.03, 0.035);
    }

    private void group(Canvas canvas, double size, double time) {
        for (int i = 0; i < 4; i++) {
            Figure other = i == 1 ? person() : Figure.of(seed + i, null);
            other.bust(canvas, 0.14 + 0.24 * i, 0.4 + 0.06 * (i % 2), size, time + i);
        }
    }

    private void wide(Canvas canvas, double time) {
        double pace = 0.012 * (y < 0.5 ? 1 : -1);
        person().walker(canvas, x + pace * time, 0.9, 0.06 * scale, time);
    }

    private void object(Canvas canvas, double time) {
        Color glaze = Color.getHSBColor((float) y, 0.7f, 0.75f);
        canvas.rectangle(new Color(120, 85, 55), 0, 0.75, 1, 0.25);
        canvas.ellipse(glaze, x, 0.62, 0.2 * scale, 0.2 * scale);
        canvas.rectangle(glaze, x - 0.06, 0.3, 0.12, 0.2);
        canvas.ellipse(glaze.brighter(), x + 0.04 * Math.cos(time), 0.58, 0.04, 0.06);
    }

    private void pointer(Canvas canvas, double time) {
        double px = 0.5 + 0.3 * Math.sin(0.5 * time);
        double py = 0.5 + 0.25 * Math.cos(0.4 * time);
        canvas.polygon(Color.BLACK, px, py, px, py + 0.06, px + 0.025, py + 0.045);
    }
}
