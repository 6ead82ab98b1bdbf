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
 * @param troubles what makes the exit code, nothing where all went well
 */
record RunReport(Path file, RunResult result, List<String> troubles, List<String> holds, int exitCode) {
    RunReport {
        troubles = List.copyOf(troubles);
        holds = List.copyOf(holds);
    }

    static RunReport of(Path file, RunResult result, List<Condition> conditions) {
        List<String> troubles = new ArrayList<>();
        List<String> holds = new ArrayList<>();
        Outcome outcome = result.outcome();
        int code = code(outcome);
        if (code != Exit.DONE) {
            troubles.add(plain(outcome.words()));
        }
        for (Condition condition : code == Exit.DONE ? conditions : List.<Condition>of()) {
            try {
                if (condition.holds(result.values())) {
                    holds.add(condition.toString());
                    troubles.add(plain("--fail-on " + condition + ": " + condition.name() + " is "
                            + result.values().get(condition.name())));
                    code = Math.max(code, Exit.NO);
                }
            } catch (IllegalArgumentException e) { // the others are still asked
                troubles.add(plain("--fail-on: " + e.getMessage()));
                code = Math.max(code, Exit.USAGE);
            }
        }
        return new RunReport(file, result, troubles, holds, code);
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
        answer.put("troubles", troubles);
        return answer;
    }

    /** With something else that went wrong. */
    RunReport with(String trouble, int code) {
        List<String> all = new ArrayList<>(troubles);
        all.add(plain(trouble));
        return new RunReport(file, result, all, holds, Math.max(exitCode, code));
    }

    /** What people are told at its end. */
    List<String> lines() {
        return troubles.stream().map(trouble -> file + ": " + trouble).toList();
    }

    /** The last line: where the cells went well and the exit code is not that of a success, it says why. */
    String words() {
        String cells = result.cells() + (result.cells() == 1 ? " cell, " : " cells, ");
        String why = result.outcome().isOk() && !troubles.isEmpty() ? "; but " + String.join("; ", troubles) : "";
        return file + ": " + result.outcome().status() + ", " + cells + seconds() + " s" + why + "\n";
    }

    private double seconds() {
        return result.took().toMillis() / 1000.0;
    }

    private static String plain(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }
}
