package dev.assay.kernel.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.kernel.KernelOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import jdk.jshell.Snippet;
import jdk.jshell.VarSnippet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cells that declare new variables and methods, past JShell, which is told later. */
class DeclaringTest {
    private final JavaSession session = JavaSession.open(KernelOptions.defaults());
    private final CellCompiler compiler = Objects.requireNonNull(session.compiler());

    @AfterEach
    void close() {
        assertThat(session.lost()).isZero();
        session.close();
    }

    private @Nullable Object run(String... cells) {
        Object value = null;
        for (String cell : cells) {
            Evaluation evaluation = session.evaluate(cell, "cell 7", 1);
            assertThat(evaluation).as(cell).isInstanceOf(Evaluation.Value.class);
            value = ((Evaluation.Value) evaluation).value();
        }
        return value;
    }

    /** What JShell knows at this moment, without anybody telling it. */
    private List<String> known() {
        return session.shell().variables().map(VarSnippet::name).toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "int a = 5;",
                "int a",
                "var a = List.of(1, 2);",
                "/* a */ String a = \"a\" + 'a'; // a",
                "static int a = 3; public static long b = a;",
                "int[] a = {1, 2}, b = {3};", // JShell's: two variables in one declaration
                "java.util.Map<String, List<Integer>> a = new HashMap<>();",
                "int f(int n) { return n < 2 ? 1 : n * f(n - 1); }\nf(4)",
                "<T extends Comparable<T>> T most(List<T> all) throws Exception { return all.get(0); }",
                "int f(int x) { int s = 0; for (int k = 0; k < x; k++) { s += k; } return s; }\n"
                        + "var v = f(100);\nSystem.out.print(v);",
                "/* ; } */ double d = Math.sqrt(2); // }\nif (d > 1) { d = 1; } else { d = 2; }\nd",
                "var r = (Runnable) () -> System.out.print(\"\");\nr.run();",
                "Object o = switch (3) { case 3 -> \"three\"; default -> 0; };\no",
            })
    void jshellKnowsInTheEndWhatItWouldHave(String cell) {
        Object value;
        List<String> variables;
        try (JavaSession alone = JavaSession.open(KernelOptions.defaults(), false)) {
            value = ((Evaluation.Value) alone.evaluate(cell, "cell 7", 1)).value();
            variables = described(alone);
        }
        run("Collectors.class", "HashMap.class");
        int before = compiler.taken();
        assertThat(run(cell)).isEqualTo(value);
        boolean jshells = cell.contains("b = {3}");
        assertThat(compiler.taken() - before).isEqualTo(jshells ? 0 : 1);
        assertThat(known().isEmpty()).isEqualTo(!jshells);
        assertThat(described(session)).isEqualTo(variables);
    }

    private static List<String> described(JavaSession session) {
        List<String> all = new ArrayList<>();
        for (VarSnippet variable : session.variables()) {
            Object value = session.value(variable).orElse(null);
            boolean plain = value instanceof Number || value instanceof List;
            all.add(variable.typeName() + " " + variable.name() + (plain ? " = " + value : ""));
        }
        session.shell().methods().map(Snippet::source).forEach(all::add);
        return all;
    }

    @Test
    void stateIsOneBeforeAndAfterJShellIsTold() {
        run("int count = 1;\nint next() { return ++count; }");
        assertThat(known()).isEmpty();
        assertThat(run("next()")).isEqualTo(2);
        assertThat(run("count += 10;\nnext()")).isEqualTo(13);
        run("record Seen(int at) { int now() { return at + next(); } }"); // JShell's: it has been told
        assertThat(known()).containsExactly("count");
        assertThat(run("new Seen(0).now()")).isEqualTo(14);
        assertThat(run("count")).isEqualTo(14);
        assertThat(run("int twice() { return 2 * next(); }\ntwice()")).isEqualTo(30);
        assertThat(run("int next() { return 5; }", "twice()")).isEqualTo(10);
        assertThat(run("new Seen(1).now()"))
                .as("the record follows the new declaration")
                .isEqualTo(6);
        assertThat(run("String count = \"none\";", "count")).isEqualTo("none");
    }

    @Test
    void aValueIsTheSameObject() {
        run("var list = new ArrayList<Integer>();", "Runnable add = () -> list.add(1);", "add.run();");
        session.variables();
        assertThat(run("add.run();", "list.add(2);", "add.run();", "list")).isEqualTo(List.of(1, 1, 2, 1));
    }

    @Test
    void aFailureLeavesWhatCameBeforeIt() {
        Evaluation.Broken broken = (Evaluation.Broken)
                session.evaluate("int one = 1;\nint zero = 0;\n\nint bad = one /\n zero;\nint never = 4;", "cell 7", 1);
        assertThat(broken.failure().name()).isEqualTo("java.lang.ArithmeticException");
        assertThat(String.join("\n", broken.failure().traceback())).contains("cell 7, line 4");
        assertThat(run("one + bad")).isEqualTo(1);
        assertThat(session.variables().stream().map(VarSnippet::name)).containsExactly("one", "zero", "bad");
        assertThat(run("int never = 5;\nnever")).isEqualTo(5);
    }

    @Test
    void whatDoesNotCompileIsJShells() {
        Evaluation.Broken broken =
                (Evaluation.Broken) session.evaluate("int fine = 1;\nint wrong = \"text\";", "cell 7", 1);
        assertThat(String.join("\n", broken.failure().traceback())).contains("int wrong = \"text\";");
        assertThat(run("fine")).isEqualTo(1);
    }

    @Test
    void linesOfMethodsAreKnownFromLaterCells() {
        run("int first = 1;\n\nint fail(int n) {\n  return n / 0;\n}");
        for (boolean told : new boolean[] {false, true}) {
            Evaluation.Broken broken = (Evaluation.Broken) session.evaluate("fail(1)", "cell 8", 1);
            assertThat(String.join("\n", broken.failure().traceback()))
                    .as("JShell told: %s", told)
                    .contains("cell 7, line 4")
                    .contains("cell 8, line 1");
            session.variables();
        }
    }

    @Test
    void namesThatWereUsedAreJShells() {
        run("int early() { return 1; }", "early()");
        int before = compiler.taken();
        run("int early() { return 2; }");
        assertThat(compiler.taken()).isEqualTo(before);
        assertThat(run("early()")).isEqualTo(2);
        run("int later() { return 3; } int user() { return sooner(); } int sooner() { return later(); }");
        assertThat(run("user()")).as("a forward reference in a cell").isEqualTo(3);
    }

    @Test
    void whoAsksJShellFindsEverything() {
        run("int asked = 1;");
        session.lock().lock();
        try {
            assertThat(known()).containsExactly("asked");
        } finally {
            session.lock().unlock();
        }
    }

    @Test
    void forgettingForgetsItAll() {
        session.started();
        run("int gone = 1; int use() { return gone; }");
        session.reset();
        assertThat(session.variables()).isEmpty();
        assertThat(session.evaluate("gone", "cell 7", 1)).isInstanceOf(Evaluation.Broken.class);
        assertThat(run("int gone = 2;\ngone")).isEqualTo(2);
    }
}
