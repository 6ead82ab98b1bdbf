package dev.assay.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.report.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** One run of the command in this process, with what it printed. */
record Assay(int exit, String out, String err) {

    static Assay run(Object... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] texts = Arrays.stream(arguments).map(String::valueOf).toArray(String[]::new);
        int exit = Main.commandLine(new PrintWriter(out), new PrintWriter(err), texts)
                .execute(texts);
        return new Assay(exit, out.toString(), err.toString());
    }

    /** The one JSON document on stdout; a second one is an error. */
    JsonNode json() throws IOException {
        return Json.read(out);
    }

    static JsonNode json(Path file) throws IOException {
        return Json.read(Files.readString(file));
    }

    static List<JsonNode> lines(Path file) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readString(file).split("\n")) {
            lines.add(Json.read(line));
        }
        return lines;
    }

    /** The committed samples, at the top of the source tree; tests run somewhere below. */
    static Path samples() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.isDirectory(at.resolve("data-samples"))) {
                return at.resolve("data-samples");
            }
        }
        throw new AssertionError("no data-samples above " + Path.of("").toAbsolutePath());
    }

    /** Public data beside the repository; the test is skipped where it is missing. */
    static Path shared(String name) {
        String set = System.getenv("ASSAY_SHARED_DATA");
        Path found = set == null ? null : Path.of(set).resolve(name);
        for (Path at = Path.of("").toAbsolutePath(); found == null && at != null; at = at.getParent()) {
            Path data = at.resolve("shared").resolve("data").resolve(name);
            found = Files.exists(data) ? data : null;
        }
        Assumptions.assumeTrue(found != null && Files.exists(found), "no shared data: " + name);
        if (found == null) {
            throw new IllegalStateException();
        }
        return found;
    }
}
