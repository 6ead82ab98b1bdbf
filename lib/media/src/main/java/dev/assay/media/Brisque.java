package dev.assay.media;

import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_RGB2GRAY;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_quality;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_quality.QualityBRISQUE;

/**
 * How distorted a picture looks beside undistorted ones, without knowing its original: BRISQUE (Mittal, Moorthy and Bovik,
 * "No-reference image quality assessment in the spatial domain", IEEE Transactions on Image Processing 21(12), 2012), with the
 * model and ranges of the LIVE database that come in the OpenCV jar. From 0, undistorted, to 100. It orders distortions of
 * one picture, and says little of two different ones: a drawing has not the statistics of a
 * photograph, and a surface of one colour is at 100.
 */
final class Brisque {

    private static final boolean AVAILABLE = load();
    /** It keeps buffers, and to read the model takes as long as two pictures. */
    private static final ThreadLocal<QualityBRISQUE> MODEL = ThreadLocal.withInitial(Brisque::model);

    /** A side below which the second scale, half as large, has no neighbourhoods of 7 x 7 to speak of. */
    private static final int LEAST = 32;

    private Brisque() {}

    private static boolean load() {
        if (!OpenCv.isAvailable()) {
            return false;
        }
        try {
            Loader.load(opencv_quality.class);
            return true;
        } catch (LinkageError e) {
            return false;
        }
    }

    @SuppressWarnings("try") // The scope takes in what is made while it is open.
    private static QualityBRISQUE model() {
        try (PointerScope scope = new PointerScope()) {
            QualityBRISQUE model =
                    QualityBRISQUE.create(file("brisque_model_live.yml"), file("brisque_range_live.yml"));
            model.retainReference();
            return model;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String file(String name) throws IOException {
        String resource = "/org/bytedeco/opencv/" + Loader.getPlatform() + "/share/opencv4/quality/" + name;
        File file = Loader.cacheResource(Brisque.class, resource);
        if (file == null) {
            throw new IOException("the OpenCV jar lacks " + resource);
        }
        return file.getPath();
    }

    /** In [0,100], less is better; none where there is no OpenCV, and of a tiny picture. */
    @SuppressWarnings("try") // The scope takes in what is made while it is open.
    static Optional<Double> of(Picture picture) {
        if (!AVAILABLE || Math.min(picture.width(), picture.height()) < LEAST) {
            return Optional.empty();
        }
        try (PointerScope scope = new PointerScope()) {
            Mat grey = new Mat();
            cvtColor(OpenCv.matrix(picture), grey, COLOR_RGB2GRAY);
            return Optional.of(MODEL.get().compute(grey).get(0)).filter(Double::isFinite);
        }
    }
}
