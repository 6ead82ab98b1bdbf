package dev.assay.source.walk;

import dev.assay.source.Notice;
import dev.assay.source.Roots;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Finds the files under roots, in the order of their ids, reading folders only. Links are not followed; hidden folders
 * are not entered; what cannot be read is a notice, never a stop.
 */
public final class TreeWalk {

    private static final Set<String> TABLES = Set.of("json", "jsonl", "ndjson", "csv", "tsv", "txt");
    private static final List<String> SIDECAR_ENDINGS = List.of(".info.json", ".json");

    private final Predicate<String> media;
    private final Consumer<Notice> notices;
    private final Tree tree = new Tree();

    private TreeWalk(Predicate<String> media, Consumer<Notice> notices) {
        this.media = media;
        this.notices = notices;
    }

    /**
     * Walks the roots.
     *
     * @param media whether a file name looks like media
     * @param notices told of what could not be read
     */
    public static Tree walk(Roots roots, Predicate<String> media, Consumer<Notice> notices) {
        TreeWalk walk = new TreeWalk(media, notices);
        Set<Path> owned = new HashSet<>();
        roots.inOrder().forEach(each -> owned.add(each.real()));
        for (Roots.Located root : roots.inOrder()) {
            walk.root(root, owned);
        }
        return walk.tree;
    }

    private void root(Roots.Located root, Set<Path> owned) {
        FolderReader reader = new FolderReader(root.real(), notices);
        Deque<Level> stack = new ArrayDeque<>();
        stack.push(level(reader, new Tree.Folder(root.root(), "", root.real())));
        while (!stack.isEmpty()) {
            Level level = stack.peek();
            if (!level.entries.hasNext()) {
                stack.pop();
                continue;
            }
            Entry entry = level.entries.next();
            if (!entry.folder) {
                tree.add(level.number, entry);
            } else if (entry.spelledOtherwise != null && !owned.contains(entry.spelledOtherwise)) {
                stack.push(level(
                        reader,
                        new Tree.Folder(
                                root.root(), level.folder.prefix() + entry.name + "/", entry.spelledOtherwise)));
            }
        }
        if (reader.litter() > 0) {
            notices.accept(Notice.of("root " + root.root().name() + ": " + reader.litter()
                    + " hidden folders and system files were left out"));
        }
    }

    private Level level(FolderReader reader, Tree.Folder folder) {
        List<Entry> entries = reader.read(folder);
        pair(entries, Names.ignoreCase(folder.path()));
        return new Level(folder, tree.addFolder(folder), entries.iterator());
    }

    private record Level(Tree.Folder folder, int number, Iterator<Entry> entries) {}

    /** Ties each JSON to the media files it is named after: {@code a.json}, {@code a.mp4.json}, {@code a.info.json}. */
    private void pair(List<Entry> entries, boolean ignoreCase) {
        Map<String, Entry> jsons = new HashMap<>();
        for (Entry entry : entries) {
            if (!entry.folder && entry.note == null && TABLES.contains(Names.extension(entry.name))) {
                entry.part = Tree.Part.TABLE;
                stemOfJson(entry.name)
                        .ifPresent(stem -> jsons.merge(
                                Names.key(stem, ignoreCase), entry, (a, b) -> a.name.endsWith(".info.json") ? b : a));
            }
        }
        if (jsons.isEmpty()) {
            return;
        }
        for (Entry entry : entries) {
            if (!entry.folder && entry.note == null && media.test(entry.name)) {
                Entry json = jsons.get(Names.key(Names.stem(entry.name), ignoreCase));
                json = json == null ? jsons.get(Names.key(entry.name, ignoreCase)) : json;
                if (json != null) {
                    json.part = Tree.Part.SIDECAR;
                    entry.sidecar = json;
                }
            }
        }
    }

    private static Optional<String> stemOfJson(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return SIDECAR_ENDINGS.stream()
                .filter(ending -> lower.endsWith(ending) && lower.length() > ending.length())
                .findFirst()
                .map(ending -> name.substring(0, name.length() - ending.length()));
    }
}
