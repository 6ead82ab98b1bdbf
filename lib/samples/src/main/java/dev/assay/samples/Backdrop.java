package dev.assay.samples;

import java.awt.Color;
import java.util.SplittableRandom;

/** Paints what does not move: a room, a landscape or a desktop, laid out by a seed. */
final class Backdrop {
    private final Canvas canvas;
    private final SplittableRandom random;

    private Backdrop(Canvas canvas, SplittableRandom random) {
        this.canvas = canvas;
        this.random = random;
    }

    static void paint(Canvas canvas, String environment, String seed) {
        Backdrop backdrop = new Backdrop(canvas, Seeds.of(environment + "/" + seed));
        switch (environment) {
            case "indoor" -> backdrop.room();
            case "outdoor" -> backdrop.landscape();
            case "screen" -> backdrop.desktop();
            default -> throw new IllegalArgumentException("no such environment: " + environment);
        }
    }

    private double between(double low, double high) {
        return low + (high - low) * random.nextDouble();
    }

    /** A colour of a hue; saturation and brightness stay plausible for painted walls and things. */
    private Color colour(double lowest, double highest) {
        return Color.getHSBColor(
                (float) random.nextDouble(), (float) between(0.15, 0.6), (float) between(lowest, highest));
    }

    private void room() {
        Color wall = colour(0.25, 0.95);
        canvas.gradient(
                wall, random.nextBoolean() ? wall.darker() : colour(0.3, 0.95), 0, 0, 1, 1, random.nextBoolean());
        double corner = between(-0.3, 1.3);
        canvas.polygon(colour(0.25, 0.9), corner, 0, 1.4, -0.1, 1.4, 1, corner, 1);
        double floor = between(0.68, 0.9);
        canvas.rectangle(colour(0.15, 0.7), 0, floor, 1, 1 - floor);
        canvas.rectangle(colour(0.7, 1), 0, floor - 0.012, 1, 0.012);
        int things = random.nextInt(4, 8);
        for (int i = 0; i < things; i++) {
            thing(random.nextInt(7), between(-0.05, 0.9), floor);
        }
    }

    private void thing(int kind, double x, double floor) {
        switch (kind) {
            case 0 -> window(x, between(0.04, 0.3), between(0.15, 0.4), between(0.25, 0.5));
            case 1 -> shelf(x, between(0.05, 0.4), between(0.15, 0.35), between(0.2, 0.5));
            case 2 -> door(x, floor);
            case 3 -> poster(x, between(0.05, 0.4));
            case 4 -> lamp(x, floor);
            case 5 -> sofa(x, floor);
            default -> curtain(x, floor);
        }
    }

    private void window(double x, double y, double w, double h) {
        canvas.rectangle(colour(0.6, 1), x - 0.012, y - 0.02, w + 0.024, h + 0.04);
        canvas.gradient(new Color(235, 244, 255), new Color(170, 205, 240), x, y, w, h, false);
        canvas.rectangle(colour(0.6, 1), x + w / 2 - 0.006, y, 0.012, h);
        canvas.rectangle(colour(0.6, 1), x, y + h / 2 - 0.01, w, 0.02);
    }

    private void shelf(double x, double y, double w, double h) {
        canvas.rectangle(colour(0.15, 0.5), x, y, w, h);
        int rows = random.nextInt(2, 4);
        for (int row = 0; row < rows; row++) {
            double top = y + h * row / rows + 0.01;
            double tall = h / rows - 0.02;
            for (double at = x + 0.006; at < x + w - 0.02; ) {
                double thick = between(0.008, 0.022);
                double book = tall * between(0.65, 1);
                canvas.rectangle(colour(0.2, 1), at, top + tall - book, thick * 0.85, book);
                at += thick;
            }
        }
    }

    private void door(double x, double floor) {
        double w = between(0.12, 0.2);
        double top = between(0.08, 0.25);
        canvas.rectangle(colour(0.1, 0.45), x - 0.01, top - 0.02, w + 0.02, floor - top + 0.02);
        canvas.rectangle(colour(0.35, 0.8), x, top, w, floor - top);
        canvas.ellipse(new Color(225, 200, 120), x + w * 0.85, (top + floor) / 2, 0.012, 0.012);
    }

    private void poster(double x, double y) {
        double w = between(0.1, 0.25);
        double h = between(0.15, 0.35);
        canvas.rectangle(new Color(25, 25, 30), x - 0.006, y - 0.01, w + 0.012, h + 0.02);
        canvas.gradient(colour(0.4, 1), colour(0.2, 1), x, y, w, h, random.nextBoolean());
        for (int i = 0; i < 4; i++) {
            double cx = x + w * between(0.25, 0.75);
            canvas.ellipse(colour(0.2, 1), cx, y + h * between(0.3, 0.7), h * 0.15, h * 0.2);
        }
    }

    private void lamp(double x, double floor) {
        double top = between(0.2, 0.45);
        canvas.line(new Color(60, 55, 50), 0.012, x, top, x, floor);
        canvas.polygon(
                new Color(255, 236, 180), x - 0.03, top - 0.12, x + 0.03, top - 0.12, x + 0.06, top, x - 0.06, top);
    }

