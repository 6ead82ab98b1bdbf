package dev.assay.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The command, run in this process, and what it said. */
record Cli(int code, String out, String err) {

    static final Path REPOSITORY = repository();

    static Cli run(Object... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] texts = Stream.of(args).map(Object::toString).toArray(String[]::new);
        int code = Main.commandLine(new PrintWriter(out, true), new PrintWriter(err, true))
                .execute(texts);
        return new Cli(code, out.toString(), err.toString());
    }

    JsonNode json() throws IOException {
        return new ObjectMapper().readTree(out);
    }

    static JsonNode json(Path file) throws IOException {
        return new ObjectMapper().readTree(Files.readString(file));
    }

    static List<Path> samples() {
        return Stream.of("dataset_3", "dataset2", "DEEPFAKE_DATASETS")
                .map(name -> REPOSITORY.resolve("data-samples").resolve(name))
                .toList();
    }

    /** Real data that is not part of the project; a test that wants it is skipped where it is missing. */
    static Path shared(String name) {
        Path file = REPOSITORY.resolveSibling("shared").resolve("data").resolve(name);
        Assumptions.assumeTrue(Files.exists(file), () -> "real data is not here: shared/data/" + name);
        return file;
    }

    /** Names, sizes, times and contents of all files below a folder. */
    static Map<String, String> fingerprint(List<Path> folders) throws IOException {
        TreeMap<String, String> files = new TreeMap<>();
        for (Path folder : folders) {
            try (Stream<Path> tree = Files.walk(folder)) {
                for (Path path : tree.toList()) {
                    String content = Files.isRegularFile(path)
                            ? Integer.toString(Arrays.hashCode(Files.readAllBytes(path)))
                            : "";
                    files.put(path.toString(), Files.getLastModifiedTime(path) + " " + content);
                }
            }
        }
        return files;
    }

    private static Path repository() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.isDirectory(folder.resolve("data-samples"))) {
            folder = folder.getParent();
        }
        if (folder == null) {
            throw new IllegalStateException("the tests run within the repository");
        }
        return folder;
    }
}
