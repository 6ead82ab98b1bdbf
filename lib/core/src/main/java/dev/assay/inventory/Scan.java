package dev.assay.inventory;

import dev.assay.schema.Item;
import dev.assay.schema.RefusedException;
import dev.assay.schema.Version;
import dev.assay.source.MediaEngine;
import dev.assay.source.MediaEngines;
import dev.assay.source.MediaFacts;
import dev.assay.source.Notice;
import dev.assay.source.Root;
import dev.assay.source.Roots;
import dev.assay.source.SourceException;
import dev.assay.source.metadata.MetadataIndex;
import dev.assay.source.rules.Rules;
import dev.assay.source.walk.Tree;
import dev.assay.source.walk.TreeWalk;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Makes folders into items: finds their files, looks into each, and puts together what paths, sidecars, manifests and
 * people say. Reads only; hands items on one by one in the order of their ids, the same whatever the order on disk and
 * the number of threads; holds about 100 bytes a file, some 200 more where pictures are compared, and where all frames are
 * looked at about 2 KB for the hashes of a video's seconds, 64 of 32 bytes at most. Rows then wait in a temporary file
 * until all have been: what a file is a near-duplicate of may come last.
 *
 * <p>Immutable: each {@code with} gives a scan of its own.
 */
public final class Scan {

    private final MediaEngine.Depth depth;
    private final boolean decode;
    private final boolean hash;
    private final int threads;
    private final Rules rules;
    private final Overrides overrides;
    private final MediaEngines.@Nullable Found engine;
    private final @Nullable FactsCache cache;

    private Scan(
            MediaEngine.Depth depth,
            boolean decode,
            boolean hash,
            int threads,
            Rules rules,
            Overrides overrides,
            MediaEngines.@Nullable Found engine,
            @Nullable FactsCache cache) {
        this.depth = depth;
        this.decode = decode;
        this.hash = hash;
        this.threads = threads;
        this.rules = rules;
        this.overrides = overrides;
        this.engine = engine;
        this.cache = cache;
    }

    /** Headers and a few frames of each file, content compared, built-in rules, as many threads as there are cores. */
    public static Scan withDefaults() {
        return new Scan(
                MediaEngine.Depth.PIXELS,
                true,
                true,
                Runtime.getRuntime().availableProcessors(),
                Rules.builtIn(),
                Overrides.NONE,
                null,
                null);
    }

    /** How much of each file to look at. */
    public Scan withDepth(MediaEngine.Depth value) {
        return new Scan(value, decode, hash, threads, rules, overrides, engine, cache);
    }

    /** Names, paths and metadata alone: no file is opened to see what it holds. */
    public Scan withoutDecoding() {
        return new Scan(depth, false, hash, threads, rules, overrides, engine, cache);
    }

    /** Does not compare files by content. */
    public Scan withoutHash() {
        return new Scan(depth, decode, false, threads, rules, overrides, engine, cache);
    }

    /** How many files to look into at once, at least 1. */
    public Scan withThreads(int value) {
        if (value < 1) {
            throw new RefusedException("threads must be at least 1, found " + value);
        }
        return new Scan(depth, decode, hash, value, rules, overrides, engine, cache);
    }

    /** What names mean; a user's rules files and sidecar maps are read over the built-in ones by {@link Rules}. */
    public Scan withRules(Rules value) {
        return new Scan(depth, decode, hash, threads, value, overrides, engine, cache);
    }

    /** What people say of items. */
    public Scan withOverrides(Overrides value) {
        return new Scan(depth, decode, hash, threads, rules, value, engine, cache);
    }

    /** What looks into files, in place of the one of this installation. */
    public Scan withEngine(MediaEngine value) {
        MediaEngines.Found found = new MediaEngines.Found(Optional.of(value), "");
        return new Scan(depth, decode, hash, threads, rules, overrides, found, cache);
    }

    /** Where facts are kept for the next scan, and looked for before a file is. */
    public Scan withCache(FactsCache value) {
        return new Scan(depth, decode, hash, threads, rules, overrides, engine, value);
    }

    /** As {@link #run(List, ItemSink, ScanListener)}, and nobody listens. */
    public ScanSummary run(List<Root> roots, ItemSink sink) throws IOException {
        return run(roots, sink, ScanListener.NONE);
    }

