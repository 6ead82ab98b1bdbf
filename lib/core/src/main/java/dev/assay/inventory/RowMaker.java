package dev.assay.inventory;

import dev.assay.schema.Copies;
import dev.assay.schema.Evidence;
import dev.assay.schema.Item;
import dev.assay.source.MagicBytes;
import dev.assay.source.MediaFacts;
import dev.assay.source.Notice;
import dev.assay.source.Resolved;
import dev.assay.source.metadata.MetadataIndex;
import dev.assay.source.metadata.Sidecar;
import dev.assay.source.rules.PathClaims;
import dev.assay.source.rules.Rules;
import dev.assay.source.walk.Names;
import dev.assay.source.walk.Tree;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes one file into one row: what it is, what it says of itself, and what others say of it. Safe for threads. */
final class RowMaker {

    private final Tree tree;
    private final Rules rules;
    private final MetadataIndex metadata;
    private final Overrides overrides;
    private final Duplicates duplicates;

    /** A row, and what people should know of it. */
    record Row(Item item, List<Notice> notices) {}

    /** What a file turned out to be, before anybody else is asked. */
    private record State(String media, String status, @Nullable String error, MediaFacts facts) {
        static State skipped(String why) {
            return new State("other", "skipped", why, MediaFacts.unreadable(why));
        }

        static State unreadable(String why) {
            return new State("other", "unreadable", why, MediaFacts.unreadable(why));
        }
    }

    RowMaker(Tree tree, Rules rules, MetadataIndex metadata, Overrides overrides, Duplicates duplicates) {
        this.tree = tree;
        this.rules = rules;
        this.metadata = metadata;
        this.overrides = overrides;
        this.duplicates = duplicates;
    }

    /** Whether a file is worth looking into: it is named as media, or begins as media do. */
    static boolean isWorthALook(Tree tree, Rules rules, int file) {
        if (tree.note(file) != null || tree.bytes(file) == 0) {
            return false;
        }
        return rules.media(tree.name(file)).isPresent()
                || (tree.part(file) == Tree.Part.FILE && MagicBytes.looksLikeMedia(tree.path(file)));
    }

    /**
     * The row of a file.
     *
     * @param found what was found inside; null where nobody looked
     */
    Row row(int file, @Nullable MediaFacts found) {
        List<Notice> notices = new ArrayList<>();
        State state = state(file, found);
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("path", tree.folder(file).root().shown(tree.spelled(file)));
        values.put("dataset", tree.folder(file).root().name());
        values.put("media", state.media());
        values.put("status", state.status());
        if (state.error() != null) {
            values.put("error", state.error());
        }
        values.put("bytes", tree.bytes(file));
        if (state.status().equals("ok")) {
            values.putAll(state.facts().values());
            int keeper = duplicates.keeper(file);
            if (keeper >= 0) {
                values.put(Copies.COPY_OF, tree.id(keeper));
                values.put(Copies.DUPLICATE_OF, tree.id(keeper));
                values.put(Copies.DISTANCE, 0L);
            }
        }
        values.putAll(Resolved.columns(evidence(file, state, notices)));
        return new Row(new Item(tree.id(file), values), notices);
    }

    private State state(int file, @Nullable MediaFacts found) {
        String note = tree.note(file);
        if (note != null) {
            return State.skipped(note);
        }
        Optional<String> byName = rules.media(tree.name(file));
        boolean empty = tree.bytes(file) == 0;
        if (found != null) {
            return looked(file, found);
        }
        if (byName.isEmpty()) {
            return State.skipped(notMedia(file, empty));
        }
        return empty
                ? State.unreadable("empty file (0 bytes)")
                : new State(byName.get(), "ok", null, new MediaFacts(byName.get(), null, Map.of(), List.of()));
    }

    private String notMedia(int file, boolean empty) {
        String extension = Names.extension(tree.name(file));
        String what = extension.isEmpty() ? "no extension" : "." + extension;
        return "not a media file (" + what + (empty ? ", empty" : "") + ")";
    }

    private State looked(int file, MediaFacts facts) {
        String error = facts.error();
        if (error == null) {
            return facts.media().equals("other")
                    ? State.skipped("readable as none of video, image and audio")
                    : new State(facts.media(), "ok", null, facts);
        }
        return State.unreadable(
                Files.exists(tree.path(file), LinkOption.NOFOLLOW_LINKS) ? error : "the file vanished during the scan");
    }

    private List<Evidence> evidence(int file, State state, List<Notice> notices) {
        String id = tree.id(file);
        List<Evidence> evidence = new ArrayList<>();
        if (!state.status().equals("skipped")) {
            evidence.addAll(state.facts().evidence());
            PathClaims claims = rules.path(tree.folder(file).root().folder() + "/" + tree.relative(file));
            evidence.addAll(claims.evidence());
            Path sidecar = tree.sidecar(file);
            String relative = tree.sidecarRelative(file);
            if (sidecar != null && relative != null) {
                String shown = tree.folder(file).root().shown(relative);
                evidence.addAll(Sidecar.read(sidecar, shown, rules, notices::add));
            }
            evidence.addAll(metadata.evidence(file, claims.key(), sidecar != null));
        }
        return overrides.apply(id, evidence);
    }
}
