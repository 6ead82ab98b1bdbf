package dev.assay.media;

import java.util.List;
import java.util.Optional;

/** The kind of shot, by the faces in it, else by its surfaces; by the thresholds {@code shot.*}. */
final class Shot {

    private Shot() {}

    /**
     * The level of one frame; none where nothing tells.
     *
     * @param faces its faces
     * @param portrait whether the frame is higher than wide
     */
    static Optional<Judgement> of(Scene scene, List<Face> faces, boolean portrait) {
        // Of drawn people, some are seen and some are not.
        Optional<String> level = faces.isEmpty()
                ? withoutFaces(scene)
                : scene.isFlat() ? Optional.empty() : Optional.of(withFaces(faces, portrait));
        double confidence = Thresholds.number(faces.isEmpty() ? "shot.confidence" : "shot.faces.confidence");
        return level.map(one -> new Judgement(one, confidence));
    }

    /** Whether one of them is near enough to speak to us. */
    static boolean isNear(List<Face> faces) {
        return faces.stream().anyMatch(face -> face.height() >= Thresholds.number("shot.near"));
    }

    private static String withFaces(List<Face> faces, boolean portrait) {
        double largest = faces.stream().mapToDouble(Face::height).max().orElseThrow();
        double smallest = faces.stream().mapToDouble(Face::height).min().orElseThrow();
        boolean near = isNear(faces);
        if (faces.size() > 2) {
            return "group";
        }
        if (!near) {
            return "wide";
        }
        if (faces.size() == 2) {
            return largest < Thresholds.number("shot.alike") * smallest ? "interview" : "group";
        }
        return portrait && largest >= Thresholds.number("shot.selfie") ? "selfie" : "talking_head";
    }

    private static Optional<String> withoutFaces(Scene scene) {
        if (scene.isScreen()) {
            return Optional.of("screen");
        }
        if (scene.isFlat()) {
            return Optional.empty();
        }
        boolean sky = scene.sky() >= Thresholds.number("environment.sky");
        boolean detailed = scene.detailed() >= Thresholds.number("shot.detailed");
        boolean texture = scene.isTexture();
        if (sky && scene.detailed() >= Thresholds.number("shot.sky.detailed")) {
            return Optional.of("wide");
        }
        boolean stands = scene.upright() >= Thresholds.number("shot.upright")
                || scene.vegetation() >= Thresholds.number("environment.vegetation");
        if (detailed && stands && !texture && scene.central() < Thresholds.number("shot.spread")) {
            return Optional.of("wide");
        }
        // A room without a face may be empty, or hold people whose faces were not found.
        boolean room = Environment.of(scene, false).isPresent();
        boolean central = scene.central() >= Thresholds.number("shot.central");
        return texture || central || (!detailed && !sky && !room) ? Optional.of("object") : Optional.empty();
    }
}
