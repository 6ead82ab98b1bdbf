package dev.assay.media;

import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_RGB2GRAY;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;
import static org.bytedeco.opencv.global.opencv_imgproc.equalizeHist;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Faces on which two kinds of cascade agree: the quick one (local binary patterns) proposes, the other (Haar features)
 * looks there again. Each alone sees faces in flowers; together they seldom do, and miss what is small, turned or covered.
 */
final class CascadeFaces implements FaceDetector {

    /** Twice the size that the cascade was trained on: up to it, places two pixels apart are looked at. */
    private static final int OCTAVE = 48;

    private final int side = Thresholds.integer("faces.side");
    private final double step = Thresholds.number("faces.step");
    private final int smallest = Thresholds.integer("faces.smallest");
    private final Cascade proposes = Cascade.of("lbpcascades/lbpcascade_frontalface.xml");
    private final Cascade confirms = Cascade.of("haarcascades/haarcascade_frontalface_alt2.xml");

    @SuppressWarnings("try") // The scope takes in what is made while it is open.
    @Override
    public List<Face> find(Picture picture) {
        try (PointerScope scope = new PointerScope()) {
            Mat grey = grey(picture);
            List<Face> found = new ArrayList<>();
            for (Rect box : proposed(grey)) {
                around(grey, box)
                        .flatMap(near -> confirm(grey, near, box))
                        .ifPresent(sure -> found.add(face(grey, sure)));
            }
            found.removeIf(face -> face.centreY() > Thresholds.number("faces.lowest"));
            return Boxes.distinct(found, Thresholds.number("faces.overlap"));
        }
    }

    /**
     * Sizes behind the first octave in a picture half as large: sought a pixel apart there, as the cascade's implementation does from
     * twice its smallest size on, large faces would be looked for at places four times as dense as small ones.
     */
    private List<Rect> proposed(Mat grey) {
        List<Rect> boxes = new ArrayList<>(proposes.find(grey, step, 1, smallest, OCTAVE));
        Mat half = new Mat();
        resize(grey, half, new Size((grey.cols() + 1) / 2, (grey.rows() + 1) / 2), 0, 0, INTER_AREA);
        for (Rect box : proposes.find(half, step, 1, smallest, 0)) {
            boxes.add(new Rect(2 * box.x(), 2 * box.y(), 2 * box.width(), 2 * box.height()));
        }
        return boxes;
    }

    private Mat grey(Picture picture) {
        Mat grey = new Mat();
        cvtColor(OpenCv.matrix(picture), grey, COLOR_RGB2GRAY);
        double scale = (double) side / Math.max(picture.width(), picture.height());
        Mat small = new Mat();
        int width = (int) Math.max(1, Math.round(picture.width() * scale));
        int height = (int) Math.max(1, Math.round(picture.height() * scale));
        resize(grey, small, new Size(width, height), 0, 0, INTER_AREA);
        equalizeHist(small, small);
        return small;
    }

    /** The box with a margin of half its side, as far as the picture reaches. */
    private static Optional<Rect> around(Mat grey, Rect box) {
        int margin = box.width() / 2;
        int left = Math.max(0, box.x() - margin);
        int top = Math.max(0, box.y() - margin);
        int right = Math.min(grey.cols(), box.x() + box.width() + margin);
        int bottom = Math.min(grey.rows(), box.y() + box.height() + margin);
        return right - left < 2 || bottom - top < 2
                ? Optional.empty()
                : Optional.of(new Rect(left, top, right - left, bottom - top));
    }

    private Optional<Rect> confirm(Mat grey, Rect near, Rect proposed) {
        int least = Math.max(smallest, proposed.width() / 2);
        return confirms.find(new Mat(grey, near), step, Thresholds.integer("faces.neighbours"), least, 0).stream()
                .map(box -> new Rect(box.x() + near.x(), box.y() + near.y(), box.width(), box.height()))
                .max(Comparator.comparingInt(Rect::width));
    }

    private static Face face(Mat grey, Rect box) {
        double width = grey.cols();
        double height = grey.rows();
        return new Face(
                box.x() / width,
                box.y() / height,
                box.width() / width,
                box.height() / height,
                // The cascades know faces that look into the camera, more or less, and do not say how much.
                Double.NaN,
                Thresholds.number("faces.cascade.confidence"));
    }
}
