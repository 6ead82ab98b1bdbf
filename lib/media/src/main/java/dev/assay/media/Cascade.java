package dev.assay.media;

import static org.bytedeco.opencv.opencv_core.FileStorage.MEMORY;
import static org.bytedeco.opencv.opencv_core.FileStorage.READ;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.FileStorage;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.RectVector;
import org.bytedeco.opencv.opencv_core.Size;
import org.bytedeco.opencv.opencv_objdetect.CascadeClassifier;

/** A boosted cascade (Viola and Jones, 2001) out of the OpenCV jar. Belongs to one thread: it keeps buffers. */
final class Cascade {

    private final CascadeClassifier classifier;

    private Cascade(CascadeClassifier classifier) {
        this.classifier = classifier;
    }

    /** Reads a cascade by its path under {@code share/opencv4}. It outlives the scope it is made in. */
    @SuppressWarnings("try") // The scope takes in what is made while it is open.
    static Cascade of(String path) {
        String resource = "/org/bytedeco/opencv/" + Loader.getPlatform() + "/share/opencv4/" + path;
        try (InputStream in = FileStorage.class.getResourceAsStream(resource);
                PointerScope scope = new PointerScope()) {
            if (in == null) {
                throw new IllegalStateException("the OpenCV jar lacks " + resource);
            }
            String xml = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            FileStorage storage = new FileStorage(xml, READ | MEMORY);
            CascadeClassifier classifier = new CascadeClassifier();
            if (!classifier.read(storage.getFirstTopLevelNode())) {
                throw new IllegalStateException("expected a cascade in " + resource);
            }
            classifier.retainReference();
            return new Cascade(classifier);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The boxes it finds in a grey picture, in its pixels.
     *
     * @param step the ratio of one size tried to the next
     * @param neighbours how many raw answers must coincide
     * @param smallest the least side of a box
     * @param largest the largest; 0 where any will do
     */
    List<Rect> find(Mat grey, double step, int neighbours, int smallest, int largest) {
        RectVector found = new RectVector();
        classifier.detectMultiScale(
                grey, found, step, neighbours, 0, new Size(smallest, smallest), new Size(largest, largest));
        List<Rect> boxes = new ArrayList<>();
        for (long i = 0; i < found.size(); i++) {
            boxes.add(found.get(i));
        }
        return boxes;
    }
}
