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
 * @param unreadable what is wrong with those that are installed and of which no other can be read, by name likewise
 * @param own the kernel that comes with this program, for notebooks that ask for none or whose kernel is not installed here
 */
public record KernelSpecs(Map<String, KernelSpec> installed, Map<String, String> unreadable, KernelSpec own) {

    /** Copies the maps, in the order of the names. */
    public KernelSpecs {
        installed = Collections.unmodifiableMap(new TreeMap<>(installed));
        unreadable = Collections.unmodifiableMap(new TreeMap<>(unreadable));
    }

    /**
     * Those found in folders of kernelspecs, the first with a name wins. What cannot be read is passed over, as Jupyter does,
     * until somebody asks for it.
     */
    public static KernelSpecs in(Collection<Path> folders, KernelSpec own) throws IOException {
        Map<String, KernelSpec> found = new TreeMap<>();
        Map<String, String> unreadable = new TreeMap<>();
        for (Path folder : folders) {
            for (Path one : inside(folder)) {
                String name = String.valueOf(one.getFileName()).toLowerCase(Locale.ROOT);
                try {
                    found.putIfAbsent(name, KernelSpec.read(one));
                } catch (IOException e) {
                    unreadable.putIfAbsent(name, String.valueOf(e.getMessage()));
                }
            }
        }
        unreadable.keySet().removeAll(found.keySet());
        return new KernelSpecs(found, unreadable, own);
    }

    private static List<Path> inside(Path folder) throws IOException {
        List<Path> found = new ArrayList<>();
        if (Files.isDirectory(folder) && Files.isReadable(folder)) {
            try (DirectoryStream<Path> inside = Files.newDirectoryStream(folder, KernelSpec::isIn)) {
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
     * @throws KernelStartException if there is none, or it cannot be read; the message has the names of all
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
        String broken = unreadable.get(name);
        if (broken != null) {
            throw new KernelStartException(
                    "kernel \"" + wanted.orElse(named) + "\" is installed and cannot be read: " + broken
                            + "; whoever installed it can install it again or remove its folder; there are "
                            + String.join(", ", names()));
        }
        throw new KernelStartException("no kernel \"" + wanted.orElse(named) + "\""
                + (language.isEmpty() ? "" : " (" + language + ")") + " is installed here; there are "
                + String.join(", ", names()));
    }

    /** Why a notebook does not get the kernel that it names; empty text if it names none, or gets it. */
    public String whyNot(String named) {
        String name = named.toLowerCase(Locale.ROOT);
        if (name.isEmpty() || name.equals(own.name()) || installed.containsKey(name)) {
            return "";
        }
        return unreadable.containsKey(name) ? "is installed and cannot be read" : "is not installed";
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
