package dev.assay.inventory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Files that appear whole or not at all. */
public final class OutputFile {

    private OutputFile() {}

    /** Writes under a temporary name, then moves into place. */
    public static void write(Path file, byte[] content) throws IOException {
        Path temporary = temporary(file);
        Files.write(temporary, content);
        move(temporary, file);
    }

    /** Writes a text as UTF-8, under a temporary name first. */
    public static void write(Path file, String content) throws IOException {
        write(file, content.getBytes(StandardCharsets.UTF_8));
    }

    /** A name beside a file, and its folders made. */
    static Path temporary(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException("expected a file to write, found the root folder " + file);
        }
        Files.createDirectories(folder);
        removeAbandoned(folder, "." + file.getFileName() + ".");
        long own = ProcessHandle.current().pid();
        // Not Files.createTempFile: its files are private to the user, and these are meant to be read by others.
        return folder.resolve("." + file.getFileName() + "." + own + ".part");
    }

    /** What killed processes left behind. */
    private static void removeAbandoned(Path folder, String prefix) throws IOException {
        try (DirectoryStream<Path> parts = Files.newDirectoryStream(folder, path -> {
            String name = path.getFileName().toString();
            return name.startsWith(prefix) && name.matches(".*\\.[0-9]{1,18}\\.part");
        })) {
            for (Path part : parts) {
                String[] words = part.getFileName().toString().split("\\.");
                long owner = Long.parseLong(words[words.length - 2]);
                if (ProcessHandle.of(owner).isEmpty()) {
                    Files.deleteIfExists(part);
                }
            }
        }
    }

    static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
