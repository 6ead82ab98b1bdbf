package dev.assay.media;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One face through a stretch of a video, and what in it forged faces are known to betray: a box that trembles, skin that changes
 * from one moment to the next, an edge where a face was pasted. Tells, and no verdict: compression, a hand-held camera and a
 * poor detector do the same to real ones.
 */
final class FaceTrack {

    /** Values across and down of the patch by which one face is compared with itself. */
    private static final int PATCH = 24;

    /** Seconds between two sights that are compared: long enough to drift, too short to turn away. */
    private static final double APART = 0.5;

    private final List<Face> faces = new ArrayList<>();
    private final List<Double> times = new ArrayList<>();
    private final List<double[]> patches = new ArrayList<>();
    private final List<Double> edges = new ArrayList<>();

    /** Adds the face that continues the last one, or the largest to begin with; one that is lost for a moment is kept. */
    void add(double time, List<Face> seen, Picture picture) {
        Face face = next(seen);
        if (face != null) {
            Grey grey = Grey.of(picture);
            faces.add(face);
            times.add(time);
            patches.add(patch(grey, face));
            edges.add(edge(grey, face));
        }
    }

    private @Nullable Face next(List<Face> seen) {
        Face best = null;
        for (Face face : seen) {
            boolean continues = faces.isEmpty() || face.overlap(last()) > Thresholds.number("faces.overlap");
            if (continues && (best == null || score(face) > score(best))) {
                best = face;
            }
        }
        return best;
    }

    private double score(Face face) {
        return faces.isEmpty() ? face.area() : face.overlap(last());
    }

    private Face last() {
        return faces.get(faces.size() - 1);
    }

    boolean isEmpty() {
        return faces.isEmpty();
    }

    /** The box seen last. */
    Face face() {
        return last();
    }

    /** Adds what this track tells, by column. */
    void tell(Map<String, List<Double>> numbers) {
        put(numbers, "m_face_jitter", jitter());
        put(numbers, "m_face_drift", drift());
        put(numbers, "m_face_edge", Numbers.median(array(edges)));
        double[] yaws = faces.stream()
                .mapToDouble(Face::yaw)
                .filter(yaw -> !Double.isNaN(yaw))
                .sorted()
                .toArray();
        put(numbers, "m_yaw_spread", yaws.length < 2 ? Double.NaN : yaws[yaws.length - 1] - yaws[0]);
    }

    static void put(Map<String, List<Double>> numbers, String column, double value) {
        if (Double.isFinite(value)) {
            numbers.computeIfAbsent(column, name -> new ArrayList<>()).add(value);
        }
    }

    /**
     * How far the box is from half way between where it was and where it will be, in its own sizes; the median. A head that moves
     * evenly has none.
     */
    private double jitter() {
        double[] off = new double[Math.max(0, faces.size() - 2)];
        for (int i = 0; i < off.length; i++) {
            Face one = faces.get(i);
            Face middle = faces.get(i + 1);
            Face other = faces.get(i + 2);
            off[i] = Math.hypot(
                            (one.centreX() + other.centreX()) / 2 - middle.centreX(),
                            ((one.centreY() + other.centreY()) / 2 - middle.centreY())
                                    * middle.width()
                                    / middle.height())
                    / middle.width();
        }
        return Numbers.median(off);
    }

    /** One less the median correlation of what the box shows with what it shows half a second later, in [0,2]. */
    private double drift() {
        List<Double> correlations = new ArrayList<>();
        for (int i = 0; i < faces.size(); i++) {
            for (int k = i + 1; k < faces.size(); k++) {
                if (times.get(k) - times.get(i) >= APART) {
                    correlations.add(correlation(patches.get(i), patches.get(k)));
                    break;
                }
            }
        }
        return 1 - Numbers.median(array(correlations));
    }

    private static double correlation(double[] one, double[] other) {
        double product = 0;
        for (int i = 0; i < one.length; i++) {
            product += one[i] * other[i];
        }
        return product;
    }

    /** The box's grey values at one size, without their mean, and of length 1. */
    private static double[] patch(Grey grey, Face face) {
        double[] patch = new double[PATCH * PATCH];
        double sum = 0;
        for (int i = 0; i < patch.length; i++) {
            int column = i % PATCH;
            int row = i / PATCH;
            double x = face.x() + face.width() * (column + .5) / PATCH;
            double y = face.y() + face.height() * (row + .5) / PATCH;
            patch[i] = grey.between(x * grey.width() - .5, y * grey.height() - .5);
            sum += patch[i];
        }
        double squares = 0;
        for (int i = 0; i < patch.length; i++) {
            patch[i] -= sum / patch.length;
            squares += patch[i] * patch[i];
        }
        double length = Math.sqrt(Math.max(squares, 1e-9));
        for (int i = 0; i < patch.length; i++) {
            patch[i] /= length;
        }
        return patch;
    }

    /** The mean gradient in the ring around the box (to 1.3 of its size) over that inside (to 0.7). */
    private static double edge(Grey grey, Face face) {
        double[] sums = new double[2];
        int[] counts = new int[2];
        for (int y = 1; y < grey.height() - 1; y++) {
            for (int x = 1; x < grey.width() - 1; x++) {
                double across = Math.abs((x + .5) / grey.width() - face.centreX()) / (face.width() / 2);
                double down = Math.abs((y + .5) / grey.height() - face.centreY()) / (face.height() / 2);
                double out = Math.max(across, down);
                int zone = out <= .7 ? 0 : out >= .9 && out <= 1.3 ? 1 : -1;
                if (zone >= 0) {
                    sums[zone] += grey.gradient(x, y);
                    counts[zone]++;
                }
            }
        }
        double inside = sums[0] / Math.max(1, counts[0]);
        return counts[1] == 0 || inside < 1e-3 ? Double.NaN : sums[1] / counts[1] / inside;
    }

    private static double[] array(List<Double> numbers) {
        return numbers.stream().mapToDouble(number -> number).toArray();
    }
}