    /**
     * Scans.
     *
     * @param sink takes the items in the order of their ids
     * @throws SourceException where a root, the overrides, or a model of the user's cannot be used
     * @throws IOException where the sink cannot keep an item; what is wrong with a file is a row, not an exception
     */
    public ScanSummary run(List<Root> roots, ItemSink sink, ScanListener listener) throws IOException {
        Roots located = Roots.of(roots);
        Tally tally = new Tally();
        located.inOrder().forEach(each -> tally.dataset(each.root().name()));
        Tree tree = TreeWalk.walk(located, name -> rules.media(name).isPresent(), tally::warn);
        MetadataIndex metadata = MetadataIndex.of(tree, rules, tally::warn);
        MediaEngines.Found installed = installed();
        listener.found(tree.size());
        try (OrderedWork work = new OrderedWork(threads);
                Notes notes = notes(located, tree, installed)) {
            MediaEngines.Found found = working(installed, tree, notes);
            if (decode && found.engine().isEmpty()) {
                tally.warn(Notice.of("files were not looked into: " + found.reason()));
            }
            Looker looker = found.engine()
                    .map(looks -> new Looker(tree, looks, depth, hash, notes))
                    .orElse(null);
            run(looker, sink, listener, to -> new Run(tree, metadata, tally, to, listener)
                    .run(located, work, looker, notes));
            notes.remarks().forEach(listener::remark);
            return tally.summary(metadata.kinds(), found.reason());
        }
    }

    private interface Writing {
        void to(ItemSink sink) throws IOException;
    }

    /** Hands rows on as they come; where pictures were looked at, when all are there and were compared. */
    private void run(@Nullable Looker looker, ItemSink sink, ScanListener listener, Writing rows) throws IOException {
        if (looker == null || !hash || depth == MediaEngine.Depth.HEADERS) {
            rows.to(sink);
        } else {
            Likenesses likenesses = new Likenesses();
            try (HeldItems held = new HeldItems()) {
                rows.to(item -> {
                    likenesses.add(item);
                    held.accept(item);
                });
                listener.comparing(likenesses.hashed());
                Likenesses.Clusters clusters = likenesses.clusters();
                held.release(item -> sink.accept(clusters.next(item)));
            }
        }
    }

    /**
     * Looks into some files again, as far as this scan's depth goes, with its threads and its cache.
     *
     * @param ids of items, as a run over the same roots names them; those that are no files any more are left out
     * @param listener hears how many are done
     * @return the facts by id; empty where nothing can look into files here
     */
    public Map<String, MediaFacts> facts(List<Root> roots, Collection<String> ids, ScanListener listener)
            throws IOException {
        Roots located = Roots.of(roots);
        Tree tree = TreeWalk.walk(located, name -> rules.media(name).isPresent(), notice -> {});
        List<Integer> files = ids.stream()
                .flatMap(id -> tree.find(id).stream().boxed())
                .sorted()
                .toList();
        MediaEngines.Found found = installed();
        Map<String, MediaFacts> facts = new TreeMap<>();
        if (found.engine().isPresent()) {
            try (OrderedWork work = new OrderedWork(threads);
                    Notes notes = notes(located, tree, found)) {
                Looker looker = new Looker(tree, found.engine().get(), depth, hash, notes);
                work.run(
                        files.size(),
                        batch(),
                        (from, to) -> List.copyOf(
                                looker.facts(files.subList(from, to)).values()),
                        (number, seen) -> {
                            facts.put(tree.id(files.get(number)), seen);
                            listener.done(facts.size());
                        });
                notes.remarks().forEach(listener::remark);
            }
        }
        return facts;
    }

    private MediaEngines.Found installed() {
        if (!decode) {
            return new MediaEngines.Found(Optional.empty(), "decoding was not asked for");
        }
        return engine == null ? MediaEngines.find() : engine;
    }

    private Notes notes(Roots roots, Tree tree, MediaEngines.Found installed) {
        if (cache == null) {
            return new Notes(tree, 0);
        }
        String measured = installed
                .engine()
                .map(looks -> looks.fingerprint() + " " + depth)
                .orElse("by nobody");
        return cache.open(roots, tree, Version.assay() + "\n" + measured);
    }

    /** The engine, unless there is something to look into and it cannot: one that has nothing to do is not started. */
    private MediaEngines.Found working(MediaEngines.Found installed, Tree tree, Notes notes) {
        Optional<String> obstacle =
                installed.engine().filter(looks -> isNeeded(tree, notes)).flatMap(MediaEngine::obstacle);
        return obstacle.isPresent() ? new MediaEngines.Found(Optional.empty(), obstacle.get()) : installed;
    }

    private boolean isNeeded(Tree tree, Notes notes) {
        return IntStream.range(0, tree.size())
                .anyMatch(file -> !notes.knows(file) && RowMaker.isWorthALook(tree, rules, file));
    }

