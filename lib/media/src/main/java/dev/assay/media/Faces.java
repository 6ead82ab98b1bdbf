package dev.assay.media;

import java.util.List;
import java.util.Optional;

/** Finds faces with what there is: the network that the user has installed, else the cascades that come along. */
final class Faces {

    /** Models are read once a thread: they keep buffers, and to read one takes as long as to look at ten pictures. */
    private static final ThreadLocal<FaceDetector> DETECTOR = ThreadLocal.withInitial(Faces::detector);

    private Faces() {}

    private static FaceDetector detector() {
        Optional<FaceDetector> network = FaceModels.file().flatMap(BlazeFaces::of);
        return network.orElseGet(CascadeFaces::new);
    }

    /** Whether anything here can look for faces; where not, nothing is known of them. */
    static boolean areSought() {
        return OpenCv.isAvailable();
    }

    /** The faces in an upright picture, surest and largest first. */
    static List<Face> in(Picture picture) {
        return areSought() ? DETECTOR.get().find(picture) : List.of();
    }
}
