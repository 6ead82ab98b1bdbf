package dev.assay.command;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One kernelspec's folder: {@code kernel.json}, logos, Quarto's cell, and the jars in a folder named after their content.
 * {@code kernel.json} comes last and in one move, so Jupyter sees a kernel that is whole, the one before, or none. Jars of
 * the install before stay until the next one: kernels that run still read them.
 *
 * @param folder where Jupyter looks
 */
record Installation(Path folder) {

    private static final String APP = "app-";
    private static final List<String> RESOURCES =
            List.of("logo-32x32.png", "logo-64x64.png", "logo-svg.svg", "quarto_setup_cell");

    /**
     * Refuses a folder that is not ours to change.
     *
     * @throws IllegalArgumentException if there is a kernelspec of another kernel, or anything else
     */
    void requireOurs() throws IOException {
        if (Files.isSymbolicLink(folder)) {
            throw new UsageException(folder + " is a link; what it points to is not touched");
        }
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)
                || KernelSpec.read(folder).isPresent()) {
            return;
        }
        if (!Files.isDirectory(folder) || !holdsOnlyOurs()) {
            throw new UsageException(folder + " is not a kernel of ours; choose another --name, or remove it");
        }
    }

    /** What an install that was stopped leaves: no {@code kernel.json} yet. */
    private boolean holdsOnlyOurs() throws IOException {
        try (DirectoryStream<Path> inside = Files.newDirectoryStream(folder)) {
            for (Path path : inside) {
                String name = path.getFileName().toString();
                if (!RESOURCES.contains(name) && !name.startsWith(APP) && !name.startsWith(".")) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Copies the jars, unless they are there already; the folder they are in. */
    Path place(Application application) throws IOException {
        requireOurs();
        Files.createDirectories(folder);
        Path part = folder.resolve("." + APP + ProcessHandle.current().pid() + ".part");
        Folders.remove(part);
        Files.createDirectory(part);
        try {
            Path app = folder.resolve(APP + application.copyTo(part));
            if (!isCopy(app, part)) {
                Folders.remove(app); // damaged
                Files.move(part, app, StandardCopyOption.ATOMIC_MOVE);
            }
            return app;
        } catch (FileAlreadyExistsException e) {
            throw new IOException("another install is under way in " + folder, e);
        } finally {
            Folders.tryToRemove(part);
        }
    }

    /** The folder of its jars, if they are these. */
    Optional<Path> copyOf(Application application) throws IOException {
        Optional<Path> app = KernelSpec.read(folder).map(spec -> folder.resolve(spec.app()));
        return app.isPresent() && application.isIn(app.get()) ? app : Optional.empty();
    }

    /** Whether every jar of one folder stands in the other with its size; names of folders speak of contents. */
    private static boolean isCopy(Path app, Path part) throws IOException {
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(part)) {
            for (Path jar : jars) {
                Path there = app.resolve(jar.getFileName().toString());
                if (!Files.isRegularFile(there) || Files.size(there) != Files.size(jar)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Writes the rest, {@code kernel.json} last. */
    void write(KernelSpec spec) throws IOException {
        Optional<KernelSpec> before = KernelSpec.read(folder);
        for (String name : RESOURCES) {
            try (InputStream resource = Installation.class.getResourceAsStream(name)) {
                if (resource == null) {
                    throw new IllegalStateException(name + " is not among the resources");
                }
                replace(folder.resolve(name), resource.readAllBytes());
            }
        }
        replace(folder.resolve(KernelSpec.FILE), spec.json().getBytes(StandardCharsets.UTF_8));
        removeOld(List.of(spec.app(), before.map(KernelSpec::app).orElse("")));
    }

    private void removeOld(List<String> kept) throws IOException {
        try (DirectoryStream<Path> apps = Files.newDirectoryStream(folder, APP + "*")) {
            for (Path app : apps) {
                if (!kept.contains(app.getFileName().toString())) {
                    Folders.tryToRemove(app);
                }
            }
        }
    }

    private static void replace(Path file, byte[] content) throws IOException {
        Path part = file.resolveSibling(
                "." + file.getFileName() + "." + ProcessHandle.current().pid() + ".part");
        try {
            Files.write(part, content);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** Takes everything away, {@code kernel.json} first, so that Jupyter never sees half a kernel. */
    void remove() throws IOException {
        requireOurs();
        if (!Files.exists(folder)) {
            throw new UsageException("no kernel is installed in " + folder);
        }
        Files.deleteIfExists(folder.resolve(KernelSpec.FILE));
        Folders.remove(folder);
    }

    /**
     * Variables for the kernel. Java 17 takes the encoding of file names from the locale; where the launcher had to set
     * one, because the user's cannot name files beyond ASCII, the notebook server's will not be better.
     */
    static Map<String, String> environment(Map<String, String> ours) {
        return "C.UTF-8".equals(ours.get("LC_ALL")) ? Map.of("LC_ALL", "C.UTF-8") : Map.of();
    }
}
