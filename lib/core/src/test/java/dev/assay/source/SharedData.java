package dev.assay.source;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Public data that stands beside the repository, for tests that want the real thing. */
public final class SharedData {

    private SharedData() {}

    /** A folder of the shared data; the test is skipped where it is missing. */
    public static Path folder(String name) {
        String set = System.getenv("ASSAY_SHARED_DATA");
        Path found = set == null ? null : Path.of(set).resolve(name);
        for (Path at = Path.of("").toAbsolutePath(); found == null && at != null; at = at.getParent()) {
            Path data = at.resolve("shared").resolve("data").resolve(name);
            found = Files.isDirectory(data) ? data : null;
        }
        Assumptions.assumeTrue(found != null && Files.isDirectory(found), "no shared data: " + name);
        if (found == null) {
            throw new IllegalStateException();
        }
        return found;
    }
}
