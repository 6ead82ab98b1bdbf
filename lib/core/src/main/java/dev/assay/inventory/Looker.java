package dev.assay.inventory;

import dev.assay.schema.Columns;
import dev.assay.source.EngineException;
import dev.assay.source.MediaEngine;
import dev.assay.source.MediaFacts;
import dev.assay.source.SourceException;
import dev.assay.source.walk.Tree;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Looks into the files of a tree, several at a time, and notes what it finds; what was noted before is not looked at. */
final class Looker {

    private final Tree tree;
    private final MediaEngine engine;
    private final MediaEngine.Depth depth;
    private final boolean hash;
    private final Notes notes;

    Looker(Tree tree, MediaEngine engine, MediaEngine.Depth depth, boolean hash, Notes notes) {
        this.tree = tree;
        this.engine = engine;
        this.depth = depth;
        this.hash = hash;
        this.notes = notes;
    }

    /** The facts of files, by file. */
    Map<Integer, MediaFacts> facts(List<Integer> files) {
        Map<Integer, MediaFacts> facts = new TreeMap<>();
        List<Integer> unknown = new ArrayList<>();
        for (int file : files) {
            notes.facts(file).ifPresentOrElse(known -> facts.put(file, known), () -> unknown.add(file));
        }
        List<MediaFacts> found = probed(unknown.stream().map(tree::path).toList());
        for (int i = 0; i < found.size(); i++) {
            notes.add(unknown.get(i), found.get(i));
            facts.put(unknown.get(i), found.get(i));
        }
        if (!hash) {
            facts.replaceAll((file, seen) -> withoutHashes(seen));
        }
        return facts;
    }

    /** The notes keep them, for a scan that asks for them. */
    private static MediaFacts withoutHashes(MediaFacts facts) {
        Map<String, Object> values = new LinkedHashMap<>(facts.values());
        values.keySet().removeAll(Set.of(Columns.PICTURE_HASHES, Columns.SECOND_HASHES));
        return new MediaFacts(facts.media(), facts.error(), values, facts.evidence(), facts.lasting());
    }

    /** Asks the engine, and takes even its failures for an answer. */
    private List<MediaFacts> probed(List<Path> files) {
        if (files.isEmpty()) {
            return List.of();
        }
        try {
            return engine.probe(files, depth);
        } catch (EngineException | SourceException e) {
            // No file is to blame: thousands of rows that say so would be thousands of lies.
            throw e;
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            return files.size() == 1
                    ? List.of(MediaFacts.unreadableNow("the media engine failed: " + e))
                    : files.stream()
                            .flatMap(file -> probed(List.of(file)).stream())
                            .toList();
        }
    }
}
