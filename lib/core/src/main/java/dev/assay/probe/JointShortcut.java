package dev.assay.probe;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How well columns together tell the labels apart, on groups the model was not trained on.
 *
 * @param auc the probability, in [0,1], that an item of one label is ranked above one of the other, within folds; the mean over
 *     the labels, each against the rest, where there are more than two; null where it cannot be tested
 * @param pValue how often labels shuffled over like groups, the model fitted anew, are told apart as well; null without an AUC
 * @param finding fail above .75, warn above .60, where no shuffle is as good (99 of them, 39 above 500 groups, 19 above
 *     1,500, where chance is ever further from .60); null without an AUC
 * @param items items looked at: of many, at most 2,000, whole groups, the rarer labels first
 * @param columns columns that can tell anything
 * @param importances what the model rests on, most first
 * @param warnings what limits these numbers
 */
@JsonNaming(SnakeCaseStrategy.class)
public record JointShortcut(
        @Nullable Double auc,
        @Nullable Double pValue,
        @Nullable ProbeFinding finding,
        int items,
        int columns,
        List<Importance> importances,
        List<String> warnings) {

    public JointShortcut {
        importances = List.copyOf(importances);
        warnings = List.copyOf(warnings);
    }

    /**
     * A part of what the model explains.
     *
     * @param columns one column, or two that tell something together
     * @param share in [0,1], of the gain of all
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Importance(List<String> columns, double share) {

        public Importance {
            columns = List.copyOf(columns);
        }
    }

    static JointShortcut untested(int items, int columns, String why) {
        return new JointShortcut(null, null, null, items, columns, List.of(), List.of(why));
    }

    /** Whether a detector could live on these columns, or gain from them. */
    @JsonIgnore
    public boolean alarms() {
        return finding == ProbeFinding.FAIL || finding == ProbeFinding.WARN;
    }
}
