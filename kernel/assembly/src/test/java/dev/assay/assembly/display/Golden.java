package dev.assay.assembly.display;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Outputs that stand in files beside the tests; run with {@code -Dgolden.update=true} to write them anew, and read the change. */
final class Golden {

    private static final Path FOLDER = Path.of("src/test/resources/dev/assay/assembly/display");

    private Golden() {}

    static void check(String name, String actual) throws IOException {
        Path file = FOLDER.resolve(name);
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(file, normalised(actual));
        }
        assertThat(normalised(actual)).isEqualTo(normalised(Files.readString(file)));
    }

    /** The style sheet is tested by eye, and line ends are the checkout's. */
    static String normalised(String text) {
        return text.replace("\r\n", "\n")
                        .replaceAll("(?s)<style>.*?</style>", "<style/>")
                        .strip() + "\n";
    }
}
