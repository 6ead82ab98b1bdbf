package dev.assay.inventory;

import dev.assay.source.FactsFormat;
import dev.assay.source.MediaFacts;
import dev.assay.source.walk.Tree;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * What earlier scans found out about the files of a tree, and what this one does: facts, and hashes of content. Holds
 * two places a file; what stands there is read when it is wanted. Safe for several threads.
 */
final class Notes implements Closeable {

    /** What a record is, its first byte; next come the relative path, the size, the time and the thing itself. */
    private static final int FACTS = 'F';

    private static final int HASH = 'H';
    /** So many notes on files that are gone or have changed are kept along, lest a small file be written anew at a time. */
    private static final int FEW = 1000;

    private final Tree tree;
    private final long limit;
    private final Map<String, FactsFile> files = new LinkedHashMap<>();
    private final List<String> remarks = new ArrayList<>();
    private final long[] facts;
    private final long[] hashes;
    private volatile boolean full;

    /** None so far. */
    Notes(Tree tree, long limit) {
        this.tree = tree;
        this.limit = limit;
        this.facts = new long[tree.size()];
        this.hashes = new long[tree.size()];
    }

    /** Takes in the notes on the files of one root. */
    void open(String root, Path path, String about) {
        try {
            FactsFile file = FactsFile.open(path, about, (record, place) -> take(root, record, place));
            long[] wanted = wanted(root);
            if (file.isOurs() && file.records() > 2 * wanted.length + FEW) {
                file.shrinkTo(wanted);
                file = FactsFile.open(path, about, (record, place) -> take(root, record, place));
            }
            files.put(root, file);
            if (file.isDamaged()) {
                remark("the facts kept of " + root + " in " + path
                        + " were damaged: what follows the damage is measured" + " again");
            }
            if (!file.isOurs()) {
                remark("another scan of " + root + " is keeping facts: those of this one are not kept");
            }
        } catch (IOException e) {
            remark("facts of " + root + " are not kept for the next scan: " + path + " cannot be opened: " + e);
        }
    }

    /** Where the notes stand that hold today, in order. */
    private long[] wanted(String root) {
        return IntStream.range(0, tree.size())
                .filter(file -> tree.folder(file).root().name().equals(root))
                .mapToObj(file -> LongStream.of(facts[file], hashes[file]))
                .flatMapToLong(places -> places)
                .filter(place -> place != 0)
                .sorted()
                .toArray();
    }

    private boolean take(String root, byte[] record, long place) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(record))) {
            int kind = in.readByte();
            OptionalInt file = tree.find(root + "/" + FactsFormat.readText(in));
            boolean same = file.isPresent()
                    && in.readLong() == tree.bytes(file.getAsInt())
                    && in.readLong() == tree.modified(file.getAsInt());
            if (same) {
                (kind == FACTS ? facts : hashes)[file.getAsInt()] = place;
            }
            return kind == FACTS || kind == HASH;
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether the facts of a file were noted. */
    boolean knows(int file) {
        return facts[file] != 0;
    }

    /** The facts of a file, where they were noted. */
    Optional<MediaFacts> facts(int file) {
        return read(file, FACTS, facts[file], FactsFormat::read);
    }

    /** The hash of a file's content, where it was noted. */
    Optional<String> hash(int file) {
        return read(file, HASH, hashes[file], FactsFormat::readText);
    }

    private interface Reading<T> {
        T from(DataInputStream in) throws IOException;
    }

    private <T> Optional<T> read(int file, int kind, long place, Reading<T> reading) {
        FactsFile from = place == 0 ? null : file(file);
        DataInputStream in = from == null ? null : from.read(place).orElse(null);
        if (in == null) {
            return Optional.empty();
        }
        try {
            boolean still = in.readByte() == kind
                    && FactsFormat.readText(in).equals(tree.relative(file))
                    && in.readLong() == tree.bytes(file)
                    && in.readLong() == tree.modified(file);
            return still ? Optional.of(reading.from(in)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private @Nullable FactsFile file(int file) {
        return files.get(tree.folder(file).root().name());
    }

    /** Notes the facts of a file, where another look would find the same. */
    void add(int file, MediaFacts found) {
        if (found.lasting()) {
            append(file, FACTS, out -> FactsFormat.write(found, out));
        }
    }

    /** Notes the hash of a file's content. */
    void add(int file, String hash) {
        append(file, HASH, out -> FactsFormat.writeText(hash, out));
    }

    private interface Writing {
        void to(DataOutputStream out) throws IOException;
    }

    private void append(int file, int kind, Writing thing) {
        FactsFile to = full ? null : file(file);
        if (to == null) {
            return;
        }
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 11);
            DataOutputStream out = new DataOutputStream(bytes);
            out.writeByte(kind);
            FactsFormat.writeText(tree.relative(file), out);
            out.writeLong(tree.bytes(file));
            out.writeLong(tree.modified(file));
            thing.to(out);
            to.append(bytes.toByteArray());
            if (to.length() > limit) {
                fill("they take more than " + limit + " bytes");
            }
        } catch (IOException e) {
            fill(e.toString());
        }
    }

    private synchronized void fill(String why) {
        if (!full) {
            full = true;
            remark("no more facts are kept for the next scan: " + why);
        }
    }

    synchronized void remark(String words) {
        remarks.add(words);
    }

    /** What people may want to know of the notes; nothing that a row depends on. */
    synchronized List<String> remarks() {
        return List.copyOf(remarks);
    }

    @Override
    public void close() throws IOException {
        for (FactsFile file : files.values()) {
            file.close();
        }
    }
}
