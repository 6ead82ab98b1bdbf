package dev.assay.media;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code npm pack}: fetches the archive of a package and runs nothing of it. */
final class NpmPack {

    private NpmPack() {}

    /** Puts the archive of a package into a folder. Throws, with the client's last words, where it does not succeed. */
    static void run(String npm, String name, Path folder, long seconds) throws IOException {
        Path log = folder.resolve("npm.log");
        Process process = start(npm, name, folder, log);
        try {
            process.getOutputStream().close();
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                throw new IOException("expected npm to be done within " + seconds + " s; is there a network?");
            }
            if (process.exitValue() != 0) {
                throw new IOException("npm pack " + name + " failed (is there a network?): " + lastLine(log));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while npm was fetching " + name, e);
        } finally {
            process.destroyForcibly();
        }
    }

    private static Process start(String npm, String name, Path folder, Path log) throws IOException {
        try {
            return new ProcessBuilder(
                            List.of(npm, "pack", name, "--ignore-scripts", "--pack-destination", folder.toString()))
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
        } catch (IOException e) {
            throw new IOException(
                    "expected the npm client (" + npm + "), found none: install Node.js, or fetch the model yourself",
                    e);
        }
    }

    private static String lastLine(Path log) throws IOException {
        List<String> lines = new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.contains("complete log of this run"))
                .toList();
        return lines.isEmpty() ? "it said nothing" : lines.get(lines.size() - 1).replaceAll("\\p{Cntrl}+", " ");
    }
}
