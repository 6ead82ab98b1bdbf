package dev.assay.command;

import dev.assay.cli.Exit;
import dev.assay.notebook.run.Condition;
import dev.assay.notebook.run.Outcome;
import dev.assay.notebook.run.RunResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is said of a run.
 *
 * @param lines what people are told at its end, nothing where all went well
 */
record RunReport(Path file, RunResult result, List<String> lines, List<String> holds, int exitCode) {

    static RunReport of(Path file, RunResult result, List<Condition> conditions) {
        List<String> lines = new ArrayList<>();
        List<String> holds = new ArrayList<>();
        Outcome outcome = result.outcome();
        int code = code(outcome);
        if (code != Exit.DONE) {
            lines.add(file + ": " + plain(outcome.words()));
        }
        for (Condition condition : code == Exit.DONE ? conditions : List.<Condition>of()) {
            try {
                if (condition.holds(result.values())) {
                    holds.add(condition.toString());
                    lines.add(file + ": " + condition + ": " + condition.name() + " is "
                            + result.values().get(condition.name()));
                    code = Math.max(code, Exit.NO);
                }
            } catch (IllegalArgumentException e) { // the others are still asked
                lines.add(file + ": --fail-on: " + e.getMessage());
                code = Math.max(code, Exit.USAGE);
            }
        }
        return new RunReport(file, result, lines, holds, code);
    }

    private static int code(Outcome outcome) {
        if (outcome.isOk()) {
            return Exit.DONE;
        }
        boolean ofTheNotebook = outcome.kind() == Outcome.Kind.CELL_FAILED
                || outcome.kind() == Outcome.Kind.TIMED_OUT
                || outcome.kind() == Outcome.Kind.OUT_OF_TIME;
        return ofTheNotebook ? Exit.NO : Exit.FAILURE;
    }

    Map<String, Object> json() {
        Outcome outcome = result.outcome();
        boolean ok = outcome.isOk();
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("notebook", file.toString());
        answer.put("status", ok ? "ok" : "failed");
        answer.put("outcome", outcome.status());
        answer.put("reason", ok ? null : outcome.words());
        answer.put("cells", result.cells());
        answer.put("failed_cell", outcome.cell() == 0 ? null : outcome.cell());
        answer.put("seconds", seconds());
        answer.put("values", result.values());
        answer.put("holds", holds);
        return answer;
    }

    String words() {
        return file + ": " + result.outcome().status() + ", " + result.cells() + " cells, " + seconds() + " s\n";
    }

    private double seconds() {
        return result.took().toMillis() / 1000.0;
    }

    private static String plain(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }
}
