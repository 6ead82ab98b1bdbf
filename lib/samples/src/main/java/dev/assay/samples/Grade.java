package dev.assay.samples;

import java.awt.Color;

/**
 * The light of a scene, applied to every colour before it is painted, so that no pixel escapes it.
 *
 * <p>Luma is sqrt(.241 R2 + .691 G2 + .068 B2) / 255: {@code LOW} stays below 0.27, {@code BRIGHT} above 0.55.
 */
enum Grade {
    LOW(0, 0.25),
    NEUTRAL(0, 1),
    BRIGHT(0.58, 0.41);

    private final double floor;
    private final double gain;

    Grade(double floor, double gain) {
        this.floor = floor;
        this.gain = gain;
    }

    static Grade of(String lighting) {
        return switch (lighting) {
            case "low" -> LOW;
            case "neutral" -> NEUTRAL;
            case "bright" -> BRIGHT;
            default -> throw new IllegalArgumentException("lighting must be low, neutral or bright, found " + lighting);
        };
    }

    Color of(Color plain) {
        return new Color(level(plain.getRed()), level(plain.getGreen()), level(plain.getBlue()));
    }

    private int level(int plain) {
        return (int) Math.round(255 * floor + gain * plain);
    }
}
