package dev.assay.samples;

import java.awt.Color;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A person drawn from ovals: skin, hair and proportions follow the identity, so that one person looks alike in every
 * video; eyes blink, the head sways and the mouth moves with time.
 */
final class Figure {
    private final Color skin;
    private final Color hair;
    private final Color cloth;
    private final double narrow;
    private final double fringe;
    private final double phase;
    private final @Nullable Color mask;

    private Figure(SplittableRandom random, @Nullable Color mask) {
        float tone = (float) random.nextDouble();
        this.skin = new Color(0.95f - 0.55f * tone, 0.78f - 0.52f * tone, 0.66f - 0.5f * tone);
        this.hair = Color.getHSBColor(
                (float) (0.02 + 0.1 * random.nextDouble()), 0.5f, (float) (0.08 + 0.6 * random.nextDouble()));
        this.cloth = Color.getHSBColor((float) random.nextDouble(), 0.6f, (float) (0.2 + 0.7 * random.nextDouble()));
        this.narrow = 0.66 + 0.16 * random.nextDouble();
        this.fringe = 0.35 + 0.3 * random.nextDouble();
        this.phase = 6 * random.nextDouble();
        this.mask = mask;
    }

    static Figure of(String identity, @Nullable String method) {
        SplittableRandom random = Seeds.of("person/" + identity);
        return new Figure(random, method == null ? null : seam(method));
    }

    /** Forged faces show a seam: a tone that does not quite fit, another for every method. */
    private static Color seam(String method) {
        return Color.getHSBColor((float) Seeds.of("method/" + method).nextDouble(), 0.35f, 0.8f);
    }

    /** Head and shoulders; {@code size} is the head's height as a share of the frame's. */
    void bust(Canvas canvas, double x, double y, double size, double time) {
        double sway = 0.02 * size * Math.sin(0.9 * time + phase);
        double cx = x + sway / canvas.aspect();
        canvas.ellipse(cloth, x, y + size * 1.28, size * 0.95, size * 0.62);
        canvas.rectangle(
                cloth, x - size * 0.95 / canvas.aspect(), y + size * 1.28, 2 * size * 0.95 / canvas.aspect(), 1);
        canvas.rectangle(
                skin.darker(),
                x - size * 0.16 / canvas.aspect(),
                y + size * 0.3,
                0.32 * size / canvas.aspect(),
                size * 0.42);
        head(canvas, cx, y, size, time);
    }

    private void head(Canvas canvas, double x, double y, double size, double time) {
        double half = size / 2;
        canvas.ellipse(hair, x, y - half * 0.12, half * (narrow + 0.14), half * 1.06);
        canvas.ellipse(skin, x, y + half * 0.06, half * narrow, half * 0.95);
        canvas.ellipse(hair, x, y - half * 0.78, half * narrow * 0.9, half * fringe * 0.6);
        if (mask != null) {
            canvas.ellipse(mask, x, y + half * 0.18, half * narrow * 0.8, half * 0.66);
            canvas.ellipse(skin, x, y + half * 0.18, half * narrow * 0.74, half * 0.6);
        }
        boolean blink = (time + phase) % 3.1 < 0.14;
        eye(canvas, x - half * 0.3 / canvas.aspect(), y - half * 0.05, half, blink);
        eye(canvas, x + half * 0.3 / canvas.aspect(), y - half * 0.05, half, blink);
        double nose = half * 0.05 / canvas.aspect();
        canvas.line(skin.darker(), half * 0.05, x, y + half * 0.05, x + nose, y + half * 0.28);
        double open = half * (0.03 + 0.07 * Math.abs(Math.sin(3.7 * time + phase)));
        canvas.ellipse(new Color(150, 62, 62), x, y + half * 0.52, half * 0.25, open);
    }

    private void eye(Canvas canvas, double x, double y, double half, boolean blink) {
        double brow = half * 0.15 / canvas.aspect();
        canvas.line(hair, half * 0.06, x - brow, y - half * 0.2, x + brow, y - half * 0.22);
        if (blink) {
            canvas.line(skin.darker(), half * 0.04, x - brow, y, x + brow, y);
            return;
        }
        canvas.ellipse(new Color(245, 245, 245), x, y, half * 0.15, half * 0.085);
        canvas.ellipse(new Color(45, 35, 30), x, y, half * 0.07, half * 0.075);
    }

    /** A whole person who walks; {@code size} is the head's height, {@code foot} the ground's y. */
    void walker(Canvas canvas, double x, double foot, double size, double time) {
        double step = Math.sin(4 * time + phase) * size * 0.8 / canvas.aspect();
        double hip = foot - size * 3.2;
        canvas.line(cloth.darker(), size * 0.45, x, hip, x + step, foot);
        canvas.line(cloth.darker(), size * 0.45, x, hip, x - step, foot);
        canvas.ellipse(cloth, x, foot - size * 4.4, size * 0.75, size * 1.5);
        head(canvas, x, foot - size * 6.2, size, time);
    }

    /** The arm that holds the camera in a selfie. */
    void arm(Canvas canvas, double x, double y, double size) {
        canvas.line(cloth, size * 0.36, x + size * 0.55 / canvas.aspect(), y + size * 1.2, 1.05, 0.93);
    }
}
