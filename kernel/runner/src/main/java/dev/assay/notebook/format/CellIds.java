package dev.assay.notebook.format;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Ids for cells whose file has none, or one that is taken or not allowed: from the cell's kind and source, so that the same
 * file gives the same ids, and an inserted cell changes no other's; equal cells are numbered.
 */
final class CellIds {

    private static final Pattern ALLOWED = Pattern.compile("[a-zA-Z0-9_-]{1,64}");

    private CellIds() {}

    /** The cells, each with an id of its own; the first that claims an allowed one keeps it. */
    static List<Cell> complete(List<Cell> cells) {
        Set<String> claimed = new HashSet<>();
        for (Cell cell : cells) {
            claimed.add(cell.id());
        }
        Set<String> taken = new HashSet<>();
        Map<String, Integer> copies = new HashMap<>(); // of equal cells, else each would count them anew
        List<Cell> complete = new ArrayList<>(cells.size());
        for (Cell cell : cells) {
            boolean keeps = ALLOWED.matcher(cell.id()).matches() && taken.add(cell.id());
            complete.add(keeps ? cell : cell.withId(made(cell, claimed, taken, copies)));
        }
        return complete;
    }

    private static String made(Cell cell, Set<String> claimed, Set<String> taken, Map<String, Integer> copies) {
        String kind = cell.getClass().getSimpleName() + "\n";
        while (true) {
            int copy = copies.merge(kind + cell.source(), 1, Integer::sum) - 1;
            String made = digest(kind + copy + "\n" + cell.source());
            if (!claimed.contains(made) && taken.add(made)) {
                return made;
            }
        }
    }

    private static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