    /** Files handed to the engine at a time: what a call costs is seen where a file costs little. */
    private int batch() {
        return switch (depth) {
            case HEADERS -> 32;
            case PIXELS -> 4;
            case FULL -> 1;
        };
    }

    /** One run over one tree. */
    private final class Run {

        private final Tree tree;
        private final MetadataIndex metadata;
        private final Tally tally;
        private final ItemSink sink;
        private final ScanListener listener;
        private final Set<String> manifests = new HashSet<>();
        private final Map<String, List<Item>> waiting = new TreeMap<>();

        Run(Tree tree, MetadataIndex metadata, Tally tally, ItemSink sink, ScanListener listener) {
            this.tree = tree;
            this.metadata = metadata;
            this.tally = tally;
            this.sink = sink;
            this.listener = listener;
        }

        void run(Roots roots, OrderedWork work, @Nullable Looker looker, Notes notes) throws IOException {
            for (Roots.Located each : roots.inOrder()) {
                String name = each.root().name();
                if (metadata.isManifest(name)) {
                    manifests.add(name);
                    waiting.put(name + "/", listed(each.root()));
                }
            }
            overrides.checkIds(this::exists);
            List<Notice> uncompared = new ArrayList<>();
            Duplicates duplicates = hash
                    ? Duplicates.find(tree, file -> comparable(file, looker != null), work, notes, uncompared)
                    : Duplicates.none();
            uncompared.forEach(tally::warn);
            RowMaker maker = new RowMaker(tree, rules, metadata, overrides, duplicates);
            work.run(tree.size(), batch(), (from, to) -> rows(from, to, looker, maker), this::take);
            emitListedBefore("\uFFFF");
            listener.done(tally.items());
        }

        /** The rows of neighbouring files; empty for a file that is none. */
        private List<Optional<RowMaker.Row>> rows(int from, int to, @Nullable Looker looker, RowMaker maker) {
            List<Integer> wanted = IntStream.range(from, to)
                    .filter(file -> looker != null && isRow(file) && RowMaker.isWorthALook(tree, rules, file))
                    .boxed()
                    .toList();
            Map<Integer, MediaFacts> facts = looker == null ? Map.of() : looker.facts(wanted);
            return IntStream.range(from, to)
                    .mapToObj(file -> isRow(file)
                            ? Optional.of(maker.row(file, facts.get(file)))
                            : Optional.<RowMaker.Row>empty())
                    .toList();
        }

        private boolean exists(String id) {
            return tree.find(id).stream().anyMatch(this::isRow)
                    || waiting.values().stream().anyMatch(items -> items.stream()
                            .anyMatch(item -> Item.nfc(item.id()).equals(id)));
        }

        private boolean comparable(int file, boolean unnamedToo) {
            return tree.part(file) == Tree.Part.FILE
                    && (unnamedToo || rules.media(tree.name(file)).isPresent());
        }

        /** Whether a file is a row: not what served as metadata, and not what lies about in a manifest's folder. */
        private boolean isRow(int file) {
            return tree.part(file) != Tree.Part.SIDECAR
                    && !metadata.isMetadata(file)
                    && !manifests.contains(tree.folder(file).root().name());
        }

        private void take(int file, Optional<RowMaker.Row> row) throws IOException {
            String dataset = tree.folder(file).root().name();
            if (tree.part(file) == Tree.Part.SIDECAR || metadata.isMetadata(file)) {
                tally.metadata(dataset, tree.relative(file));
            }
            if (row.isPresent()) {
                emitListedBefore(dataset + "/");
                row.get().notices().forEach(tally::warn);
                emit(row.get().item());
            }
        }

        private void emitListedBefore(String prefix) throws IOException {
            while (!waiting.isEmpty()) {
                String first = waiting.keySet().iterator().next();
                if (first.compareTo(prefix) >= 0) {
                    return;
                }
                List<Item> items = waiting.remove(first);
                for (Item item : items == null ? List.<Item>of() : items) {
                    emit(item);
                }
            }
        }

        private void emit(Item item) throws IOException {
            sink.accept(item);
            tally.count(item);
            if (tally.items() % 64 == 0) {
                listener.done(tally.items());
            }
        }

        private List<Item> listed(Root root) {
            List<Item> items = new ArrayList<>();
            for (Item item : metadata.manifestItems(root.name(), overrides::apply)) {
                Map<String, Object> values = new LinkedHashMap<>(item.values());
                values.put("dataset", root.name());
                values.put("path", root.shown(item.id().substring(root.name().length() + 1)));
                items.add(new Item(item.id(), values));
            }
            return items;
        }
    }
}
