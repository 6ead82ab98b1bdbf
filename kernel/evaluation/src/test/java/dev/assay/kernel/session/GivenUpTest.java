package dev.assay.kernel.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import jdk.jshell.JShell;
import jdk.jshell.PersistentSnippet;
import jdk.jshell.Snippet.Status;
import org.junit.jupiter.api.Test;

/** JShell by itself, without anything of ours. */
class GivenUpTest {
    private static final String WHOLE = "int m(int a, int b) { return a * b; }";
    private static final String INCOMPLETE = "int m(int a) { return a + missing; }";
    private static final String IMPORT = "import java.util.function.*;";

    @Test
    void namesWhatIsGivenUpForAnOverloadThatIsIncomplete() {
        List<String> code = List.of("void p(String s) { System.out.println(s); }", WHOLE, INCOMPLETE, IMPORT);
        Told told = Told.of(code);
        assertThat(told.givenUp()).isEqualTo(told.undone());
        if (Runtime.version().feature() <= 25) {
            assertThat(told.undone()).containsExactlyInAnyOrder("p", "m");
        }
    }

    @Test
    void namesNothingWhereTheOtherOrderSparesIt() {
        List<String> code = List.of("void p(String s) { System.out.println(s); }", INCOMPLETE, WHOLE, IMPORT);
        assertThat(Told.of(code)).isEqualTo(new Told(Set.of(), Set.of()));
    }

    @Test
    void namesNothingThatLosesAType() {
        List<String> code = List.of(
                "record R(int a) {}", "R r = new R(1);", "int m(R r) { return 1; }", WHOLE, INCOMPLETE, "/drop R");
        assertThat(Told.of(code)).isEqualTo(new Told(Set.of(), Set.of("r", "m")));
    }

    @Test
    void namesNothingThatBecomesAmbiguous() {
        List<String> code = List.of("int m(int a) { return a; }", WHOLE, IMPORT, "var v = m(1);", INCOMPLETE);
        assertThat(Told.of(code)).isEqualTo(new Told(Set.of(), Set.of("v")));
    }

    /** What is given up by the fault, and all that is undone. */
    private record Told(Set<String> givenUp, Set<String> undone) {
        static Told of(List<String> code) {
            try (JShell shell = JShell.builder().executionEngine("local").build()) {
                GivenUp givenUp = new GivenUp(shell);
                for (String line : code) {
                    if (line.startsWith("/drop ")) {
                        drop(shell, line.substring("/drop ".length()));
                    } else {
                        shell.eval(line);
                    }
                }
                return new Told(Set.copyOf(givenUp.names()), undone(shell));
            }
        }

        private static void drop(JShell shell, String name) {
            shell.types().filter(type -> type.name().equals(name)).toList().forEach(shell::drop);
        }

        private static Set<String> undone(JShell shell) {
            return shell.snippets()
                    .filter(snippet -> shell.status(snippet) == Status.RECOVERABLE_NOT_DEFINED)
                    .map(snippet -> ((PersistentSnippet) snippet).name())
                    .collect(Collectors.toUnmodifiableSet());
        }
    }
}
