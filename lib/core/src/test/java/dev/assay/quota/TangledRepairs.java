package dev.assay.quota;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import org.jspecify.annotations.NullUnmarked;

/** Repairs of a {@link Tangle}, by all sets of its items. */
@NullUnmarked
final class TangledRepairs {

    private final Tangle question;
    private final String words;

    TangledRepairs(Tangle question, String words) {
        this.question = question;
        this.words = words;
    }

    /** Each works at its size, and no change of it could be a step shorter. */
    void judge(Infeasible.Repair repair) {
        Map<String, IntPredicate> moved = moved(repair.changes());
        assertThat(question.sets()
                        .filter(set -> Integer.bitCount(set) == repair.size())
                        .anyMatch(set -> Tangle.keeps(set, moved)))
                .as("%s of %s", repair, words)
                .isTrue();
        for (int c = 0; c < repair.changes().size(); c++) {
            Infeasible.Change change = repair.changes().get(c);
            boolean counted = !change.limit().endsWith("share")
                    && !change.limit().startsWith("budget")
                    && !change.limit().equals("size");
            if (counted) {
                List<Infeasible.Change> shorter = new ArrayList<>(repair.changes());
                BigDecimal step =
                        BigDecimal.valueOf(change.from().subtract(change.to()).signum());
                shorter.set(
                        c,
                        new Infeasible.Change(
                                change.limit(), change.from(), change.to().add(step)));
                Map<String, IntPredicate> less = moved(shorter);
                assertThat(question.sets().noneMatch(set -> Tangle.keeps(set, less)))
                        .as("less than %s of %s of %s", change, repair, words)
                        .isTrue();
            }
        }
    }

    /** The rows with limits where changes put them. */
    private Map<String, IntPredicate> moved(List<Infeasible.Change> changes) {
        Map<String, IntPredicate> moved = new LinkedHashMap<>(question.rows);
        List<Integer> freed = new ArrayList<>();
        for (Infeasible.Change change : changes) {
            if (change.limit().startsWith("must_include ")) {
                freed.addAll(freed(change));
                continue;
            }
            String name = change.limit() + " " + change.from().toPlainString();
            assertThat(question.rows).as("%s of %s", change, words).containsKey(name);
            moved.put(name, moved(change, name));
        }
        if (!freed.isEmpty()) {
            moved.replaceAll((name, row) ->
                    name.startsWith("must_include") ? set -> freed.containsAll(question.missing(set)) : row);
        }
        return moved;
    }

    private IntPredicate moved(Infeasible.Change change, String name) {
        BigDecimal value = change.to();
        double to = value.doubleValue();
        if (change.limit().equals("size")) {
            return set -> Integer.bitCount(set) == to;
        }
        if (change.limit().equals("budget cost max")) {
            return set -> question.cost(set) <= to;
        }
        if (change.limit().startsWith("by=")) {
            String key = change.limit().substring("by=".length(), change.limit().indexOf(' '));
            return set -> question.largest(set, key) <= to;
        }
        List<OracleLimits.Bound> bounds = question.limits.stream()
                .filter(wish -> wish.name().equals(name))
                .map(OracleLimits.Wish::bound)
                .toList();
        for (OracleLimits.Bound bound : bounds) {
            assertThat(bound.lets(value))
                    .as("%s within its flex of %s", change, words)
                    .isTrue();
        }
        return set -> bounds.get(0).moved(change.to()).holds(question.quotas(set));
    }

    /** The items that a change lets go: those that its words fit, the dearest where it says so. */
    private List<Integer> freed(Infeasible.Change change) {
        String text = change.limit().substring("must_include ".length()).replace(", the dearest by cost", "");
        List<Integer> fitting = new ArrayList<>(question.musts.stream()
                .filter(i -> Arrays.stream(text.split(",", -1)).allMatch(word -> {
                    String[] parts = word.split("=", -1);
                    return parts[1].equals(question.text(i, parts[0]));
                }))
                .toList());
        assertThat(fitting).as("%s of %s", change, words).hasSize(change.from().intValueExact());
        fitting.sort(Comparator.comparingDouble(i -> -question.cost1(i)));
        return fitting.subList(0, change.from().subtract(change.to()).intValueExact());
    }

    /** The fewest limits that must move, a kind of what must be included being one; 0 where no moves are enough. */
    int fewest() {
        return question.sets()
                .map(this::broken)
                .filter(count -> count > 0)
                .min()
                .orElse(0);
    }

    /** How many limits must move for one set of items; 0 where they may not, or not together. */
    private int broken(int set) {
        Plan plan = question.plan;
        if (plan.size() != null && Integer.bitCount(set) != plan.size()) {
            return 0;
        }
        TreeSet<String> limits = new TreeSet<>();
        question.missing(set).forEach(item -> limits.add("must_include " + question.kind(item)));
        boolean open = false;
        boolean fixed = plan.budget() != null && Double.isInfinite(question.cost(set));
        for (Map.Entry<String, IntPredicate> row : question.rows.entrySet()) {
            if (!row.getValue().test(set) && !row.getKey().startsWith("must_include")) {
                limits.add(row.getKey());
            }
        }
        for (OracleLimits.Wish wish : question.limits) {
            if (limits.contains(wish.name())) {
                open |= plan.size() == null && wish.bound().share();
                fixed |= !wish.holds().test(question.quotas(set))
                        && Double.isInfinite(wish.bound().movedTo(question.quotas(set), Integer.bitCount(set)));
            }
        }
        // Shares of an open size are moved with other limits by trying sizes, which a budget is not asked in.
        return fixed || (open && limits.size() > 1) ? 0 : limits.size();
    }
}
