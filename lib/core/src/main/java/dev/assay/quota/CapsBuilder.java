package dev.assay.quota;

import dev.assay.cube.Cube;
import dev.assay.cube.Incidence;
import dev.assay.cube.Kinds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A plan's group caps over a cube to {@link Caps}. */
final class CapsBuilder {

    private final Plan plan;
    private final Cube cube;
    private final int[] place;
    /** The model's cell of each cell of the cube, or -1. */
    private final int[] home;

    private final @Nullable Costs costs;

    CapsBuilder(Plan plan, Cube cube, int[] place, @Nullable Costs costs) {
        this.plan = plan;
        this.cube = cube;
        this.place = place;
        this.costs = costs;
        this.home = new int[cube.size()];
        Arrays.fill(home, -1);
        for (int c = 0; c < place.length; c++) {
            home[place[c]] = c;
        }
    }

    Caps of(List<Limit.Group> groups) {
        List<String> keys =
                groups.stream().map(Limit.Group::key).distinct().sorted().toList();
        List<Caps.Cap> caps = groups.stream()
                .map(group -> new Caps.Cap(
                        "by=" + group.key() + " max " + group.max(),
                        group.key(),
                        keys.indexOf(group.key()),
                        group.max()))
                .distinct()
                .sorted(Comparator.comparing(Caps.Cap::name))
                .toList();
        List<Kind> kinds = new ArrayList<>(joint(keys));
        // No answer may hang on the order of items or of axes.
        kinds.sort(Comparator.comparingInt(Kind::cell)
                .thenComparing(kind -> kind.groups().toString()));
        return new Caps(caps, kinds, place.length, costs != null);
    }

    private List<Kind> joint(List<String> keys) {
        Kinds kinds = cube.kinds();
        if (kinds == null) {
            boolean marked = Arrays.stream(place).anyMatch(cell -> cube.marked(cell) > 0);
            if (keys.size() > 1 || plan.budget() != null || marked) {
                throw new PlanException(
                        "a plan with several group caps, or one beside a budget, or must_include, needs a cube"
                                + " that was counted for it: count by the plan's cubeSpec()");
            }
            return single(cube.incidence(keys.get(0)));
        }
        int[] places = keys.stream().mapToInt(kinds.keys()::indexOf).toArray();
        return kinds.kinds().stream()
                .filter(kind -> home[kind.cell()] >= 0)
                .map(kind -> kind(kind, places))
                .toList();
    }

    private Kind kind(Kinds.Kind kind, int[] places) {
        List<@Nullable String> groups = new ArrayList<>();
        for (int place : places) {
            groups.add(kind.groups().get(place));
        }
        Costs paid = costs;
        String column = plan.budget() == null ? "" : plan.budget().column();
        long[] musts = paid == null
                ? new long[0]
                : paid.units(values(kind.markedValues().get(column)));
        long[] all =
                paid == null ? new long[0] : paid.units(values(kind.values().get(column)));
        return new Kind(home[kind.cell()], groups, kind.items(), kind.marked(), musts, less(all, musts));
    }

    private static double[] values(double @Nullable [] values) {
        return Objects.requireNonNull(values, "the cube was not asked to keep the budget's values");
    }

    /** Ascending values without others of them. */
    private static long[] less(long[] all, long[] without) {
        long[] left = new long[all.length - without.length];
        int skipped = 0;
        for (int i = 0; i < all.length; i++) {
            if (skipped < without.length && without[skipped] == all[i]) {
                skipped++;
            } else {
                left[i - skipped] = all[i];
            }
        }
        return left;
    }

    /** One key alone: the groups in each cell, and what is in none. */
    private List<Kind> single(Incidence incidence) {
        List<Kind> kinds = new ArrayList<>();
        long[] rest = new long[place.length];
        Arrays.setAll(rest, c -> cube.count(place[c]));
        for (Incidence.Entry entry : incidence.entries()) {
            int cell = home[entry.cell()];
            if (cell >= 0) {
                rest[cell] -= entry.count();
                List<@Nullable String> group = List.of(incidence.groups().get(entry.group()));
                kinds.add(new Kind(cell, group, entry.count(), 0, new long[0], new long[0]));
            }
        }
        for (int c = 0; c < rest.length; c++) {
            if (rest[c] > 0) {
                List<@Nullable String> none = Arrays.asList((String) null);
                kinds.add(new Kind(c, none, rest[c], 0, new long[0], new long[0]));
            }
        }
        return kinds;
    }
}
