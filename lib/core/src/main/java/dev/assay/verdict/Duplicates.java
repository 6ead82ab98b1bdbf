package dev.assay.verdict;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.assay.schema.Population;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Files with the same content under several names. They count once.
 *
 * @param groups contents that exist more than once
 * @param copies files beyond the first of each content
 * @param largest files of the commonest content
 * @param sets the ids of each content, the one they are named by first
 */
@JsonNaming(SnakeCaseStrategy.class)
public record Duplicates(int groups, int copies, int largest, List<List<String>> sets) {

    static Duplicates of(Population items) {
        Map<String, List<String>> byKeeper = new TreeMap<>();
        for (int row = 0; row < items.size(); row++) {
            String keeper = items.text(row, "duplicate_of");
            if (keeper != null) {
                byKeeper.computeIfAbsent(keeper, id -> new ArrayList<>(List.of(id)));
                if (!items.id(row).equals(keeper)) {
                    byKeeper.get(keeper).add(items.id(row));
                }
            }
        }
        byKeeper.values().removeIf(set -> set.size() < 2);
        List<List<String>> sets = byKeeper.values().stream().map(List::copyOf).toList();
        int copies = sets.stream().mapToInt(set -> set.size() - 1).sum();
        return new Duplicates(
                sets.size(), copies, sets.stream().mapToInt(List::size).max().orElse(0), sets);
    }
}
