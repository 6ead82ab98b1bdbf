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
        boolean backdrop = scene.ground() >= Thresholds.number("shot.ground");
        if (scene.isFlat()) {
            return backdrop ? Optional.of("object") : Optional.empty();
        }
        if (isWide(scene)) {
            return Optional.of("wide");
        }
        // A room without a face may be empty, or hold people whose faces were not found.
        return backdrop || (!Environment.isRoom(scene) && isObject(scene)) ? Optional.of("object") : Optional.empty();
    }

    /** A view: sky over detail, or detail that reaches the border, of things that stand or of leaves. */
    private static boolean isWide(Scene scene) {
        if (isUnderSky(scene) && scene.detailed() >= Thresholds.number("shot.sky.detailed")) {
            return true;
        }
        boolean stands = !isLoose(scene) || scene.vegetation() >= Thresholds.number("environment.vegetation");
        return isDetailed(scene) && stands && !scene.isTexture() && scene.central() < Thresholds.number("shot.spread");
    }

    /** Something seen from near by: one texture, detail in the middle, nothing that stands, or little detail at all. */
    private static boolean isObject(Scene scene) {
        return scene.isTexture()
                || scene.central() >= Thresholds.number("shot.central")
                || isLoose(scene)
                || (!isDetailed(scene) && !isUnderSky(scene));
    }

    private static boolean isUnderSky(Scene scene) {
        return scene.sky() >= Thresholds.number("environment.sky");
    }

    private static boolean isDetailed(Scene scene) {
        return scene.detailed() >= Thresholds.number("shot.detailed");
    }

    private static boolean isLoose(Scene scene) {
        return scene.upright() < Thresholds.number("shot.upright");
    }
}
