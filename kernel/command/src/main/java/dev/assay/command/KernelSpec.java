package dev.assay.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.cli.Version;
import dev.assay.report.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What stands in {@code kernel.json}.
 *
 * @param argv the command, program first, with {@code {connection_file}} where Jupyter puts the file's path
 * @param displayName what people read in menus
 * @param environment variables set for the kernel
 * @param jvm the full version of the Java that the class-data archive was made with
 * @param archive the class-data archive, empty text if none was made
 * @param app the folder with the kernel's jars, by its name beside this file
 */
record KernelSpec(
        List<String> argv,
        String displayName,
        Map<String, String> environment,
        String jvm,
        String archive,
        String app) {

    static final String FILE = "kernel.json";
    static final String LANGUAGE = "java";
    /** The key below {@code metadata} that says a kernelspec is ours. */
    private static final String OURS = "assay";

    String json() {
        Map<String, Object> ours = new LinkedHashMap<>();
        ours.put("version", Version.assay());
        ours.put("jvm", jvm);
        ours.put("archive", archive);
        ours.put("app", app);
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("argv", argv);
        spec.put("display_name", displayName);
        spec.put("language", LANGUAGE);
        spec.put("interrupt_mode", "message");
        spec.put("env", environment);
        spec.put("metadata", Map.of(OURS, ours));
        return Json.document(spec);
    }

    /** The kernelspec in a folder, if there is one and it is ours; one that cannot be read was not written by us. */
    static Optional<KernelSpec> read(Path folder) {
        try {
            return parse(folder);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * The kernelspec in a folder, if there is one and it is ours.
     *
     * @throws IOException if there is one and it cannot be read
     */
    static Optional<KernelSpec> parse(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        // The protocol's reader: the report's takes longer to load than a runner to begin.
        JsonNode spec = dev.assay.jupyter.Json.read(Files.readAllBytes(file));
        JsonNode ours = spec.path("metadata").path(OURS);
        return ours.isObject() ? Optional.of(of(spec, ours)) : Optional.empty();
    }

    private static KernelSpec of(JsonNode spec, JsonNode ours) {
        List<String> argv = new ArrayList<>();
        spec.path("argv").forEach(word -> argv.add(word.asText()));
        Map<String, String> environment = new LinkedHashMap<>();
        spec.path("env")
                .properties()
                .forEach(one -> environment.put(one.getKey(), one.getValue().asText()));
        return new KernelSpec(
                argv,
                spec.path("display_name").asText(),
                environment,
                ours.path("jvm").asText(),
                ours.path("archive").asText(),
                ours.path("app").asText());
    }
}
