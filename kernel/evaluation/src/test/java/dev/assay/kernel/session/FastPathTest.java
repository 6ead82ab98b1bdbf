package dev.assay.kernel.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.kernel.KernelOptions;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FastPathTest {
    private static final Place PLACE = new Place("cell 7", 1);

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

    private CompiledCell.Ready ready(String cell) {
        CompiledCell compiled = compiler.compile(cell, PLACE);
        assertThat(compiled).as(cell).isInstanceOf(CompiledCell.Ready.class);
        return (CompiledCell.Ready) compiled;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1 + 1",
                "x",
                "x;",
                "x = 7",
                "x += f(2)",
                "x++; // done",
                "f(x)\n// a comment; with } all { of it",
                "System.out.print(\"\")",
                "if (x > 3) f(2); else f(3);",
                "for (int i = 0; i < 3; i++) { x += i; }",
                "f(1);\n{ int y = 2; x = y; }",
                "while (true) { if (x++ > 9) break; }",
                "List.of(3, 1).stream().sorted().collect(Collectors.toList())",
                "new int[] {1, 2}.length",
                "new int[] {1, 2}",
                "r = () -> { x++; };",
                "throw new Exception(\"checked, at top level\");",
                "\"\"\"\n  a; \"quoted\" } block\n  \"\"\"",
                "\"\\u00e9\"",
                "x == 1 ? 1 : 2.0",
                "Thread.sleep(0)",
            })
    void takesWhatDeclaresNothing(String cell) {
        run("int x = 1;", "int f(int a) { return a + x; }", "Runnable r = null;");
        run("List.of(Collectors.class);"); // imports come with the first mention
        assertThat(ready(cell).passing()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "int y = 1;",
                "var y = 1",
                "int g() { return 1; }",
                "record Q(int a) {}",
                "x = 1;\nclass D {}",
                "import java.time.*;",
                "return 5;",
                "new Object() { int z; }",
                "undefined",
                "x = \"text\"",
                "\"\\u0022",
                "x = $$value",
                "foo(",
                "}",
                "// nothing",
                "",
            })
    void leavesTheRestToJShell(String cell) {
        run("int x = 1;");
        assertThat(compiler.compile(cell, PLACE)).as(cell).isInstanceOf(CompiledCell.Unusual.class);
    }

    @Test
    void learnsWhichMethodsAreVoid() {
        run("void report() { }", "int report(int a) { return a; }");
        assertThat(ready("report()").valued()).isFalse();
        assertThat(ready("report(3)").valued()).isTrue();
        assertThat(ready("report()").valued()).isFalse();
        assertThat(run("report(4)")).isEqualTo(4);
    }

    @Test
    void expressionsAreTypedByThemselves() {
        assertThat(run("Math.abs(1) > 0 ? 1 : 2.0")).isEqualTo(1.0);
        assertThat(run("(switch (1) { case 1 -> 1; default -> 2.0; })")).isEqualTo(1.0);
    }

    @Test
    void namesMeanTheLatestDeclaration() {
        run("int f() { return 1; }", "f()", "String f() { return \"two\"; }");
        assertThat(run("f()")).isEqualTo("two");
        assertThat(run("int x = 3;", "x", "String x = \"x\";", "x")).isEqualTo("x");
    }

    @Test
    void sideEffectsHappenOnceWhateverIsTried() {
        run("int n = 0;", "void tick() { n++; }", "int tock() { return ++n; }");
        assertThat(run("tick()", "tock()", "n++; tick();", "n")).isEqualTo(4);
        session.evaluate("n++; undefined();", "cell 7", 1);
        assertThat(run("n"))
                .as("the first statement ran before the second did not compile")
                .isEqualTo(5);
    }

    @Test
    void errorsKnowTheirLine() {
        Evaluation.Broken broken =
                (Evaluation.Broken) session.evaluate("Math.abs(1);\n\nObjects.requireNonNull(null);", "cell 7", 1);
        assertThat(String.join("\n", broken.failure().traceback())).contains("cell 7, line 3");
        StackTraceElement mine = List.of(Objects.requireNonNull(broken.cause()).getStackTrace()).stream()
                .filter(frame -> CellCompiler.isCell(frame.getClassName()))
                .findFirst()
                .orElseThrow();
        assertThat(mine.getFileName() + ":" + mine.getLineNumber()).isEqualTo("cell 7:3");
    }

    @Test
    void classesWithHiddenMembersKeepTheirCellsInOneLoader() {
        run(
                "class A { int v = 3; protected int twice() { return 2 * v; } }",
                "class B { public int v = 4; }",
                "class C extends A { }");
        assertThat(ready("new A().v").passing()).isFalse();
        assertThat(ready("new C().v").passing()).isFalse();
        assertThat(ready("new B().v").passing()).isTrue();
        assertThat(run("new C().v + new A().twice() + new B().v")).isEqualTo(13);
    }

    @Test
    void aCellIsCollectedWhenNobodyNeedsIt() throws InterruptedException {
        WeakReference<Object> lambda = new WeakReference<>(
                Objects.requireNonNull(run("(Supplier<Integer>) () -> 4")).getClass());
        for (int i = 0; i < 50 && lambda.get() != null; i++) {
            System.gc();
            Thread.sleep(10);
        }
        assertThat(lambda.get()).isNull();
    }

    @Test
    void theCompilerSeesOnlyWhatACellMentions() {
        for (int i = 0; i < 20; i++) {
            run("int v" + i + " = " + i + ";");
        }
        run("record R(int a) {}", "R make() { return new R(v3); }");
        assertThat(run("make().a() + v4"))
                .as("also a type that is only returned")
                .isEqualTo(7);
    }

    @Test
    void unresolvedCodeIsLeftToJShell() {
        run("int g() { return h() + 1; }");
        assertThat(compiler.compile("1 + 2", PLACE)).isInstanceOf(CompiledCell.Unusual.class);
        run("int h() { return 1; }");
        ready("g()");
        assertThat(run("g()")).isEqualTo(2);
    }

    @Test
    void findsTypesOfAllModules() {
        assertThat(ready("7 * 6").passing()).isTrue();
        ready("java.sql.Timestamp.valueOf(\"2024-02-29 00:00:00\").getTime() > 0");
        run("java.awt.Point p = new java.awt.Point(3, 4);");
        assertThat(run("p.x + p.y")).isEqualTo(7);
        ready("java.util.logging.Logger.getGlobal().getName()");
    }

    /** The first need for another module may be a type that nobody names. */
    @Test
    void findsTheModuleOfATypeThatIsOnlyInferred() {
        run("static Object made() { return new java.awt.Point(3, 4); }", "var p = (java.awt.Point) made();");
        JavaSession other = JavaSession.open(KernelOptions.defaults());
        try (other) {
            Objects.requireNonNull(other.compiler());
            assertThat(other.compiler()
                            .compile("java.util.Map.entry(1, new javax.sql.DataSource[0]).getValue().length", PLACE))
                    .isInstanceOf(CompiledCell.Ready.class);
        }
        assertThat(ready("p.getLocation().x").valued()).isTrue();
        assertThat(run("p.getLocation().x")).isEqualTo(3);
    }

    @Test
    void aPackageThatIsNowhereCostsNobodyTheShortWay() {
        assertThat(compiler.compile("nowhere.at.All.of(1)", PLACE)).isInstanceOf(CompiledCell.Unusual.class);
        assertThat(run("Math.max(7, 6)")).isEqualTo(7);
        ready("new java.awt.Point(1, 2).x");
    }

    @Test
    void assertsAndClassesWithinACell() {
        assertThat(
                        run(
                                "assert 1 < 2 : \"never\";\nint[] n = {1};\nclass Local { int n() { return n[0] + 1; } }\nnew Local().n()"))
                .isEqualTo(2);
        ready(
                "assert 1 < 2; { class Local { int n() { return 3; } } System.getProperties().put(\"n\", new Local().n()); }");
        ready("{ Runnable r = new Runnable() { public void run() {} }; r.run(); Runnable s = () -> {}; s.run(); }");
        assertThat(run("{ Runnable r = new Runnable() { public void run() {} }; r.run(); }\n4"))
                .isEqualTo(4);
    }
}
