package dev.assay.kernel.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.kernel.KernelOptions;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Array;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The fast path beside JShell alone, on the same made-up notebooks: values, output and errors must be the same. */
class DifferentialTest {
    @Test
    void sameAsJShellAlone() {
        assertThat(new Comparison(1).run(80))
                .as("share of cells that are compiled on the fast path")
                .isGreaterThan(0.3);
    }

    @Test
    void sameAsJShellAloneWhereNamesAreNew() {
        assertThat(new Comparison(1, true).run(80))
                .as("share of cells that are compiled on the fast path")
                .isGreaterThan(0.3);
    }

    @Test
    @Tag("heavy")
    void sameAsJShellAloneForLong() {
        assertThat(compared(false)).as("cells compared").isGreaterThan(1_900);
    }

    @Test
    @Tag("heavy")
    void sameAsJShellAloneForLongWhereNamesAreNew() {
        assertThat(compared(true)).as("cells compared").isGreaterThan(1_900);
    }

    /** Compares twenty notebooks of a hundred cells; returns how many of the cells were compared. */
    private static int compared(boolean fresh) {
        int compared = 0;
        for (int seed = 2; seed < 22; seed++) {
            Comparison comparison = new Comparison(seed, fresh);
            comparison.run(100);
            compared += comparison.compared;
        }
        return compared;
    }

    /** Two sessions and one notebook. */
    static final class Comparison {
        private final long seed;
        private final Cells cells;
        int fastCells;
        int compared;

        Comparison(long seed) {
            this(seed, false);
        }

        Comparison(long seed, boolean fresh) {
            this.seed = seed;
            cells = new Cells(seed, fresh);
        }

        /**
         * Runs so many cells, or as many as there are before one of the two JShells gives up a declaration by its own fault:
         * from then on they have different names.
         *
         * @return the share of those that took the fast path
         */
        double run(int count) {
            try (JavaSession fast = JavaSession.open(KernelOptions.defaults(), true);
                    JavaSession slow = JavaSession.open(KernelOptions.defaults(), false)) {
                List<GivenUp> givenUp = List.of(new GivenUp(fast.shell()), new GivenUp(slow.shell()));
                while (compared < count && isSame(fast, slow, givenUp)) {
                    compared++;
                }
                fastCells = Objects.requireNonNull(fast.compiler()).taken();
                return (double) fastCells / compared;
            }
        }

        /** Runs the next cell in both; false where they cannot be compared any more. */
        private boolean isSame(JavaSession fast, JavaSession slow, List<GivenUp> givenUp) {
            int cell = compared + 1;
            String code = cells.next();
            String expected = shown(slow, code, cell);
            String actual = shown(fast, code, cell);
            boolean counted = cell % 7 == 0;
            List<String> variables = counted ? variables(slow) : List.of();
            List<String> fastVariables = counted ? variables(fast) : List.of();
            if (givenUp.stream().anyMatch(session -> !session.names().isEmpty())) {
                return false;
            }
            assertThat(actual).as("seed %d, cell %d:\n%s", seed, cell, code).isEqualTo(expected);
            assertThat(fastVariables)
                    .as("seed %d, variables after cell %d", seed, cell)
                    .isEqualTo(variables);
            assertThat(fast.lost()).as("declarations that JShell did not take").isZero();
            return true;
        }
    }

    /** All that a cell does, with the names of generated classes and the addresses of objects taken out. */
    static String shown(JavaSession session, String code, int cell) {
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        Evaluation evaluation;
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            evaluation = session.evaluate(code, "cell " + cell, 1);
        } catch (InternalError | IllegalArgumentException e) {
            return "a crash of javac"; // on what refers to itself, for instance; a kernel says so and goes on
        } finally {
            System.setOut(before);
        }
        String result = evaluation instanceof Evaluation.Broken broken
                ? failure(broken, cell)
                : text(((Evaluation.Value) evaluation).value());
        return anonymous(printed.toString(StandardCharsets.UTF_8) + "-> " + result);
    }

    private static String anonymous(String shown) {
        return shown.replaceAll("REPL\\.\\$JShell\\$[0-9A-Z_]+[$.]?", "")
                .replaceAll("\\$+Lambda.*", "lambda")
                .replaceAll("@[0-9a-f]+", "@");
    }

    private static List<String> variables(JavaSession session) {
        return session.variables().stream()
                .map(variable -> variable.typeName() + " " + variable.name() + " = "
                        + text(session.value(variable).orElse(null)))
                .map(DifferentialTest::anonymous)
                .toList();
    }

    /** All of a compilation error; of what was thrown, the lines of this cell: JShell forgets those of earlier ones. */
    private static String failure(Evaluation.Broken broken, int cell) {
        List<String> trace = broken.failure().traceback();
        if (broken.cause() != null) {
            Matcher line = Pattern.compile("cell " + cell + ", line \\d+").matcher(String.join("\n", trace));
            trace = line.results().map(MatchResult::group).toList();
        }
        return broken.failure().name() + ": " + broken.failure().message() + "\n" + String.join("\n", trace);
    }

    private static String text(@Nullable Object value) {
        if (value == null) {
            return "null";
        }
        StringBuilder text = new StringBuilder(value.getClass().getName()).append(' ');
        if (value.getClass().isArray()) {
            for (int i = 0; i < Array.getLength(value); i++) {
                text.append(Array.get(value, i)).append(' ');
            }
        } else {
            text.append(value);
        }
        return text.toString();
    }
}
