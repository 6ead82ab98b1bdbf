package dev.assay.notebook.export;

import java.util.Optional;

/**
 * A picture that was looked for.
 *
 * @param why there is none, in words; empty where there is one
 */
record Sought(Optional<PictureData> picture, String why) {

    static Sought found(PictureData picture) {
        return new Sought(Optional.of(picture), "");
    }

    static Sought none(String why) {
        return new Sought(Optional.empty(), why);
    }
}
