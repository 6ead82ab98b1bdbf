package dev.assay.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;

/** A program that solves linear programs in whole numbers, and reads CPLEX's LP format. */
@NullUnmarked
enum Peer {
    GLPK("glpsol --tmlim 3 --lp IN -o OUT") {
        @Override
        Double optimum(List<String> lines) {
            String status = after(lines, "Status:");
            return status.equals("INTEGER EMPTY")
                    ? (Double) Double.NaN
                    : status.equals("INTEGER OPTIMAL")
                            ? (Double) Double.parseDouble(
                                    after(lines, "Objective:").split(" +")[2])
                            : null;
        }
    },
    CBC("cbc IN sec 3 ratio 0 solve solution OUT") {
        @Override
        Double optimum(List<String> lines) {
            String first = lines.get(0);
            return first.startsWith("Infeasible") || first.startsWith("Integer infeasible")
                    ? (Double) Double.NaN
                    : first.startsWith("Optimal")
                            ? (Double) Double.parseDouble(first.substring(first.lastIndexOf(' ') + 1))
                            : null;
        }
    };

    private final String command;

    Peer(String command) {
        this.command = command;
    }

    private String program() {
        return command.substring(0, command.indexOf(' '));
    }

    /** The same, from the lines that the peer wrote. */
    abstract Double optimum(List<String> lines);

    private static String after(List<String> lines, String key) {
        return lines.stream()
                .filter(line -> line.startsWith(key))
                .map(line -> line.substring(key.length()).trim())
                .findFirst()
                .orElse("");
    }

    /** Ends the test, saying so, where the program is not there. */
    void needed() {
        if (!installed()) {
            abort(program() + " is not installed: nothing is compared");
        }
    }

    private boolean installed() {
        for (String folder : System.getenv("PATH").split(":", -1)) {
            if (Files.isExecutable(Path.of(folder, program()))) {
                return true;
            }
        }
        return false;
    }

    /** The least value of a program's objective; NaN where there is no answer, null where the peer ran out of time. */
    Double solve(Path folder, String program) throws IOException, InterruptedException {
        Path in = Files.writeString(folder.resolve("question.lp"), program);
        Path out = folder.resolve("answer.txt");
        Files.deleteIfExists(out);
        List<String> words = Arrays.stream(command.split(" ", -1))
                .map(word -> word.equals("IN") ? in.toString() : word.equals("OUT") ? out.toString() : word)
                .toList();
        Process process = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log.txt").toFile())
                .start();
        boolean ended = process.waitFor(60, TimeUnit.SECONDS);
        process.destroy();
        return ended && Files.exists(out) ? optimum(Files.readAllLines(out)) : null;
    }

    /** A question that a peer can answer, too. */
    interface Asked {
        Plan plan();

        QuotaResult result();

        /** The program for the largest size: of the negative, the least. */
        String largest();

        /** The program for the least worst deviation from equal shares of the levels that are there. */
        String nearest(long size);
    }

    /** How many answers were proved the best and found so, and how many questions have none. */
    record Tally(int optimal, int impossible) {}

    /** Holds the answers to questions of seeds from 0 against the peer's; where that ran out of time nothing is compared. */
    <Q extends Asked> Tally compared(Path folder, int questions, LongFunction<Q> asked)
            throws IOException, InterruptedException {
        int optimal = 0;
        int impossible = 0;
        for (int seed = 0; seed < questions; seed++) {
            Q question = asked.apply(seed);
            QuotaResult result = question.result();
            Long size = question.plan().size();
            Double there = solve(folder, size == null ? question.largest() : question.nearest(size));
            String words = "seed " + seed + ": " + question.plan();
            if (there != null && there.isNaN()) {
                assertThat(result).as(words).isInstanceOf(Infeasible.class);
                impossible++;
            } else if (there != null) {
                assertThat(result).as(words).isInstanceOf(Quotas.class);
                Quotas quotas = (Quotas) result;
                Double least = solve(folder, question.nearest(quotas.size()));
                optimal += agrees(quotas, size == null ? -there : size, least, words) ? 1 : 0;
            }
        }
        return new Tally(optimal, impossible);
    }

    /** Rows that hold the share of each of some sums, one a level, within {@code z} of an equal share. */
    static List<String> equalShares(List<String> sums, long size) {
        List<String> rows = new ArrayList<>();
        for (String sum : sums) {
            String times = sum.replace("x", sums.size() + " x");
            rows.add(times + " - " + size + " z <= " + size);
            rows.add(times + " + " + size + " z >= " + size);
        }
        return rows;
    }

    /** A program in CPLEX's LP format, of rows without names and of variables that must be whole. */
    static String program(String objective, List<String> rows, List<String> bounds, String whole) {
        List<String> lines = new ArrayList<>(List.of("Minimize", " obj: " + objective, "Subject To"));
        IntStream.range(0, rows.size()).forEach(r -> lines.add(" r" + r + ": " + rows.get(r)));
        lines.add("Bounds");
        bounds.forEach(bound -> lines.add(" " + bound));
        lines.add("General");
        lines.add(whole);
        lines.add("End");
        return String.join("\n", lines) + "\n";
    }

    /**
     * Whether quotas claim to be the best and a peer, which knows the largest size and the least deviation of theirs, agrees;
     * where they claim less, nothing may contradict it.
     */
    private static boolean agrees(Quotas quotas, double largest, Double least, String words) {
        if (least == null) {
            return false;
        }
        assertThat(quotas.bound()).as(words).isLessThanOrEqualTo(least + 1e-6);
        assertThat(quotas.objective().worstDeviation()).as(words).isGreaterThanOrEqualTo(least - 1e-6);
        if (!quotas.status().equals("optimal")) {
            return false;
        }
        assertThat((double) quotas.size()).as(words).isEqualTo(largest, within(1e-6));
        assertThat(quotas.objective().worstDeviation()).as(words).isEqualTo(least, within(1e-6));
        return true;
    }
}
