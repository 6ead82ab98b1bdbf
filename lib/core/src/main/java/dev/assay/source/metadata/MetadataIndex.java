package dev.assay.source.metadata;

import dev.assay.schema.Evidence;
import dev.assay.schema.Item;
import dev.assay.source.Notice;
import dev.assay.source.rules.Rules;
import dev.assay.source.walk.Names;
import dev.assay.source.walk.Tree;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the recognised files of all roots say of the media files there.
 *
 * <p>A file speaks of what stands in its folder and below; one whose folder holds no media, such as {@code splits/},
 * speaks of its whole root. Of collections of sidecars the one nearest to the media file counts; manifests all count.
 */
public final class MetadataIndex {

    private final Tree tree;
    private final Rules rules;
    private final BitSet used = new BitSet();
    private final Map<String, Map<String, List<FileEntries>>> byDatasetAndScope = new TreeMap<>();
    private final Map<String, List<MetadataFile>> byDataset = new TreeMap<>();
    private final Set<String> datasetsWithMedia = new HashSet<>();
    private final Set<String> prefixesWithMedia = new HashSet<>();

    private MetadataIndex(Tree tree, Rules rules) {
        this.tree = tree;
        this.rules = rules;
    }

    /** Recognises the tables of a tree by content, and matches their entries to its media files. */
    public static MetadataIndex of(Tree tree, Rules rules, Consumer<Notice> notices) {
        MetadataIndex index = new MetadataIndex(tree, rules);
        index.findMedia();
        index.recognise(new Recognition(rules, notices));
        index.announce();
        index.tell(notices);
        return index;
    }

    private void findMedia() {
        Set<Tree.Folder> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (int file = 0; file < tree.size(); file++) {
            Tree.Folder folder = tree.folder(file);
            if (rules.media(tree.name(file)).isPresent() && seen.add(folder)) {
                datasetsWithMedia.add(folder.root().name());
                prefixes(folder.prefix())
                        .forEach(each -> prefixesWithMedia.add(folder.root().name() + "/" + each));
            }
        }
    }

    /** A folder's prefix and those of the folders above it, the nearest first; the root's is empty. */
    private static List<String> prefixes(String prefix) {
        List<String> prefixes = new ArrayList<>();
        String each = prefix;
        while (!each.isEmpty()) {
            prefixes.add(each);
            each = each.substring(0, each.lastIndexOf('/', each.length() - 2) + 1);
        }
        prefixes.add("");
        return prefixes;
    }

    private void recognise(Recognition recognition) {
        for (int file = 0; file < tree.size(); file++) {
            if (tree.part(file) == Tree.Part.TABLE) {
                int number = file;
                String relative = tree.relative(file);
                recognition
                        .read(tree.path(file), tree.folder(file).root().shown(relative))
                        .ifPresent(found -> use(number, found));
            }
        }
    }

    private void use(int number, MetadataFile found) {
        Tree.Folder folder = tree.folder(number);
        String dataset = folder.root().name();
        used.set(number);
        byDataset.computeIfAbsent(dataset, name -> new ArrayList<>()).add(found);
        boolean near = prefixesWithMedia.contains(dataset + "/" + folder.prefix());
        byDatasetAndScope
                .computeIfAbsent(dataset, name -> new HashMap<>())
                .computeIfAbsent(near ? folder.prefix() : "", scope -> new ArrayList<>())
                .add(new FileEntries(found, Names.ignoreCase(folder.path())));
    }

    private void announce() {
        for (int file = 0; file < tree.size(); file++) {
            Tree.Folder folder = tree.folder(file);
            Map<String, List<FileEntries>> scopes =
                    byDatasetAndScope.get(folder.root().name());
            if (scopes != null && rules.media(tree.name(file)).isPresent()) {
                String relative = tree.relative(file);
                for (String scope : prefixes(folder.prefix())) {
                    scopes.getOrDefault(scope, List.of())
                            .forEach(entries -> entries.announce(relative.substring(scope.length())));
                }
            }
        }
    }

    private void tell(Consumer<Notice> notices) {
        byDatasetAndScope.forEach((dataset, scopes) -> {
            if (datasetsWithMedia.contains(dataset)) {
                new TreeMap<>(scopes).values().stream().flatMap(List::stream).forEach(entries -> {
                    tell(notices, entries, entries.withoutFile(), "files that are not there");
                    tell(notices, entries, entries.ambiguous(), "files by a name that stands in several folders");
                });
            }
        });
    }

    private static void tell(Consumer<Notice> notices, FileEntries entries, long count, String what) {
        if (count > 0) {
            notices.accept(Notice.of(entries.file().shown() + ": names " + count + " " + what));
        }
    }

    /** Whether a file was recognised as one that speaks of others. */
    public boolean isMetadata(int file) {
        return used.get(file);
    }

    /** What recognised files say of a media file. */
    public List<Evidence> evidence(int file, @Nullable String key, boolean hasSidecar) {
        Tree.Folder folder = tree.folder(file);
        Map<String, List<FileEntries>> scopes =
                byDatasetAndScope.get(folder.root().name());
        if (scopes == null) {
            return List.of();
        }
        List<Evidence> evidence = new ArrayList<>();
        String relative = tree.relative(file);
        boolean collected = hasSidecar;
        for (String scope : prefixes(folder.prefix())) {
            for (FileEntries entries : scopes.getOrDefault(scope, List.of())) {
                boolean collection = !entries.file().kind().manifest();
                List<Evidence> said =
                        collection && collected ? null : entries.evidence(relative.substring(scope.length()), key);
                if (said != null) {
                    evidence.addAll(said);
                    collected |= collection;
                }
            }
        }
        return evidence;
    }

    /** Whether a dataset is its manifest: it holds one, and no media. */
    public boolean isManifest(String dataset) {
        return !datasetsWithMedia.contains(dataset)
                && byDataset.getOrDefault(dataset, List.of()).stream()
                        .anyMatch(file -> file.kind().manifest());
    }

    /**
     * The items of a dataset that is its manifest, in the order of their ids, which begin with its name.
     *
     * @param revised what an item's evidence becomes before it is resolved, given its id
     */
    public List<Item> manifestItems(String dataset, BiFunction<String, List<Evidence>, List<Evidence>> revised) {
        List<MetadataFile> manifests = byDataset.getOrDefault(dataset, List.of()).stream()
                .filter(file -> file.kind().manifest())
                .toList();
        return ManifestList.items(manifests, rules, dataset + "/", revised);
    }

    /** What kinds of manifest each dataset holds, in words. */
    public Map<String, String> kinds() {
        Map<String, String> kinds = new LinkedHashMap<>();
        byDataset.forEach((dataset, files) -> {
            List<MetadataFile> manifests =
                    files.stream().filter(file -> file.kind().manifest()).toList();
            if (!manifests.isEmpty()) {
                kinds.put(dataset, Manifests.kinds(manifests));
            }
        });
        return kinds;
    }
}
