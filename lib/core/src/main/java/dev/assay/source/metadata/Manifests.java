package dev.assay.source.metadata;

import dev.assay.source.Root;
import dev.assay.source.Roots;
import dev.assay.source.rules.Rules;
import dev.assay.source.walk.Names;
import dev.assay.source.walk.Tree;
import dev.assay.source.walk.TreeWalk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Manifests of published datasets, recognised by what they say and not by what they are called. */
public final class Manifests {

    private Manifests() {}

    /** As {@link #read(Path, Rules)}, with the built-in rules. */
    public static Optional<ManifestItems> read(Path folderOrFile) {
        return read(folderOrFile, Rules.builtIn());
    }

    /**
     * Reads a manifest as an inventory of its own: a file that is one, or a folder that holds one and no media. Of a
     * FaceForensics++ split list the conversion dictionary is looked for beside it.
     *
     * @return empty where it is no manifest, or where the folder holds media and is to be scanned
     */
    public static Optional<ManifestItems> read(Path folderOrFile, Rules rules) {
        Map<String, String> warnings = new LinkedHashMap<>();
        Recognition recognition = new Recognition(rules, notice -> warnings.putIfAbsent(notice.key(), notice.text()));
        List<MetadataFile> found = Files.isDirectory(folderOrFile)
                ? inFolder(folderOrFile, rules, recognition)
                : inFile(folderOrFile, recognition);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new ManifestItems(
                kinds(found),
                ManifestList.items(found, rules, "", (id, evidence) -> evidence),
                found.stream().map(MetadataFile::shown).toList(),
                List.copyOf(warnings.values())));
    }

    static String kinds(List<MetadataFile> files) {
        return String.join(
                "+",
                files.stream()
                        .map(file -> file.kind().word())
                        .distinct()
                        .sorted()
                        .toList());
    }

    private static List<MetadataFile> inFolder(Path folder, Rules rules, Recognition recognition) {
        Tree tree = TreeWalk.walk(
                Roots.of(List.of(new Root("folder", folder))),
                name -> rules.media(name).isPresent(),
                notice -> {});
        List<MetadataFile> found = new ArrayList<>();
        for (int file = 0; file < tree.size(); file++) {
            if (rules.media(tree.name(file)).isPresent()) {
                return List.of();
            }
            if (tree.part(file) == Tree.Part.TABLE) {
                recognition.read(tree.path(file), tree.relative(file)).ifPresent(found::add);
            }
        }
        found.removeIf(file -> !file.kind().manifest());
        return found;
    }

    private static List<MetadataFile> inFile(Path file, Recognition recognition) {
        List<MetadataFile> found = new ArrayList<>();
        recognition
                .read(file, name(file))
                .filter(each -> each.kind().manifest())
                .ifPresent(found::add);
        Path folder = file.toAbsolutePath().getParent();
        if (!found.isEmpty() && found.get(0).kind() == MetadataKind.FFPP_SPLIT && folder != null) {
            dictionary(folder, recognition).ifPresent(found::add);
        }
        return found;
    }

    private static Optional<MetadataFile> dictionary(Path folder, Recognition recognition) {
        try (var beside = Files.list(folder)) {
            return beside.filter(path -> Names.extension(name(path)).equals("json") && Files.isRegularFile(path))
                    .sorted()
                    .flatMap(path -> recognition.read(path, name(path)).stream())
                    .filter(each -> each.kind() == MetadataKind.FFPP_IDS)
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static String name(Path path) {
        Path name = path.getFileName();
        return name == null ? path.toString() : name.toString();
    }
}
