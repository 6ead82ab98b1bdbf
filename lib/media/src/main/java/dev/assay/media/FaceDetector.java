package dev.assay.media;

import java.util.List;

/** What finds faces in a picture. Belongs to one thread. */
sealed interface FaceDetector permits CascadeFaces, BlazeFaces {

    /** The faces in an upright picture, surest and largest first. */
    List<Face> find(Picture picture);
}
