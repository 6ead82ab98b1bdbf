package dev.assay.assembly.server;

import dev.assay.jupyter.Complaints;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The cells of this session and, where a store is given, of those before. Session numbers count from 1; 0 and below are
 * relative to this session, as in IPython.
 */
final class History {
    /** Cells of this session that are remembered. */
    static final int MAX_CELLS = 10_000;

    private final @Nullable HistoryStore store;
    private final Complaints complaints;
    private final ArrayDeque<Entry> current = new ArrayDeque<>();

    /** What is not written yet; what number the session has is known then. */
    private final ArrayDeque<Entry> fresh = new ArrayDeque<>();

    private boolean broken;

    /**
     * One cell.
     *
     * @param output what its result was as text, null if it had none
     */
    record Entry(int session, int number, String input, @Nullable String output) {}

    /** {@code store} null where nothing is kept beyond this session. */
    History(@Nullable HistoryStore store, Complaints complaints) {
        this.store = store;
        this.complaints = complaints;
    }

    /** Remembers a cell; it goes to the disk with {@link #write}, or when somebody asks. */
    synchronized void add(int number, String input, @Nullable String output) {
        fresh.add(new Entry(0, number, input, output));
    }

    /** Writes what was added since. */
    synchronized void write() {
        for (Entry entry = fresh.poll(); entry != null; entry = fresh.poll()) {
            write(entry);
            current.addLast(new Entry(session(), entry.number(), entry.input(), entry.output()));
            if (current.size() > MAX_CELLS) {
                current.removeFirst();
            }
        }
    }

    private void write(Entry entry) {
        if (store == null || broken) {
            return;
        }
        try {
            store.append(entry.number(), entry.input(), entry.output());
        } catch (IOException e) {
            broken = true;
            complaints.log("history is kept in memory only: " + e);
        }
    }

    /** The last n cells, oldest first. */
    synchronized List<Entry> tail(int n) {
        return newest(n, "*", false);
    }

    /** Cells of a session from number {@code start} to before {@code stop}. */
    synchronized List<Entry> range(int session, int start, int stop) {
        write();
        int wanted = session > 0 ? session : session() + session;
        List<Entry> entries = wanted == session() ? List.copyOf(current) : stored(wanted);
        return entries.stream()
                .filter(entry -> entry.number() >= start && entry.number() < stop)
                .toList();
    }

    /** The last n cells whose text fits a glob, oldest first; with {@code unique} each text once, where it came last. */
    synchronized List<Entry> search(String glob, int n, boolean unique) {
        return newest(n, glob, unique);
    }

    private List<Entry> newest(int n, String glob, boolean unique) {
        write();
        ArrayDeque<Entry> found = new ArrayDeque<>();
        Set<String> texts = new HashSet<>();
        List<Entry> entries = List.copyOf(current);
        for (int session = session(); session > 0 && found.size() < n; session--) {
            for (int i = entries.size() - 1; i >= 0 && found.size() < n; i--) {
                Entry entry = entries.get(i);
                if (Glob.matches(glob, entry.input()) && (!unique || texts.add(entry.input()))) {
                    found.addFirst(entry);
                }
            }
            entries = session > 1 ? stored(session - 1) : List.of();
        }
        return new ArrayList<>(found);
    }

    private int session() {
        return store == null ? 1 : store.session();
    }

    private List<Entry> stored(int session) {
        return store == null || session < 1 ? List.of() : store.read(session);
    }
}
