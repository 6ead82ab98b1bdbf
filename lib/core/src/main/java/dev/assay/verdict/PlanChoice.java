package dev.assay.verdict;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.assay.quota.Plan;
import dev.assay.quota.SizeSearch;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The plan a verdict rests on, and why it is this one.
 *
 * @param plan the plan, or null where no selection keeps the limits
 * @param suitable suitable items: those that a given plan admits, all of them where it was chosen here
 * @param tolerance the tolerance that gave the size, at least the one asked for
 * @param curve best worst deviation per size looked at, ascending by size
 * @param leftOut axes that are not balanced, and why
 * @param setAside levels too thin to be a stratum; their items are not chosen
 * @param why in words, why this size
 */
@JsonNaming(SnakeCaseStrategy.class)
public record PlanChoice(
        @Nullable Plan plan,
        int suitable,
        double tolerance,
        List<SizeSearch.Point> curve,
        List<LeftOut> leftOut,
        List<SetAside> setAside,
        String why) {

    /** An axis that leaves the plan. */
    public record LeftOut(String axis, String why) {}

    /** A level that leaves the plan with the items it has. */
    public record SetAside(String axis, String level, long items) {}

    public PlanChoice {
        curve = List.copyOf(curve);
        leftOut = List.copyOf(leftOut);
        setAside = List.copyOf(setAside);
    }
}
