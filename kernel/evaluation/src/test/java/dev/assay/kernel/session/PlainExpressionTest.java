package dev.assay.kernel.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.kernel.KernelOptions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Cells without a compiler must be worth what the compiled ones are. */
class PlainExpressionTest {
    private static final int EXPRESSIONS_A_SET = 600;

    private final JavaSession session = JavaSession.open(KernelOptions.defaults());
    private final CellCompiler compiler = Objects.requireNonNull(session.compiler());

    @AfterEach
    void close() {
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

    private @Nullable Operand plain(String code) {
        CellLoader loader = (CellLoader) session.loader();
        return PlainExpression.worth(code, name -> {
            String holder = compiler.names().holder(name);
            return holder == null ? null : loader.operand(holder, name);
        });
    }

    /** What a cell is worth that must not reach javac. */
    private @Nullable Object direct(String code) {
        assertThat(plain(code)).as("for the compiler: " + code).isNotNull();
        int before = compiler.taken();
        Object value = run(code);
        assertThat(compiler.taken()).as("compiled: " + code).isEqualTo(before);
        return value;
    }

    @Test
    void worthWhatTheCompilerSays() {
        int taken = 0;
        for (int set = 0; set < Expressions.sets(); set++) {
            run(Expressions.declarations(set));
            if (set % 2 == 1) {
                session.variables(); // from now on JShell knows them, too
            }
            Expressions expressions = new Expressions(set);
            Map<String, @Nullable Object> worth = new LinkedHashMap<>();
            for (int i = 0; i < EXPRESSIONS_A_SET; i++) {
                String expression = expressions.next();
                Operand plain = plain(expression);
                if (plain != null) {
                    worth.put(expression, plain.value());
                }
            }
            taken += worth.size();
            compare(worth);
        }
        assertThat(taken)
                .as("expressions taken, of all different ones")
                .isGreaterThan(EXPRESSIONS_A_SET * Expressions.sets() / 2);
    }

    /** All in one compilation: an array's elements are boxed by their own types, as a cell's value is. */
    private void compare(Map<String, @Nullable Object> worth) {
        StringBuilder cell = new StringBuilder("new Object[] {\n");
        for (String expression : worth.keySet()) {
            cell.append(expression.replaceFirst(";$", "")).append("\n,\n");
        }
        Object[] compiled = (Object[]) Objects.requireNonNull(run(cell + "}"));
        List<String> wrong = new ArrayList<>();
        int at = 0;
        for (Map.Entry<String, @Nullable Object> plain : worth.entrySet()) {
            Object expected = compiled[at++];
            if (!Objects.equals(plain.getValue(), expected)) {
                wrong.add(plain.getKey() + " is " + expected + ", not " + plain.getValue());
            }
        }
        assertThat(wrong).isEmpty();
    }

    /** Not one of these may be taken: what is wrong is javac's to say, what fails when it runs the compiled cell's. */
    private static final List<String> OTHERS = List.of(
            // errors, and what has an effect
            "missing",
            "i = 7",
            "i += 1",
            "i++",
            "--i",
            "- -j",
            "t - 1",
            "!i",
            "~d",
            "z + 1",
            "z && i",
            "i ? 1 : 2",
            "1 +",
            "(1",
            "1)",
            "1 2",
            "i i",
            "()",
            "(i) j",
            "(int) z",
            "(boolean) i",
            "1 ? 2",
            ";",
            "",
            "// nothing",
            "i;;",
            "i; i",
            "1 = 1",
            "t == \"a\"",
            "z < true",
            "d << 1",
            "1 << 1.0",
            "'ab'",
            "''",
            "\"a",
            "\"a\" \"b\"",
            // what fails when it runs
            "i / 0",
            "i % 0",
            "1L / 0",
            "z || 1 / 0 > 1",
            "0 / (i - i)",
            // types that are not for it
            "boxed + 1",
            "-boxed",
            "boxed == 5",
            "\"\" + boxed",
            "t + list",
            "numbers[0]",
            "numbers + t",
            "list == list",
            "t == t",
            "(double) boxed",
            "z ? boxed : 1",
            "z ? list : list",
            "z ? 1 : 'a'",
            "z ? b : 1",
            "(String) t",
            // text that is unusual
            "null",
            "010",
            "08",
            "0b11",
            "0x1p3",
            "1__",
            "_1",
            "0_7",
            "1e400",
            "1e-400",
            "1e-50f",
            "2147483648",
            "-2147483648",
            "9223372036854775808L",
            "0x1FFFFFFFF",
            "'\\u0041'",
            "\"\\u0041\"",
            "i // \\u000a + 1",
            "\"\\0\"",
            "'\\7'",
            "\"\\s\"",
            "\"\"\"\n  a\"\"\"",
            "\"a\nb\"",
            "\u00a0i",
            "i\u001a",
            "i # 1",
            "1é",
            "1.2.3",
            "1f2",
            "/* i",
            "'\ud83d\ude00'",
            // other expressions
            "t.length()",
            "Math.PI",
            "new int[0]",
            "i instanceof Integer",
            "x -> x",
            "String::valueOf",
            "this",
            "int.class",
            "i >>>= 1",
            "yield",
            "var",
            "\"%d\".formatted(1)");

    @Test
    void leavesTheRestToTheCompiler() {
        run(Expressions.declarations(4));
        assertThat(OTHERS.stream().filter(code -> plain(code) != null)).isEmpty();
    }

    @Test
    void cellsNeedNoCompiler() {
        run(Expressions.declarations(4));
        assertThat(direct("7 * 3")).isEqualTo(21);
        assertThat(direct("list;")).isSameAs(run("list.subList(0, 1).isEmpty() ? null : list"));
        assertThat(direct("(numbers) // as it is")).isInstanceOf(int[].class);
        assertThat(direct("none")).isNull();
        assertThat(direct("boxed")).isEqualTo(5);
        assertThat(direct("\"i = \" + i + \", \" + none")).isEqualTo("i = 31, null");
        assertThat(direct("i > 5 && !z || (double) i / 2 >= 15.5")).isEqualTo(true);
        assertThat(direct("z ? 1 : 2.0")).isEqualTo(1.0);
        assertThat(direct("i == 0 ? 0 : 100 / i")).isEqualTo(3);
    }

    @Test
    void aNameMeansItsLatestDeclaration() {
        run("int n = 1;");
        assertThat(direct("n + 1")).isEqualTo(2);
        run("n = 5");
        assertThat(direct("n + 1")).isEqualTo(6);
        run("String n = \"n\";");
        assertThat(direct("n + 1")).isEqualTo("n1");
        session.variables();
        assertThat(direct("n + 1")).isEqualTo("n1");
        run("long n;");
        assertThat(direct("n")).isEqualTo(0L);
        session.evaluate("int n = missing;", "cell 7", 1);
        assertThat(direct("n")).as("after a declaration in vain").isEqualTo(0L);
        session.evaluate("int zero = 0; int n = 1 / zero;", "cell 7", 1);
        assertThat(direct("n")).as("after one whose initializer threw").isEqualTo(0);
    }

    @Test
    void aNameThatMeansTwoThingsIsJavacs() {
        run("int f = 1;", "int f(int a) { return a; }", "double PI = 3;", "import static java.lang.Math.*;");
        assertThat(plain("f")).isNull();
        assertThat(run("f + f(2)")).isEqualTo(3);
        assertThat(direct("PI")).as("a variable hides what a star brings").isEqualTo(3.0);
        run("import static java.lang.Math.E;");
        assertThat(plain("E")).as("no variable").isNull();
        run("double E = 2;");
        assertThat(plain("E")).isNull();
        assertThat(plain("f()")).isNull();
    }

    @Test
    void whereSomethingIsUnresolvedJShellSpeaks() {
        run("int n = 1;", "int g() { return h() + 1; }");
        int before = compiler.taken();
        assertThat(run("n + 1")).isEqualTo(2);
        assertThat(compiler.taken()).isEqualTo(before);
        assertThat(compiler.names().hasUnresolved()).isTrue();
    }

    @Test
    void aVariableThatIsGoneIsNoVariable() {
        session.started();
        run("int gone = 1;");
        assertThat(direct("gone")).isEqualTo(1);
        session.reset();
        assertThat(plain("gone")).isNull();
        assertThat(session.evaluate("gone", "cell 7", 1)).isInstanceOf(Evaluation.Broken.class);
    }

    @Test
    void textsThatDoNotFitAreTheCompiledCells() {
        assertThat(plain("1" + " + 1".repeat(200))).as("a long cell").isNull();
        String deep = "(".repeat(249) + "1" + ")".repeat(249);
        assertThat(direct(deep)).as("deep, and short enough").isEqualTo(1);
    }
}
