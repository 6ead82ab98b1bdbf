package dev.assay.notebook.kernel;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The kernels there are: those installed where Jupyter looks, and one that needs no install.
 *
 * @param installed by name, in lower case, as Jupyter reads names
 * @param own the kernel that comes with this program, for notebooks that ask for none or whose kernel is not installed here
 */
public record KernelSpecs(Map<String, KernelSpec> installed, KernelSpec own) {

    /** Copies the map, in the order of the names. */
    public KernelSpecs {
        installed = Collections.unmodifiableMap(new TreeMap<>(installed));
    }

    /** Those found in folders of kernelspecs, the first with a name wins; what cannot be read is passed over, as Jupyter does. */
    public static KernelSpecs in(Collection<Path> folders, KernelSpec own) throws IOException {
        Map<String, KernelSpec> found = new TreeMap<>();
        for (Path folder : folders) {
            for (Path one : inside(folder)) {
                read(one).ifPresent(spec -> found.putIfAbsent(spec.name().toLowerCase(Locale.ROOT), spec));
            }
        }
        return new KernelSpecs(found, own);
    }

    private static Optional<KernelSpec> read(Path folder) {
        try {
            return Optional.of(KernelSpec.read(folder));
        } catch (IOException e) {
            return Optional.empty(); // somebody else's, and perhaps half removed
        }
    }

    private static List<Path> inside(Path folder) throws IOException {
        List<Path> found = new ArrayList<>();
        if (Files.isDirectory(folder) && Files.isReadable(folder)) {
            try (DirectoryStream<Path> inside = Files.newDirectoryStream(folder, Files::isDirectory)) {
                inside.forEach(found::add);
            }
        }
        Collections.sort(found);
        return found;
    }

    /**
     * The kernel for a notebook: the one the user names; else the installed one that the notebook names; else our own, where the
     * notebook's language is its language or none is said.
     *
     * @param wanted by the user, who may say the own one's name
     * @param named by the notebook's {@code kernelspec}; empty text if it names none
     * @param language of the notebook; empty text if it says none
     * @throws KernelStartException if there is none; the message has the names of all
     */
    public KernelSpec choose(Optional<String> wanted, String named, String language) throws KernelStartException {
        String name = wanted.orElse(named).toLowerCase(Locale.ROOT);
        if (name.equals(own.name()) || (name.isEmpty() && isOwn(language))) {
            return own;
        }
        KernelSpec spec = installed.get(name);
        if (spec != null) {
            return spec;
        }
        if (wanted.isEmpty() && isOwn(language)) {
            return own;
        }
        throw new KernelStartException("no kernel \"" + wanted.orElse(named) + "\""
                + (language.isEmpty() ? "" : " (" + language + ")") + " is installed here; there are "
                + String.join(", ", names()));
    }

    private boolean isOwn(String language) {
        return language.isEmpty() || language.equalsIgnoreCase(own.language());
    }

    /** The names of all, the own one first. */
    public List<String> names() {
        List<String> names = new ArrayList<>(List.of(own.name()));
        installed.keySet().stream().filter(name -> !name.equals(own.name())).forEach(names::add);
        return names;
    }
}
