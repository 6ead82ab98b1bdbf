package dev.assay.report;

import dev.assay.inventory.Inventory;
import dev.assay.source.MediaEngine;
import dev.assay.source.Timeline;
import dev.assay.verdict.Timelines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Looks into the selected videos, each once: hash, cuts, black stretches, a picture. */
public final class Looks implements Timelines {

    private static final int PICTURE_PIXELS = 160;

    private final Map<String, Integer> rows;
    private final Inventory inventory;
    private final @Nullable MediaEngine engine;
    private final boolean pictured;
    private final StepListener listener;
    private final Map<String, Look> looks = new ConcurrentHashMap<>();
    private final Map<String, byte[]> pictures = new ConcurrentHashMap<>();

    /**
     * Looks into the items of an inventory, when they are asked for.
     *
     * @param engine decodes; null where there is none, and then nothing but the hash is found
     * @param pictured whether pictures are taken, too
     * @param listener is told how far it is, and what could not be read
     */
    public Looks(Inventory inventory, @Nullable MediaEngine engine, boolean pictured, StepListener listener) {
        this.inventory = inventory;
        this.rows = inventory.rowsById();
        this.engine = engine;
        this.pictured = pictured;
        this.listener = listener;
    }

    /** Decodes on all cores; a look depends on its file alone, so order does not matter. */
    @Override
    public void prepare(Collection<String> ids) {
        try (StepListener.Step step = listener.begin("look at selected videos")) {
            step.found(ids.size());
            AtomicLong done = new AtomicLong();
            ids.parallelStream().forEach(id -> {
                look(id);
                step.done(done.incrementAndGet());
            });
        }
    }

    @Override
    public @Nullable Timeline of(String id) {
        return look(id).timeline();
    }

    @Override
    public @Nullable String sha256(String id) {
        return look(id).sha256();
    }

    /** The picture of an item that was looked into. */
    public Optional<byte[]> thumbnail(String id) {
        look(id);
        return Optional.ofNullable(pictures.get(id));
    }

    /** A picture from the middle of an item, and nothing else of it. */
    public Optional<byte[]> picture(String id) {
        Integer row = rows.get(id);
        String path = row == null ? null : inventory.text(row, "path");
        Path file = path == null ? null : file(path);
        if (row == null || file == null || engine == null || !pictured || !"ok".equals(inventory.text(row, "status"))) {
            return Optional.empty();
        }
        double seconds = inventory.number(row, "duration");
        return engine.thumbnail(file, seconds > 0 ? seconds / 2 : 0, PICTURE_PIXELS);
    }

    /** What was found of each item. */
    public Map<String, Look> all(Collection<String> ids) {
        Map<String, Look> all = new TreeMap<>();
        ids.forEach(id -> all.put(id, look(id)));
        return all;
    }

    private Look look(String id) {
        return looks.computeIfAbsent(id, this::take);
    }

    private Look take(String id) {
        Integer row = rows.get(id);
        String path = row == null ? null : inventory.text(row, "path");
        Path file = path == null ? null : file(path);
        if (row == null || path == null || file == null) {
            return new Look(id, null, null, false);
        }
        String sha256 = null;
        Timeline timeline = null;
        try {
            sha256 = Check.sha256(file);
            timeline = engine == null ? null : engine.timeline(file);
        } catch (IOException e) {
            listener.warn(List.of(path + ": " + e.getMessage()));
        }
        picture(id).ifPresent(picture -> pictures.put(id, picture));
        return new Look(id, sha256, timeline, pictures.containsKey(id));
    }

    private static @Nullable Path file(String path) {
        try {
            Path file = Path.of(path);
            return Files.isRegularFile(file) ? file : null;
        } catch (InvalidPathException e) {
            return null;
        }
    }
}
