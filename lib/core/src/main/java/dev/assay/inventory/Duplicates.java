package dev.assay.inventory;

import dev.assay.source.Notice;
import dev.assay.source.walk.Tree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * Files with the same content, found by size first and by SHA-256 among those of one size. The first in the order of ids
 * is the keeper; every file of a group, the keeper too, carries the keeper's number, so that the group holds together.
 */
final class Duplicates {

    private final Map<Integer, Integer> keepers = new HashMap<>();

    private Duplicates() {}

    static Duplicates none() {
        return new Duplicates();
    }

    /** Compares the files that a predicate admits; empty files are never compared. */
    static Duplicates find(Tree tree, IntPredicate admitted, OrderedWork work, Notes known, List<Notice> notices)
            throws IOException {
        List<Integer> candidates = sharingSize(tree, admitted);
        Map<String, Integer> first = new HashMap<>();
        Duplicates duplicates = new Duplicates();
        work.run(candidates.size(), i -> hash(tree, candidates.get(i), known), (i, hash) -> {
            int file = candidates.get(i);
            if (hash.isEmpty()) {
                notices.add(Notice.of(tree.id(file) + ": could not be compared by content"));
                return;
            }
            Integer keeper = first.putIfAbsent(hash, file);
            if (keeper != null) {
                duplicates.keepers.put(keeper, keeper);
                duplicates.keepers.put(file, keeper);
            }
        });
        return duplicates;
    }

    private static List<Integer> sharingSize(Tree tree, IntPredicate admitted) {
        Map<Long, Integer> count = new HashMap<>();
        for (int file = 0; file < tree.size(); file++) {
            if (tree.bytes(file) > 0 && admitted.test(file)) {
                count.merge(tree.bytes(file), 1, Integer::sum);
            }
        }
        List<Integer> sharing = new ArrayList<>();
        for (int file = 0; file < tree.size(); file++) {
            if (tree.bytes(file) > 0 && count.getOrDefault(tree.bytes(file), 0) > 1 && admitted.test(file)) {
                sharing.add(file);
            }
        }
        return sharing;
    }

    private static String hash(Tree tree, int file, Notes known) {
        return known.hash(file).orElseGet(() -> {
            String hash = hash(tree, file);
            if (!hash.isEmpty()) {
                known.add(file, hash);
            }
            return hash;
        });
    }

    /** Size and SHA-256; empty where the file cannot be read. */
    private static String hash(Tree tree, int file) {
        try (InputStream in = Files.newInputStream(tree.path(file))) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] part = new byte[1 << 16];
            for (int read = in.read(part); read >= 0; read = in.read(part)) {
                digest.update(part, 0, read);
            }
            return tree.bytes(file) + " " + HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            return "";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** The keeper of a file's group, or -1 where the file stands alone. */
    int keeper(int file) {
        return keepers.getOrDefault(file, -1);
    }
}
