package dev.assay.media;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Some seconds of a video, every picture of them: how it moves, how its light flickers, how its face keeps.
 * A cut ends a stretch.
 */
final class Stretch {

    private final int rotation;
    private final List<MotionField> fields = new ArrayList<>();
    private final List<Double> light = new ArrayList<>();
    private final List<Double> faceLight = new ArrayList<>();
    private final FaceTrack track = new FaceTrack();
    private int frames;
    private double start = Double.NaN;
    private double anchor = Double.NaN;
    private double matched = Double.NaN;
    private double looked = Double.NaN;
    private @Nullable Grey before;
    private @Nullable Hsv colours;
    private boolean told;

    Stretch(int rotation) {
        this.rotation = rotation;
    }

    /** Takes the picture that a reader has come to; false where it lies behind the end, or belongs to another scene. */
    boolean take(FrameReader reader) {
        double time = reader.time();
        start = Double.isNaN(start) ? time : start;
        if (frames == Thresholds.integer("stretch.frames") || time - start > Thresholds.number("stretch.seconds")) {
            return false;
        }
        Optional<Picture> small = reader.picture(Thresholds.integer("stretch.light.side"));
        if (small.isEmpty() || isCut(small.get())) {
            return false;
        }
        frames++;
        codecMotion(reader, time);
        light(Grey.of(small.get().turned(rotation)));
        double step = Thresholds.number("stretch.step");
        if (Double.isNaN(looked) || time - looked >= step - reader.shownFor() / 2) {
            looked = time;
            reader.picture(Thresholds.integer("stretch.side")).ifPresent(picture -> look(time, picture));
        }
        return true;
    }

    private boolean isCut(Picture picture) {
        Hsv now = Hsv.of(picture);
        Hsv last = colours;
        colours = now;
        return last != null && now.isSizeOf(last) && now.difference(last) > Thresholds.number("scenes.cut");
    }

    private void codecMotion(FrameReader reader, double time) {
        reader.motion(time - anchor).ifPresent(field -> {
            told = true;
            fields.add(field);
        });
        if (!reader.isBetween()) {
            anchor = time;
        }
    }

    private void light(Grey grey) {
        light.add(grey.mean(0, 0, 1, 1) / 255);
        if (!track.isEmpty()) {
            Face face = track.face();
            double skin = grey.mean(face.x(), face.y(), face.width(), face.height()) / 255;
            faceLight.add(skin - light.get(light.size() - 1));
        }
    }

    private void look(double time, Picture picture) {
        if (!told) {
            Grey now = Grey.of(picture);
            if (before != null) {
                BlockMatch.between(before, now, time - matched).ifPresent(fields::add);
            }
            before = now;
            matched = time;
        }
        Picture upright = picture.turned(rotation);
        track.add(time, Faces.in(upright), upright);
    }

    int frames() {
        return frames;
    }

    /** Adds what this stretch tells, by column. */
    void tell(Map<String, List<Double>> numbers) {
        FaceTrack.put(numbers, "m_motion", middle(MotionField::amount));
        FaceTrack.put(
                numbers, "m_motion_global", middle(field -> Math.hypot(field.globalAcross(), field.globalDown())));
        FaceTrack.put(numbers, "m_motion_residual", middle(MotionField::residual));
        FaceTrack.put(numbers, "m_shake", shake());
        FaceTrack.put(numbers, "m_flicker", flicker(light));
        FaceTrack.put(numbers, "m_face_flicker", flicker(faceLight));
        track.tell(numbers);
    }

    private double middle(ToDoubleFunction<MotionField> number) {
        return Numbers.median(fields.stream().mapToDouble(number).toArray());
    }

    /** How much the global speed changes from one field to the next; the median. A pan has none. */
    private double shake() {
        double[] changes = new double[Math.max(0, fields.size() - 1)];
        for (int i = 0; i < changes.length; i++) {
            MotionField one = fields.get(i);
            MotionField next = fields.get(i + 1);
            changes[i] = Math.hypot(next.globalAcross() - one.globalAcross(), next.globalDown() - one.globalDown());
        }
        return Numbers.median(changes);
    }

    /** How far a picture's light is from the mean of those before and after it, halved; the median. A fade has none. */
    private static double flicker(List<Double> light) {
        double[] off = new double[Math.max(0, light.size() - 2)];
        for (int i = 0; i < off.length; i++) {
            off[i] = Math.abs((light.get(i) + light.get(i + 2)) / 2 - light.get(i + 1)) / 2;
        }
        return Numbers.median(off);
    }
}