    private void sofa(double x, double floor) {
        Color cloth = colour(0.3, 0.85);
        double w = between(0.25, 0.5);
        canvas.rectangle(cloth, x, floor - 0.22, w, 0.24);
        canvas.rectangle(cloth.darker(), x - 0.03, floor - 0.1, w + 0.06, 0.16);
        canvas.rectangle(cloth.brighter(), x + w * between(0.1, 0.6), floor - 0.19, w * 0.25, 0.12);
    }

    private void curtain(double x, double floor) {
        Color cloth = colour(0.3, 0.9);
        double w = between(0.1, 0.25);
        for (int i = 0; i < 10; i++) {
            canvas.rectangle(i % 2 == 0 ? cloth : cloth.darker(), x + w * i / 10, 0, w / 10, floor);
        }
    }

    private void landscape() {
        double horizon = between(0.35, 0.75);
        Color zenith =
                Color.getHSBColor((float) between(0.52, 0.66), (float) between(0.2, 0.7), (float) between(0.6, 1));
        Color haze = Color.getHSBColor((float) between(0.02, 0.6), (float) between(0.05, 0.35), 1f);
        canvas.gradient(zenith, haze, 0, 0, 1, horizon, false);
        canvas.ellipse(new Color(255, 246, 205), between(0.05, 0.95), horizon * between(0.1, 0.7), 0.06, 0.06);
        Color ground =
                Color.getHSBColor((float) between(0.08, 0.36), (float) between(0.2, 0.7), (float) between(0.25, 0.7));
        hills(horizon);
        canvas.gradient(ground, ground.darker(), 0, horizon, 1, 1 - horizon, false);
        int things = random.nextInt(3, 8);
        for (int i = 0; i < things; i++) {
            double x = between(-0.05, 0.95);
            if (random.nextInt(5) < 3) {
                tree(x, horizon + between(0, 0.15));
            } else {
                building(x, horizon);
            }
        }
        if (random.nextBoolean()) {
            double at = between(0.2, 0.8);
            canvas.polygon(new Color(95, 95, 100), at - 0.02, horizon, at + 0.02, horizon, at + 0.35, 1, at - 0.35, 1);
        }
        grass(horizon, ground);
    }

    private void hills(double horizon) {
        int ranges = random.nextInt(1, 4);
        for (int i = 0; i < ranges; i++) {
            double peak = between(0.05, 0.95);
            double half = between(0.2, 0.7);
            Color slope = Color.getHSBColor((float) between(0.25, 0.65), 0.3f, (float) between(0.3, 0.75));
            canvas.polygon(slope, peak - half, horizon, peak, horizon - between(0.08, 0.35), peak + half, horizon);
        }
    }

    private void tree(double x, double foot) {
        double tall = between(0.2, 0.55);
        canvas.line(new Color(88, 62, 42), between(0.015, 0.04), x, foot, x, foot - tall * 0.7);
        for (int i = 0; i < 36; i++) {
            Color leaf = Color.getHSBColor((float) between(0.2, 0.38), 0.6f, (float) between(0.2, 0.65));
            double r = tall * between(0.05, 0.12);
            double cx = x + tall * between(-0.28, 0.28) / canvas.aspect();
            canvas.ellipse(leaf, cx, foot - tall * between(0.5, 1), r, r);
        }
    }

    private void building(double x, double horizon) {
        double w = between(0.1, 0.28);
        double tall = between(0.15, 0.5);
        canvas.rectangle(colour(0.3, 0.9), x, horizon - tall, w, tall + 0.02);
        Color pane = random.nextBoolean() ? new Color(60, 70, 90) : new Color(250, 235, 170);
        for (int row = 0; row < 5; row++) {
            for (int column = 0; column < 4; column++) {
                canvas.rectangle(
                        pane,
                        x + w * (0.1 + column * 0.22),
                        horizon - tall * (0.92 - row * 0.18),
                        w * 0.13,
                        tall * 0.1);
            }
        }
    }

    private void grass(double horizon, Color ground) {
        for (int i = 0; i < 90; i++) {
            double x = random.nextDouble();
            double y = horizon + (1 - horizon) * random.nextDouble();
            canvas.line(i % 2 == 0 ? ground.brighter() : ground.darker(), 0.004, x, y, x + 0.004, y - 0.02);
        }
    }

    private void desktop() {
        canvas.gradient(colour(0.3, 0.9), colour(0.2, 0.8), 0, 0, 1, 1, random.nextBoolean());
        canvas.rectangle(new Color(40, 42, 48), 0, 0.95, 1, 0.05);
        int windows = random.nextInt(2, 4);
        for (int i = 0; i < windows; i++) {
            double x = between(0.02, 0.5);
            double y = between(0.03, 0.4);
            double w = between(0.3, 0.48);
            canvas.rectangle(new Color(245, 246, 248), x, y, w, 0.5);
            canvas.rectangle(colour(0.4, 0.8), x, y, w, 0.045);
            for (int row = 0; row < 12; row++) {
                canvas.rectangle(
                        new Color(90, 95, 105), x + 0.02, y + 0.07 + row * 0.034, w * between(0.3, 0.9), 0.014);
            }
        }
    }
}
