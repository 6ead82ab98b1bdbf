package dev.assay.verdict;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.assay.probe.JointShortcut;
import dev.assay.probe.Orphans;
import dev.assay.probe.Positivity;
import dev.assay.probe.ProbeFinding;
import dev.assay.probe.Shortcut;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a detector could learn in place of the picture. The components are the keys of {@code assay bias --json} and of
 * {@code report.json}, in snake case: {@code shortcuts}, {@code joint_probe}, {@code within_source}, {@code split_probe},
 * {@code orphans}, {@code positivity}, {@code container_tells}.
 *
 * @param shortcuts each column alone; empty without 5 items of two labels each
 * @param jointProbe all columns together but those that speak of the picture and those that are keys
 * @param withinSource the same within each dataset
 * @param splitProbe the splits in place of the labels; null where there are not two splits
 * @param orphans fakes without their real, methods in one split or codec
 * @param positivity cells of source, codec and resolution that hold one label
 * @param containerTells traces that programs leave in files: which are measured, and which tell
 */
@JsonNaming(SnakeCaseStrategy.class)
public record ShortcutReport(
        List<Shortcut> shortcuts,
        JointShortcut jointProbe,
        WithinSource withinSource,
        @Nullable SplitProbe splitProbe,
        Orphans orphans,
        Positivity positivity,
        List<ContainerTell> containerTells) {

    public ShortcutReport {
        shortcuts = List.copyOf(shortcuts);
        containerTells = List.copyOf(containerTells);
    }

    /** The columns that alarm. */
    public List<Shortcut> alarming() {
        return shortcuts.stream().filter(Shortcut::alarms).toList();
    }

    /** The probes beyond single columns, a line each: its name, its finding in a word, what was found. */
    public List<Line> lines() {
        return ShortcutLines.of(this);
    }

    /**
     * A line of a table.
     *
     * @param probe what was asked
     * @param finding the answer in a word; null where nothing could be tested
     * @param found the numbers behind it
     */
    public record Line(String probe, @Nullable ProbeFinding finding, String found) {}
}
