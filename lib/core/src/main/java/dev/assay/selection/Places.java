package dev.assay.selection;

import dev.assay.schema.Axis;
import dev.assay.schema.Counted;
import dev.assay.schema.LevelCodes;
import dev.assay.schema.Population;
import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Which stratum each item of a population is in. A cell is a mixed-radix number of level codes: no text is touched. */
final class Places {

    /** An item that no stratum holds and none may pass over. */
    private static final int LOST = -2;

    /** The number of a level that no stratum has: an item of it is in none, and not one whose level is unknown. */
    private static final long FOREIGN = -1;

    private final Draw draw;
    private final Population population;
    /** For each axis, what each level code adds to the number of the cell. */
    private final long[][] parts;

    private final LevelCodes[] codes;
    private final Long2IntOpenHashMap strata = new Long2IntOpenHashMap();

    Places(Draw draw, Population population) {
        this.draw = draw;
        this.population = population;
        this.codes = draw.axes().stream().map(population::codes).toArray(LevelCodes[]::new);
        this.parts = new long[codes.length][];
        List<Map<String, Long>> numbers = numbers();
        strata.defaultReturnValue(LOST);
        for (int s = 0; s < draw.strata().size(); s++) {
            long key = 0;
            for (int a = 0; a < codes.length; a++) {
                key += numbers.get(a).getOrDefault(draw.strata().get(s).levels().get(a), 0L);
            }
            strata.put(key, s);
        }
        for (int a = 0; a < codes.length; a++) {
            List<String> levels = codes[a].axis().levels();
            parts[a] = new long[levels.size() + 1];
            for (int code = 0; code < levels.size(); code++) {
                parts[a][code] = numbers.get(a).getOrDefault(levels.get(code), FOREIGN);
            }
        }
    }

    /** The levels that the strata know, numbered in multiples of the radix; 0 is unknown. */
    private List<Map<String, Long>> numbers() {
        List<Map<String, Long>> numbers = new ArrayList<>();
        long radix = 1;
        for (int a = 0; a < codes.length; a++) {
            Map<String, Long> levels = new HashMap<>();
            for (Stratum stratum : draw.strata()) {
                String level = stratum.levels().get(a);
                if (!level.equals(Axis.UNKNOWN) && !levels.containsKey(level)) {
                    levels.put(level, radix * (levels.size() + 1));
                }
            }
            radix = Math.multiplyExact(radix, levels.size() + 1L);
            numbers.add(levels);
        }
        return numbers;
    }

    /** The stratum of each row, or -1 where it is passed over; checked against the strata's counts. */
    int[] checked() {
        int[] places = new int[population.size()];
        int chunks = Draw.parts(places.length);
        IntStream all = IntStream.range(0, chunks);
        long[] seen = (chunks == 1 ? all : all.parallel())
                .mapToObj(chunk -> fill(places, Draw.start(places.length, chunk), Draw.start(places.length, chunk + 1)))
                .reduce((one, other) -> {
                    Arrays.setAll(one, s -> one[s] + other[s]);
                    return one;
                })
                .orElseThrow();
        lost(places);
        musts(places);
        check(seen);
        return places;
    }

    private long[] fill(int[] places, int from, int to) {
        long[] seen = new long[draw.strata().size()];
        for (int row = from; row < to; row++) {
            places[row] = place(row);
            if (places[row] >= 0) {
                seen[places[row]]++;
            }
        }
        return seen;
    }

    private int place(int row) {
        if (!draw.excluded().isEmpty() && draw.excluded().contains(population.id(row))) {
            return -1;
        }
        long key = 0;
        boolean known = true;
        boolean foreign = false;
        for (int a = 0; a < parts.length; a++) {
            long part = parts[a][codes[a].code(row)];
            key += part;
            known &= part != 0;
            foreign |= part == FOREIGN;
        }
        int stratum = foreign ? LOST : strata.get(key);
        return stratum == LOST && draw.onlyKnown() && !known ? -1 : stratum;
    }

    private void lost(int[] places) {
        for (int row = 0; row < places.length; row++) {
            if (places[row] == LOST) {
                int at = row;
                List<String> levels = Arrays.stream(codes)
                        .map(axis -> axis.code(at) < axis.axis().levels().size()
                                ? axis.axis().levels().get(axis.code(at))
                                : Axis.UNKNOWN)
                        .toList();
                throw new IllegalArgumentException("item " + population.id(row) + " is of cell " + levels
                        + ", which the quotas do not know: draw from the items that the cube was counted from");
            }
        }
    }

    private void musts(int[] places) {
        if (draw.musts().isEmpty()) {
            return;
        }
        TreeSet<String> missing = new TreeSet<>(draw.musts());
        for (int row = 0; row < places.length; row++) {
            if (places[row] >= 0) {
                missing.remove(population.id(row));
            }
        }
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException(
                    "must_include names " + missing.first() + ", which is not among the items");
        }
    }

    private void check(long[] seen) {
        for (int s = 0; s < seen.length; s++) {
            Stratum stratum = draw.strata().get(s);
            if (seen[s] != stratum.available()) {
                throw new IllegalArgumentException("cell " + stratum.levels() + " was counted with "
                        + Counted.of(stratum.available(), "item") + " and " + seen[s]
                        + " are here: draw from the items that the cube "
                        + "was counted from, and count it without must_exclude");
            }
        }
    }
}
