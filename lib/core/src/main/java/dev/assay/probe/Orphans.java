package dev.assay.probe;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.assay.schema.Population;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntToLongFunction;

/**
 * Fakes that stand alone: what a detector learns of them it need not learn from the difference to a real.
 *
 * @param fakes items labelled fake
 * @param withoutReal fakes that name an original or a pair of which no real is among the items
 * @param unlinked fakes that name neither; nothing can be said of them
 * @param items ids of the first fakes without their real, ascending, at most 20
 * @param single methods that are seen at one level only of split or codec
 */
@JsonNaming(SnakeCaseStrategy.class)
public record Orphans(long fakes, long withoutReal, long unlinked, List<String> items, List<Single> single) {

    private static final List<String> LINKS = List.of("source_video", "pair");
    private static final List<String> AXES = List.of("split", "vcodec");
    private static final int SHOWN = 20;
    private static final int FEWEST = 5;
    private static final double BY_CHANCE = 0.01;

    public Orphans {
        items = List.copyOf(items);
        single = List.copyOf(single);
    }

    /**
     * A method at one level of an axis, which chance would bring about in fewer than one of a hundred cases.
     *
     * @param method how the fakes were made
     * @param axis {@code split} or {@code vcodec}
     * @param level the only one
     * @param count fakes of the method known on the axis
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Single(String method, String axis, String level, long count) {}

    /**
     * Of items with the labels {@code real} and {@code fake}.
     *
     * @param weight how many items a row stands for
     */
    public static Orphans of(Population items, IntToLongFunction weight) {
        List<Set<String>> real = new ArrayList<>();
        for (String link : LINKS) {
            Set<String> values = new HashSet<>();
            for (int row = 0; row < items.size(); row++) {
                if ("real".equals(items.text(row, "label")) && items.isKnown(row, link)) {
                    values.add(String.valueOf(items.text(row, link)));
                }
            }
            real.add(values);
        }
        long fakes = 0;
        long unlinked = 0;
        long withoutReal = 0;
        List<String> alone = new ArrayList<>();
        for (int row = 0; row < items.size(); row++) {
            if ("fake".equals(items.text(row, "label"))) {
                fakes += weight.applyAsLong(row);
                boolean named = false;
                boolean found = false;
                for (int link = 0; link < LINKS.size(); link++) {
                    named |= items.isKnown(row, LINKS.get(link));
                    found |= real.get(link).contains(String.valueOf(items.text(row, LINKS.get(link))));
                }
                unlinked += named ? 0 : weight.applyAsLong(row);
                if (named && !found) {
                    withoutReal += weight.applyAsLong(row);
                    alone.add(items.id(row));
                }
            }
        }
        return new Orphans(
                fakes,
                withoutReal,
                unlinked,
                alone.stream().sorted().limit(SHOWN).toList(),
                singles(items, weight));
    }

    private static List<Single> singles(Population items, IntToLongFunction weight) {
        List<Single> singles = new ArrayList<>();
        for (String axis : AXES) {
            Map<String, Map<String, Long>> methods = new TreeMap<>();
            Map<String, Long> all = new TreeMap<>();
            for (int row = 0; row < items.size(); row++) {
                boolean counts = "fake".equals(items.text(row, "label"))
                        && items.isKnown(row, "method")
                        && items.isKnown(row, axis);
                if (counts) {
                    String level = String.valueOf(items.text(row, axis));
                    all.merge(level, weight.applyAsLong(row), Long::sum);
                    methods.computeIfAbsent(String.valueOf(items.text(row, "method")), m -> new TreeMap<>())
                            .merge(level, weight.applyAsLong(row), Long::sum);
                }
            }
            double total = all.values().stream().mapToLong(n -> n).sum();
            methods.forEach((method, levels) -> levels.forEach((level, count) -> {
                double share = all.getOrDefault(level, 0L) / total;
                if (levels.size() == 1 && count >= FEWEST && Math.pow(share, count) <= BY_CHANCE) {
                    singles.add(new Single(method, axis, level, count));
                }
            }));
        }
        return singles;
    }
}
