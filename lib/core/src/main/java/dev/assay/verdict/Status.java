package dev.assay.verdict;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;

/** The answer. It follows from the criteria alone. */
public enum Status {
    /** Every criterion is met. */
    FEASIBLE("FEASIBLE"),
    /** Every required criterion is met, and some desired one is not. */
    FEASIBLE_WITH_RESERVATIONS("FEASIBLE WITH RESERVATIONS"),
    /** Some required criterion is not met. */
    NOT_FEASIBLE("NOT FEASIBLE");

    private final String words;

    Status(String words) {
        this.words = words;
    }

    /** The words that stand in reports. */
    @JsonValue
    public String words() {
        return words;
    }

    static Status of(List<Criterion> criteria) {
        if (criteria.stream().anyMatch(c -> c.required() && !c.met())) {
            return NOT_FEASIBLE;
        }
        return criteria.stream().allMatch(Criterion::met) ? FEASIBLE : FEASIBLE_WITH_RESERVATIONS;
    }
}
