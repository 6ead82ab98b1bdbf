package dev.assay.cli;

import dev.assay.inventory.FactsCache;
import dev.assay.quota.Solvers;
import dev.assay.source.MediaEngine;
import dev.assay.source.MediaEngines;
import dev.assay.source.SourceException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "doctor",
        description =
                "Says what works here: Java, the native media part and its processes, the cache, the solver, the locale.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  assay doctor"})
final class DoctorCommand implements Callable<Integer> {

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() {
        MediaEngines.Found media = MediaEngines.find();
        Map<String, Object> found = new LinkedHashMap<>();
        found.put("assay", Version.assay());
        found.put("java", System.getProperty("java.version") + " (" + System.getProperty("java.vendor") + ")");
        found.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        found.put("file_names", System.getProperty("sun.jnu.encoding"));
        found.put("media", media.engine().map(MediaEngine::version).orElse("none: " + media.reason()));
        media.engine().ifPresent(engine -> found.put("media_workers", workers(engine)));
        found.put("cache", FactsCache.ofUser().place().toString());
        found.put("solver", Solvers.version());
        StringBuilder words = new StringBuilder();
        found.forEach((what, value) -> words.append(String.format(Locale.ROOT, "%-14s %s%n", what, value)));
        output.answer(found, words.toString());
        return Exit.DONE;
    }

    /** A doctor names what is wrong, also with what the user set up, and goes on. */
    private static String workers(MediaEngine engine) {
        try {
            return engine.obstacle().map(why -> "none: " + why).orElse("start");
        } catch (SourceException e) {
            return "none: " + e.getMessage();
        }
    }
}
