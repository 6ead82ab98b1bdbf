package dev.assay.media;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** Real media that lie beside the repository and not in it; tests that need them are skipped where they are missing. */
final class SharedData {

    private SharedData() {}

    static Path folder(String name) {
        String stated = System.getenv("ASSAY_SHARED_DATA");
        Path found = stated == null ? search(name) : Path.of(stated, name);
        Assumptions.assumeTrue(Files.isDirectory(found), "no shared data " + name + " (set ASSAY_SHARED_DATA)");
        return found;
    }

    /** The same for a test that goes on without them. */
    static Optional<Path> find(String name) {
        String stated = System.getenv("ASSAY_SHARED_DATA");
        return Optional.of(stated == null ? search(name) : Path.of(stated, name))
                .filter(Files::isDirectory);
    }

    private static Path search(String name) {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path candidate = at.resolve("shared").resolve("data").resolve(name);
            if (Files.isDirectory(candidate)) {
                return candidate;
            }
        }
        return Path.of("shared", "data", name);
    }
}
