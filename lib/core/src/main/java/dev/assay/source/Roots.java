package dev.assay.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Roots that can be scanned together: readable folders with different names, each a different folder. Where one stands
 * within another, the inner root owns the files below it and the outer one leaves them out, so that each counts once.
 */
public final class Roots {

    private final List<Located> located;

    private Roots(List<Located> located) {
        this.located = List.copyOf(located);
    }

    /**
     * A root and where it really is.
     *
     * @param root as it was given
     * @param real its absolute path with links resolved
     */
    public record Located(Root root, Path real) {}

    /**
     * Checks roots against the disk.
     *
     * @throws SourceException where a root is no readable folder, or two have one name or are one folder
     */
    public static Roots of(List<Root> roots) {
        List<Located> located = new ArrayList<>();
        for (Root root : roots) {
            Located next = locate(root);
            for (Located other : located) {
                refuseSame(other, next);
            }
            located.add(next);
        }
        // Ids in order are then roots in this order, each with its files in order.
        located.sort(Comparator.comparing(each -> each.root().name() + "/"));
        return new Roots(located);
    }

    private static Located locate(Root root) {
        if (!Files.isDirectory(root.path())) {
            String found = Files.exists(root.path()) ? "it is a file" : "there is nothing of that name";
            throw new SourceException(
                    "root " + root.name() + ": expected a folder at " + root.path() + ", but " + found);
        }
        if (!Files.isReadable(root.path())) {
            throw new SourceException("root " + root.name() + ": no permission to read the folder " + root.path());
        }
        try {
            return new Located(root, root.path().toRealPath());
        } catch (IOException e) {
            throw new SourceException("root " + root.name() + ": cannot read " + root.path() + ": " + e, e);
        }
    }

    private static void refuseSame(Located a, Located b) {
        if (a.root().name().equals(b.root().name())) {
            throw new SourceException("two roots are named " + a.root().name() + ": "
                    + a.root().path() + " and " + b.root().path() + "; give one another name, as in other="
                    + b.root().path());
        }
        if (a.real().equals(b.real())) {
            throw new SourceException(
                    "roots " + a.root().name() + " and " + b.root().name() + " are one folder: " + a.real());
        }
    }

    /** The roots in the order in which they are scanned, which is the order of their ids. */
    public List<Located> inOrder() {
        return located;
    }

    /** Whether a path, existing or not, stands under one of the roots. */
    public boolean contain(Path path) {
        Path real = real(path.toAbsolutePath().normalize());
        return located.stream().anyMatch(each -> real.startsWith(each.real()));
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            Path parent = path.getParent();
            Path name = path.getFileName();
            return parent == null || name == null ? path : real(parent).resolve(name);
        }
    }
}
