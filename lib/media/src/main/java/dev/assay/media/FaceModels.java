package dev.assay.media;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Where the user's models lie. Nothing is ever fetched from here. */
final class FaceModels {

    private static final String GLOB = "face_detection_full_range*.tflite";

    private FaceModels() {}

    /** The face model that the user has installed; the first by name where there are several. */
    static Optional<Path> file() {
        return in(folder());
    }

    /** The folder of this user on this system. */
    static Path folder() {
        return folder(System.getenv(), System.getProperty("os.name", ""), Path.of(System.getProperty("user.home", "")));
    }

    static Optional<Path> in(Path folder) {
        return all(folder).stream().findFirst();
    }

    /** The face models in a folder, in order of name. */
    static List<Path> all(Path folder) {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, GLOB)) {
            files.forEach(found::add);
        } catch (IOException e) {
            return List.of();
        }
        Collections.sort(found);
        return found;
    }

    /** {@code ASSAY_MODELS}, else {@code assay/models} where the system keeps a user's data. */
    static Path folder(Map<String, String> environment, String system, Path home) {
        String stated = environment.getOrDefault("ASSAY_MODELS", "");
        if (!stated.isBlank()) {
            return Path.of(stated);
        }
        String name = system.toLowerCase(Locale.ROOT);
        if (name.startsWith("mac")) {
            return home.resolve("Library/Application Support/assay/models");
        }
        boolean windows = name.startsWith("windows");
        String data = environment.getOrDefault(windows ? "LOCALAPPDATA" : "XDG_DATA_HOME", "");
        Path fallback = home.resolve(windows ? "AppData/Local" : ".local/share");
        return (data.isBlank() ? fallback : Path.of(data)).resolve("assay").resolve("models");
    }
}
