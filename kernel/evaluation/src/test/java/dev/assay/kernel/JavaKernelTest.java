package dev.assay.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Cells as people write them, one notebook after the other through the same session. */
@SuppressWarnings("StringConcatToTextBlock") // cells on one line each read better here
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JavaKernelTest {
    private final Notebook notebook = Notebook.plain();

    @AfterAll
    void close() {
        notebook.close();
    }

    @Test
    void runsSeveralStatementsAndShowsTheLastExpression() {
        assertThat(notebook.run("int a = 5; int b = a * 2;\nfor (int i = 0; i < 3; i++) a += i;\na + b"))
                .isEqualTo("18");
        assertThat(notebook.run("a = 3;")).isEmpty();
        assertThat(notebook.run("// nothing\n/* here */")).isEmpty();
    }

    @Test
    void keepsTheOrderOfDeclarationsAndStatements() {
        assertThat(notebook.run("var log = new StringBuilder();\nlog.append(1);\nlog.append(2);\n"
                        + "int seen = log.length();\nlog.append(seen);\nlog.append(3);\n"
                        + "String made() { return log.toString(); }\nlog.append(4);\n{ log.append(5); }\nmade()"))
                .isEqualTo("122345");
        assertThat(notebook.failure("int n9 = 1;\nn9++;\nn9 = n9 / 0;\nn9++;")).containsPattern("cell \\d+, line 3");
        assertThat(notebook.run("n9")).isEqualTo("2");
    }

    @Test
    void resolvesForwardReferences() {
        assertThat(notebook.run("int f(int n) { return g(n) + 1; }\nint g(int n) { return n * 2; }\nf(4)"))
                .isEqualTo("9");
        assertThat(notebook.run("int early = late();\nint late() { return 7; }\nearly"))
                .isEqualTo("7");
        assertThat(notebook.run("class Left { Right r; }\nclass Right {}\nnew Left().r == null"))
                .isEqualTo("true");
    }

    @Test
    void saysWhatADeclarationWaitsFor() {
        assertThat(notebook.run("int waits() { return comesLater(); }")).isEmpty();
        assertThat(notebook.printed()).contains("waits() cannot be used yet").contains("comesLater");
        assertThat(notebook.run("waits()")).startsWith("CompilationError: waits() cannot be used");
        assertThat(notebook.run("int comesLater() { return 9; }\nwaits()")).isEqualTo("9");
    }

    @Test
    void takesRecordsTextBlocksAndTopLevelThrows() {
        assertThat(notebook.run("record Point(int x, String y) {}\nnew Point(1, \"é\")"))
                .isEqualTo("Point[x=1, y=é]");
        assertThat(notebook.run("String block = \"\"\"\n  a\n  b\"\"\";\nblock.length()"))
                .isEqualTo("3");
        assertThat(notebook.run("throw new java.io.IOException(\"top\");")).isEqualTo("java.io.IOException: top");
        assertThat(notebook.run("int io = 3; int java = 4;\nio + java")).isEqualTo("7");
    }

    @Test
    void importsDoNotNullVariables() {
        notebook.run("List<String> kept = new ArrayList<>(List.of(\"k\")); Object[] other = {1};");
        notebook.run("import java.util.concurrent.atomic.*;\nimport static java.lang.Math.*;");
        assertThat(notebook.run("kept.get(0) + other.length + new AtomicInteger(max(1, 2))"))
                .isEqualTo("k12");
    }

    @Test
    void objectsSurviveTheRedefinitionOfWhatTheyCall() {
        notebook.run("int h() { return 1; }\nint k = 10;\n"
                + "class Uses { int v = h(); int w() { return h() + k; } void set(int n) { k = n; } }\n"
                + "Uses uses = new Uses();\nUses same = uses;");
        assertThat(notebook.run("int h() { return 2; }")).isEmpty();
        assertThat(notebook.run("uses == same ? uses.w() + \" \" + uses.v : \"lost\""))
                .isEqualTo("12 1");
        notebook.run("int k = 20;");
        assertThat(notebook.run("uses.w()")).isEqualTo("22");
        assertThat(notebook.run("uses.set(99); k")).isEqualTo("99");
    }

    @Test
    void saysWhichVariablesARedefinitionOfTheirTypeResets() {
        notebook.run("class Own { int v = 1; }\nOwn own = new Own();");
        notebook.run("class Own { int v = 2; int w; }");
        assertThat(notebook.printed()).contains("note: own has lost its value, since Own was declared anew");
        assertThat(notebook.run("own")).isEmpty();
    }

    @Test
    void aFailedRedeclarationLosesNothing() {
        notebook.run("List<String> names = new ArrayList<>(List.of(\"n\"));\nint twice(int n) { return n * 2; }\n"
                + "class Held { int v = 3; }\nHeld held = new Held(); held.v = 8;");
        assertThat(notebook.run("List<String> names = \"text\";")).startsWith("CompilationError");
        assertThat(notebook.run("var names = undefined();")).startsWith("CompilationError");
        assertThat(notebook.run("int twice(int n) { return \"x\"; }")).startsWith("CompilationError");
        assertThat(notebook.run("class Held { int v = \"x\"; }")).startsWith("CompilationError");
        assertThat(notebook.run("class Held { Missing v; }")).startsWith("CompilationError");
        assertThat(notebook.run("names + \" \" + twice(4) + \" \" + held.v")).isEqualTo("[n] 8 8");
    }

    @Test
    void lambdasFollowARedeclaredVariable() {
        notebook.run("List<String> seen = List.of(\"old\"); Supplier<Object> look = () -> seen;");
        notebook.run("List<String> seen = List.of(\"new\");");
        assertThat(notebook.run("look.get()")).isEqualTo("[new]");
    }

    @Test
    void aCellThatIsRunAgainAndAgainHoldsItsLatestValueOnly() {
        for (int i = 0; i < 60; i++) {
            assertThat(notebook.run("var big = new byte[40_000_000]; big.length"))
                    .isEqualTo("40000000");
            assertThat(notebook.run("int[] large = new int[10_000_000 + " + i + "]; large.length - " + i))
                    .isEqualTo("10000000");
        }
    }

    @Test
    void whatLivesSurvivesHundredsOfRedeclarations() {
        try (Notebook busy = Notebook.plain()) {
            busy.run("interface Shape { double area(); }\nShape early() { return new Shape() {\n"
                    + "  public double area() { return 2; } }; }\n"
                    + "class Old { Object later() { return new Object() { public String toString() { return \"l\"; } }; } }\n"
                    + "Object old = new Old(); Supplier<Object> lazy = () -> ((Old) old).later();\nint count = 0;");
            busy.run("class Old { }");
            for (int i = 0; i < 200; i++) {
                busy.run("int changing() { return " + i + "; }\nint value = changing() + " + i + ";");
                busy.run("count += value - changing();");
            }
            assertThat(busy.run("count + changing() + early().area()")).isEqualTo("20101.0");
            assertThat(busy.kernel().session().shell().snippets().count()).isLessThan(150);
        }
    }

    @Test
    void showsCompileErrorsWithLineAndCaret() {
        assertThat(notebook.failure("int fine = 1;\n\nint bad = \"text\";"))
                .contains("incompatible types")
                .containsPattern("cell \\d+, line 3:\n  int bad = \"text\";\n            \\^\\^\\^\\^\\^\\^");
        assertThat(notebook.failure("int y = ;")).contains("illegal start of expression");
        assertThat(notebook.failure("if (true) {\n  foo(")).contains("left open");
    }

    @Test
    void showsExceptionsWithTheCellsLinesOnly() {
        notebook.run("int boom(int n) {\n  if (n == 0)\n    throw new IllegalStateException(\"deep\",\n"
                + "        new RuntimeException(\"why\"));\n  return boom(n - 1);\n}");
        assertThat(notebook.failure("int start = 2;\n\nboom(start);"))
                .startsWith("java.lang.IllegalStateException: deep")
                .containsPattern("at boom \\(cell \\d+, line 3\\)\n        throw new IllegalStateException")
                .containsPattern("at boom \\(cell \\d+, line 5\\)")
                .containsPattern("at cell \\d+, line 3")
                .contains("Caused by: java.lang.RuntimeException: why")
                .doesNotContain("JShell")
                .doesNotContain("dev.assay")
                .doesNotContain("reflect");
    }

    @Test
    void findsTheLineOfAnExpressionThatJShellWraps() {
        assertThat(notebook.failure("int[] three = {1, 2, 3};\nint past = 3;\nthree[past]"))
                .containsPattern("at cell \\d+, line 3\n        three\\[past\\]");
    }

    @Test
    void failuresInTheUsersOwnWordsDoNotHurt() {
        assertThat(notebook.run("class Mute extends RuntimeException { public String getMessage() "
                        + "{ throw new RuntimeException(); } }\nthrow new Mute();"))
                .startsWith("Mute: (its message cannot be read");
        assertThat(notebook.run("class Shy { public String toString() { throw new Error(); } }\nnew Shy() == null"))
                .isEqualTo("false");
    }

    @Test
    void endingTheJvmIsRefusedInWords() {
        assertThat(notebook.run("System.exit(3)"))
                .isEqualTo("SystemExit: cell called System.exit(3): restart the kernel instead");
        assertThat(notebook.run("Runtime.getRuntime().halt(1)")).startsWith("SystemExit: cell called Runtime.halt(1)");
        assertThat(notebook.run("List.of(4).forEach(System::exit)"))
                .startsWith("SystemExit: cell called System.exit(4)");
    }

    @Test
    void survivesStackAndHeapOverflow() {
        assertThat(notebook.run("int forever(int n) { return forever(n + 1) + 1; }\nforever(0)"))
                .startsWith("java.lang.StackOverflowError");
        assertThat(notebook.run("var hoard = new ArrayList<long[]>(); while (true) hoard.add(new long[20_000_000]);"))
                .startsWith("java.lang.OutOfMemoryError");
        notebook.run("hoard = null;");
        assertThat(notebook.run("\"alive\"")).isEqualTo("alive");
        String nested = "(".repeat(20_000) + "1" + ")".repeat(20_000);
        assertThat(notebook.run(nested)).startsWith("CompilationError: too deeply nested");
        assertThat(notebook.run("\"alive\"")).isEqualTo("alive");
    }

    @Test
    void aCrashOfTheCompilerPoisonsNothing() {
        // javac 17 dies of this expression; later ones compile it, and it throws
        assertThat(notebook.run("int crash = (0 + 1 == 3 ? \"e\" : null).length();"))
                .matches("CompilationError: javac crashed.*|java.lang.NullPointerException.*");
        assertThat(notebook.run("int after = 1;\nString other() { return \"fine\"; }\nother() + after"))
                .isEqualTo("fine1");
    }

    @Test
    void evaluatesFromWithinACell() {
        notebook.run("import static org.dflib.jjava.jupyter.kernel.BaseNotebookStatics.*;\nint outer = 4;");
        assertThat(notebook.run("eval(\"int inner = outer * 2;\"); eval(\"inner + 1\")"))
                .isEqualTo("9");
        assertThat(notebook.run("Object[] got = new Object[1];\n"
                        + "Thread other = new Thread(() -> got[0] = eval(\"outer + 1\")); other.start(); other.join();\n"
                        + "got[0]"))
                .isEqualTo("5");
        assertThat(notebook.run("eval(\"throw new java.io.IOException(\\\"inner\\\");\")"))
                .contains("inner");
    }

    @Test
    void showsWhatExtensionsOfTheFamilyShow() {
        notebook.run("import org.dflib.jjava.jupyter.kernel.*;");
        notebook.run("String id = BaseNotebookStatics.display(\"first\");\n"
                + "BaseNotebookStatics.updateDisplay(id, \"second\");\n"
                + "BaseKernel.notebookKernel().getIO().display.display("
                + "new org.dflib.jjava.jupyter.kernel.display.DisplayData(\"third\"));");
        assertThat(notebook.displays()).containsExactly("display \"first\"", "update \"second\"", "display \"third\"");
    }

    @Test
    void runsMagicsBetweenJava() {
        assertThat(notebook.run("int magic = 4;\n%time Thread.sleep(1)\nmagic + 1"))
                .isEqualTo("5");
        assertThat(notebook.printed()).contains("Wall time");
        assertThat(notebook.failure("int before = 1;\n%nosuch"))
                .contains("There is no magic %nosuch")
                .contains("line 2");
    }

    @Test
    void twoKernelsInOneJvmKeepApart() {
        try (Notebook second = Notebook.plain()) {
            notebook.run("String whose = \"first\";");
            second.run("String whose = \"second\"; import org.dflib.jjava.jupyter.kernel.*;");
            assertThat(notebook.run("whose")).isEqualTo("first");
            second.run("BaseNotebookStatics.display(whose)");
            assertThat(second.displays()).containsExactly("display \"second\"");
            assertThat(second.run("BaseNotebookStatics.eval(\"whose\")")).isEqualTo("second");
            notebook.run("org.dflib.jjava.jupyter.kernel.BaseNotebookStatics.display(whose)");
            assertThat(notebook.displays()).containsExactly("display \"first\"");
        }
        assertThat(notebook.run("org.dflib.jjava.jupyter.kernel.BaseNotebookStatics.eval(\"whose\")"))
                .isEqualTo("first");
    }

    @Test
    void warmingUpLeavesNothingBehind() {
        try (Notebook warm = Notebook.plain()) {
            long before = warm.kernel().session().shell().variables().count();
            warm.kernel().warm();
            assertThat(warm.kernel().session().shell().variables().count()).isEqualTo(before);
            assertThat(warm.run("1 + 1")).isEqualTo("2");
            assertThat(warm.run("$warm1")).startsWith("CompilationError");
        }
    }

    @Test
    void resetForgetsWhatCellsDeclared() {
        try (Notebook fresh = Notebook.plain()) {
            fresh.run("int gone = 1; int goneToo() { return gone; } class Gone { int v = goneToo(); }");
            fresh.kernel().session().reset();
            assertThat(fresh.run("gone")).startsWith("CompilationError");
            assertThat(fresh.run("new Gone()")).startsWith("CompilationError");
            assertThat(fresh.run("List.of(1)")).isEqualTo("[1]");
            assertThat(fresh.run("String gone = \"back\";\ngone")).isEqualTo("back");
        }
    }
}
