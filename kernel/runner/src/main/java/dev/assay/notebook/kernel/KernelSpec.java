package dev.assay.notebook.kernel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.jupyter.Json;
import dev.assay.notebook.format.Unreadable;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How a kernel is started, as its {@code kernel.json} says.
 *
 * @param name what notebooks call it
 * @param displayName what people call it
 * @param language of its cells, in lower case
 * @param argv the command, program first, with {@code {connection_file}} where the file's path goes
 * @param environment variables set for it; {@code ${NAME}} in a value stands for that variable of the runner
 * @param interruptedBySignal whether it is interrupted by SIGINT instead of a message
 * @param choosesPorts whether it picks free ports itself and writes them into the connection file, so that none can be taken
 *     in between
 */
public record KernelSpec(
        String name,
        String displayName,
        String language,
        List<String> argv,
        Map<String, String> environment,
        boolean interruptedBySignal,
        boolean choosesPorts) {

    private static final String FILE = "kernel.json";
    private static final String CONNECTION_FILE = "{connection_file}";
    private static final String LOGGING = "-Djava.util.logging.";
    private static final String LOG_FORM = LOGGING + "SimpleFormatter.format=%1$s %2$s%n%4$s: %5$s%6$s%n";
    private static final Pattern VARIABLE = Pattern.compile("\\$(?:(\\w+)|\\{(\\w+)\\})");

    /** Copies the list and the map. */
    public KernelSpec {
        argv = List.copyOf(argv);
        environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
    }

    /** Whether a folder is a kernel's. */
    static boolean isIn(Path folder) {
        return Files.exists(folder.resolve(FILE));
    }

    /**
     * Reads a folder with a {@code kernel.json}, whose name is the kernel's.
     *
     * @throws IOException if the file cannot be read or does not say how to start the kernel; the message says which and why
     */
    static KernelSpec read(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        ObjectNode json = json(file);
        List<String> argv = new ArrayList<>();
        for (JsonNode word : json.path("argv")) {
            argv.add(word.asText().replace("{resource_dir}", folder.toString()));
        }
        if (argv.isEmpty()) {
            throw new IOException(file + ": expected argv, the command that starts the kernel, and found none");
        }
        String name = String.valueOf(folder.getFileName());
        Map<String, String> environment = new LinkedHashMap<>();
        json.path("env")
                .properties()
                .forEach(one -> environment.put(one.getKey(), one.getValue().asText()));
        return new KernelSpec(
                name,
                json.path("display_name").asText(name),
                json.path("language").asText("").toLowerCase(Locale.ROOT),
                argv,
                environment,
                !json.path("interrupt_mode").asText("signal").equals("message"),
                json.path("metadata").path("assay").isObject());
    }

    private static ObjectNode json(Path file) throws IOException {
        try {
            return Json.read(Files.readAllBytes(file));
        } catch (AccessDeniedException e) {
            throw new IOException(file + ": not allowed to read", e);
        } catch (JsonProcessingException e) {
            throw new IOException(file + ": " + Unreadable.words(e), e);
        } catch (IOException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    /**
     * The command for one connection file. A kernel of ours logs its times in ISO 8601, unless the user has a say in its logging:
     * Java writes months and halves of the day in the user's language, and the same notebook is to leave the same bytes in all.
     *
     * @param variables of its process
     */
    List<String> command(Path connectionFile, Map<String, String> variables) {
        List<String> command = new ArrayList<>();
        argv.forEach(word -> command.add(word.replace(CONNECTION_FILE, connectionFile.toString())));
        int jar = command.indexOf("-jar");
        if (choosesPorts && jar > 0 && !isToldToLog(variables)) {
            command.add(jar, LOG_FORM);
        }
        return command;
    }

    private boolean isToldToLog(Map<String, String> variables) {
        return argv.stream().anyMatch(word -> word.startsWith(LOGGING))
                || Stream.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS")
                        .anyMatch(name -> variables.getOrDefault(name, "").contains(LOGGING));
    }

    /** Adds this kernel's variables to those of a process. */
    void addTo(Map<String, String> variables) {
        Map<String, String> given = Map.copyOf(variables);
        environment.forEach((name, value) -> variables.put(name, filled(value, given)));
    }

    private static String filled(String value, Map<String, String> variables) {
        return VARIABLE.matcher(value).replaceAll(found -> {
            String name = found.group(1) == null ? found.group(2) : found.group(1);
            return Matcher.quoteReplacement(variables.getOrDefault(name, found.group()));
        });
    }
}
