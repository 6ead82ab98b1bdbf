package dev.assay.verdict;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.assay.schema.Axis;
import dev.assay.schema.Columns;
import dev.assay.schema.Copies;
import dev.assay.schema.Population;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Files with the same content under several names, which count once, and files that show nearly the same: encoded again, scaled,
 * cut a little, or one a fake of the other.
 *
 * @param groups contents that exist more than once
 * @param copies files beyond the first of each content
 * @param largest files of the commonest content
 * @param sets the ids of each content, the one they are named by first
 * @param nearGroups clusters of more than one content
 * @param near contents beyond the first of each cluster
 * @param nearLargest contents of the largest cluster
 * @param clusters the contents of each cluster, the one they are named by first
 * @param contentCompared whether anything tells that files were compared by content: none of them is a copy says nothing else
 * @param picturesCompared whether anything has hashes of what it shows, or is stated to be near
 */
@JsonNaming(SnakeCaseStrategy.class)
public record Duplicates(
        int groups,
        int copies,
        int largest,
        List<List<String>> sets,
        int nearGroups,
        int near,
        int nearLargest,
        List<List<Member>> clusters,
        boolean contentCompared,
        boolean picturesCompared) {

    /**
     * One content of a cluster.
     *
     * @param distance bits from the first of the cluster, or null where nobody measured them
     */
    public record Member(String id, @Nullable Integer distance, String label) {}

    static Duplicates of(Population items) {
        List<List<String>> sets = sets(items);
        List<List<Member>> clusters = clusters(items);
        boolean pictures =
                !clusters.isEmpty() || has(items, Columns.PICTURE_HASHES) || has(items, Columns.SECOND_HASHES);
        return new Duplicates(
                sets.size(),
                beyondFirst(sets),
                largest(sets),
                sets,
                clusters.size(),
                beyondFirst(clusters),
                largest(clusters),
                clusters,
                // A scan that hashes pictures compares files, too.
                pictures || !sets.isEmpty() || has(items, Copies.COPY_OF),
                pictures);
    }

    private static boolean has(Population items, String column) {
        return IntStream.range(0, items.size()).anyMatch(row -> items.text(row, column) != null);
    }

    private static <T> int beyondFirst(List<List<T>> sets) {
        return sets.stream().mapToInt(set -> set.size() - 1).sum();
    }

    private static <T> int largest(List<List<T>> sets) {
        return sets.stream().mapToInt(List::size).max().orElse(0);
    }

    private static List<List<String>> sets(Population items) {
        Map<String, List<String>> byKeeper = new TreeMap<>();
        for (int row = 0; row < items.size(); row++) {
            String keeper = Copies.content(items, row);
            if (keeper != null) {
                byKeeper.computeIfAbsent(keeper, id -> new ArrayList<>(List.of(id)));
                if (!items.id(row).equals(keeper)) {
                    byKeeper.get(keeper).add(items.id(row));
                }
            }
        }
        return severalOf(byKeeper);
    }

    private static List<List<Member>> clusters(Population items) {
        Map<String, List<Member>> byFirst = new TreeMap<>();
        for (int row = 0; row < items.size(); row++) {
            String first = items.text(row, Copies.DUPLICATE_OF);
            String copy = Copies.content(items, row);
            if (first != null && (copy == null || copy.equals(items.id(row)))) {
                byFirst.computeIfAbsent(first, id -> new ArrayList<>()).add(member(items, row));
            }
        }
        byFirst.forEach((first, members) -> members.sort(
                Comparator.comparing((Member member) -> !member.id().equals(first))
                        .thenComparing(Member::id)));
        return severalOf(byFirst);
    }

    private static Member member(Population items, int row) {
        double distance = items.number(row, Copies.DISTANCE);
        String label = items.text(row, "label");
        return new Member(
                items.id(row), Double.isNaN(distance) ? null : (int) distance, label == null ? Axis.UNKNOWN : label);
    }

    private static <T> List<List<T>> severalOf(Map<String, List<T>> sets) {
        sets.values().removeIf(set -> set.size() < 2);
        return sets.values().stream().map(List::copyOf).toList();
    }
}
