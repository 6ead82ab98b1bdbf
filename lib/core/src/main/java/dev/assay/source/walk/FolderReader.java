package dev.assay.source.walk;

import dev.assay.source.Notice;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads one folder of one root: its entries in order, litter left out, nothing followed out of the root. */
final class FolderReader {

    private final Path rootReal;
    private final Consumer<Notice> notices;
    private long litter;

    FolderReader(Path rootReal, Consumer<Notice> notices) {
        this.rootReal = rootReal;
        this.notices = notices;
    }

    /** How much was left out as hidden or a system's own. */
    long litter() {
        return litter;
    }

    List<Entry> read(Tree.Folder folder) {
        List<Entry> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder.path())) {
            for (Path path : stream) {
                Entry entry = entry(folder, path);
                if (entry != null) {
                    entries.add(entry);
                }
            }
        } catch (DirectoryIteratorException e) {
            tell(folder, "could be read in part only: " + e.getCause());
        } catch (IOException e) {
            tell(folder, "cannot be read: " + e);
        }
        entries.sort(Comparator.comparing(Entry::order)
                .thenComparing(each -> each.spelledOtherwise == null ? "" : each.spelledOtherwise.toString()));
        return withoutTwins(folder, entries);
    }

    private void tell(Tree.Folder folder, String what) {
        notices.accept(Notice.of("folder " + folder.root().shown(folder.prefix()) + " " + what));
    }

    private @Nullable Entry entry(Tree.Folder folder, Path path) {
        String name = Names.of(path);
        try {
            BasicFileAttributes found =
                    Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (found.isDirectory() ? Litter.folder(name) : Litter.file(name)) {
                litter++;
                return null;
            }
            boolean enter = found.isDirectory();
            // In a locale that cannot spell the name, or where it is not in NFC, only the path itself leads to it.
            Path spelled = enter || !name.equals(String.valueOf(path.getFileName())) ? path : null;
            long modified = found.lastModifiedTime().to(TimeUnit.NANOSECONDS);
            if (!isUtf8(path, name)) {
                // It could be read here, but no list of files could name it.
                return new Entry(name, false, found.size(), modified, path).noted("its name is no UTF-8; rename it");
            }
            if (found.isSymbolicLink()) {
                return link(name, path, found);
            }
            Entry entry = new Entry(name, enter, found.size(), modified, spelled);
            return enter || found.isRegularFile() ? entry : entry.noted("not a regular file");
        } catch (NoSuchFileException e) {
            notices.accept(Notice.of(folder.root().shown(folder.prefix() + name) + " vanished during the scan"));
            return null;
        } catch (IOException e) {
            return new Entry(name, false, 0, 0, path).noted("cannot be read: " + e);
        }
    }

    private static boolean isUtf8(Path path, String name) {
        return name.indexOf('\uFFFD') < 0 || path.toUri().getRawPath().contains("%EF%BF%BD");
    }

    private Entry link(String name, Path path, BasicFileAttributes link) {
        Entry entry =
                new Entry(name, false, link.size(), link.lastModifiedTime().to(TimeUnit.NANOSECONDS), path);
        try {
            Path target = path.toRealPath();
            if (!target.startsWith(rootReal)) {
                return entry.noted("a link that leads outside its root");
            }
            String inside = rootReal.relativize(target).toString().replace('\\', '/');
            BasicFileAttributes there = Files.readAttributes(target, BasicFileAttributes.class);
            if (there.isRegularFile() && hidden(rootReal.relativize(target))) {
                // Content kept in a hidden store, as git-annex and DVC do: it counts nowhere else.
                return new Entry(
                        name, false, there.size(), there.lastModifiedTime().to(TimeUnit.NANOSECONDS), path);
            }
            return entry.noted(
                    "a link to " + (inside.isEmpty() ? "its root" : inside) + ", which counts where it stands");
        } catch (IOException e) {
            return entry.noted("a link that leads nowhere");
        }
    }

    private static boolean hidden(Path inside) {
        Path parent = inside.getParent();
        if (parent != null) {
            for (Path segment : parent) {
                if (Litter.folder(segment.toString())) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Names that differ in bytes and are one in NFC would have one id: the first stays, the others say so. */
    private List<Entry> withoutTwins(Tree.Folder folder, List<Entry> entries) {
        List<Entry> kept = new ArrayList<>(entries.size());
        String last = null;
        for (Entry entry : entries) {
            if (entry.name.equals(last)) {
                tell(
                        folder,
                        "holds two names that read the same (in Unicode NFC, what is no UTF-8 as \uFFFD); the second is left out: "
                                + entry.name);
            } else {
                kept.add(entry);
            }
            last = entry.name;
        }
        return kept;
    }
}
