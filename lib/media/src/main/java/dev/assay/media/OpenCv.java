package dev.assay.media;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_objdetect;
import org.bytedeco.opencv.opencv_core.Mat;

/** The part of OpenCV that finds faces. Loaded with the first picture: a scan of headers does without it. */
final class OpenCv {

    private static final boolean AVAILABLE = load();

    private OpenCv() {}

    private static boolean load() {
        try {
            Loader.load(opencv_core.class);
            Loader.load(opencv_objdetect.class);
            // Files are what is done in parallel here; threads within a picture would only stand in each other's way.
            opencv_core.setNumThreads(1);
            return true;
        } catch (LinkageError e) {
            return false;
        }
    }

    /** Whether there is one for this machine; without it nobody looks for faces. */
    static boolean isAvailable() {
        return AVAILABLE;
    }

    /** A picture as OpenCV sees it, red first; belongs to the innermost scope of pointers. */
    static Mat matrix(Picture picture) {
        return new Mat(picture.height(), picture.width(), CV_8UC3, new BytePointer(picture.rgb())).clone();
    }
}
