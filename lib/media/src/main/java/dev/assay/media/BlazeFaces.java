package dev.assay.media;

import static org.bytedeco.opencv.global.opencv_core.BORDER_CONSTANT;
import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.copyMakeBorder;
import static org.bytedeco.opencv.global.opencv_dnn.blobFromImage;
import static org.bytedeco.opencv.global.opencv_dnn.readNetFromTFLite;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_dnn;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;
import org.bytedeco.opencv.opencv_dnn.Net;

/**
 * BlazeFace, full range (Bazarevsky et al., 2019; the model of MediaPipe's face detection, Apache-2.0), run by OpenCV.
 * Input 192 x 192, letterboxed, in [-1,1]. Output, for each of 48 x 48 anchors of the size of the picture: a score whose
 * logistic is the confidence, and 16 numbers in input pixels: centre, size, right eye, left eye, nose, mouth, right and
 * left ear.
 */
final class BlazeFaces implements FaceDetector {

    private static final int INPUT = 192;
    private static final int GRID = 48;
    private static final int NUMBERS = 16;

    private final Net net;

    private BlazeFaces(Net net) {
        this.net = net;
    }

    /** The detector of a model file; empty where it cannot be read or is none of this shape. */
    @SuppressWarnings("try") // The scope takes in what is made while it is open.
    static Optional<FaceDetector> of(Path model) {
        try (PointerScope scope = new PointerScope()) {
            Net net = readNetFromTFLite(model.toString());
            net.setPreferableBackend(opencv_dnn.DNN_BACKEND_OPENCV);
            BlazeFaces faces = new BlazeFaces(net);
            faces.find(new Picture(1, 1, new byte[3]));
            net.retainReference();
            return Optional.of(faces);
        } catch (RuntimeException | LinkageError e) {
            return Optional.empty();
        }
    }

    @SuppressWarnings("try") // The scope takes in what is made while it is open.
    @Override
    public List<Face> find(Picture picture) {
        try (PointerScope scope = new PointerScope()) {
            net.setInput(blobFromImage(
                    letterboxed(picture), 1 / 127.5, new Size(INPUT, INPUT), Scalar.all(127.5), false, false, CV_32F));
            MatVector outputs = new MatVector();
            net.forward(outputs, net.getUnconnectedOutLayersNames());
            Mat scores = outputs.get(0).total() == GRID * GRID ? outputs.get(0) : outputs.get(1);
            Mat boxes = outputs.get(0).total() == GRID * GRID ? outputs.get(1) : outputs.get(0);
            if (scores.total() != GRID * GRID || boxes.total() != GRID * GRID * NUMBERS) {
                throw new IllegalStateException("expected the outputs of BlazeFace full range");
            }
            return decode(picture, scores.createBuffer(), boxes.createBuffer());
        }
    }

    private static Mat letterboxed(Picture picture) {
        double scale = (double) INPUT / Math.max(picture.width(), picture.height());
        int width = (int) Math.max(1, Math.round(picture.width() * scale));
        int height = (int) Math.max(1, Math.round(picture.height() * scale));
        Mat small = new Mat();
        resize(OpenCv.matrix(picture), small, new Size(width, height), 0, 0, INTER_AREA);
        Mat square = new Mat();
        copyMakeBorder(small, square, 0, INPUT - height, 0, INPUT - width, BORDER_CONSTANT, Scalar.all(0));
        return square;
    }

    private static List<Face> decode(Picture picture, FloatBuffer scores, FloatBuffer boxes) {
        double least = Thresholds.number("faces.network.score");
        List<Face> faces = new ArrayList<>();
        for (int anchor = 0; anchor < GRID * GRID; anchor++) {
            double confidence = 1 / (1 + Math.exp(-scores.get(anchor)));
            if (confidence >= least) {
                float[] numbers = new float[NUMBERS];
                boxes.get(NUMBERS * anchor, numbers);
                faces.add(face(picture, anchor, numbers, Numbers.rounded(confidence, 4)));
            }
        }
        return Boxes.distinct(faces, Thresholds.number("faces.overlap"));
    }

    private static Face face(Picture picture, int anchor, float[] numbers, double confidence) {
        double longSide = Math.max(picture.width(), picture.height());
        double toX = longSide / INPUT / picture.width();
        double toY = longSide / INPUT / picture.height();
        double anchorX = (anchor % GRID + 0.5) * INPUT / GRID;
        int row = anchor / GRID;
        double anchorY = (row + 0.5) * INPUT / GRID;
        return new Face(
                (anchorX + numbers[0] - numbers[2] / 2) * toX,
                (anchorY + numbers[1] - numbers[3] / 2) * toY,
                numbers[2] * toX,
                numbers[3] * toY,
                yaw(numbers),
                confidence);
    }

    /**
     * The turn of a head by where the nose stands between the ears: with the ears on a circle about the axis of the head
     * and the nose one radius before it, its offset from the middle is the sine.
     */
    private static double yaw(float[] numbers) {
        double right = numbers[12];
        double left = numbers[14];
        double half = Math.abs(left - right) / 2;
        double offset = Math.abs(numbers[8] - (left + right) / 2);
        return Math.toDegrees(Math.atan2(offset, half));
    }
}
