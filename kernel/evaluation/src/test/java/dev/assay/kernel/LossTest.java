package dev.assay.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a cell takes from earlier ones without being about them. */
class LossTest {
    private static final String INCOMPLETE = "int m(int a) { return a + missing; }";

    private final Notebook notebook = new Notebook(KernelOptions.defaults()
            .withExtensions(false)
            .withImports(
                    List.of(Import.of("java.util.*"), Import.of("java.util.function.*"), Import.of("java.time.Year"))));

    @AfterEach
    void close() {
        notebook.close();
    }

    /** Written by the user, and made since a name is mentioned. */
    @ParameterizedTest
    @ValueSource(strings = {"import java.util.function.*;", "Supplier<String> later = null;"})
    void anImportBesideAnIncompleteOverloadUndoesNothing(String imports) {
        notebook.run("List<String> p = new ArrayList<>(List.of(\"kept\"));");
        notebook.run("void q(String s) { System.out.println(s); }");
        notebook.run("int m(int a, int b) { return a * b + p.size(); }");
        notebook.run(INCOMPLETE);
        assertThat(notebook.run(imports)).isEmpty();
        assertThat(notebook.printed()).isEmpty();
        assertThat(notebook.run("p + \" \" + m(2, 3)")).isEqualTo("[kept] 7");
        notebook.run("q(\"printed\")");
        assertThat(notebook.printed()).isEqualTo("printed\n");
        notebook.run("int missing = 4;");
        assertThat(notebook.run("m(3)")).isEqualTo("7");
    }

    /** Which of them JShell gives up hangs on the numbers of the snippets, and so on how many there were. */
    @Test
    void norAfterAnyNumberOfCells() {
        List<String> lost = new ArrayList<>();
        for (int before = 0; before < 9; before++) {
            try (Notebook other = new Notebook(KernelOptions.defaults().withExtensions(false))) {
                for (int i = 0; i < before; i++) {
                    other.run("import java.util.List;"); // takes a number of JShell's
                }
                other.run("var p = new int[] {" + before + "};");
                other.run("int m(int a, int b) { return a * b + p[0]; }");
                other.run(INCOMPLETE);
                other.run("import java.util.function.*;");
                String worth = other.run("m(2, 3)");
                if (!worth.equals(String.valueOf(6 + before))
                        || !other.printed().isEmpty()) {
                    lost.add(before + ": " + worth);
                }
            }
        }
        assertThat(lost).isEmpty();
    }

    /** After an import of all of something JShell keeps overloads in one class, and sees in it what was replaced, too. */
    @ParameterizedTest
    @ValueSource(strings = {"import java.util.concurrent.*;", "int one = 1;"})
    void anOverloadDeclaredAnewStaysTheOnlyOne(String before) {
        notebook.run("int f(int a) { return a; }");
        notebook.run("int f(int a, int b) { return a * b; }");
        notebook.run("int g() { return f(2) + f(2, 3); }");
        notebook.run(before);
        assertThat(notebook.run("g()")).isEqualTo("8");
        notebook.run("int f(int a) { return a + 1; }");
        assertThat(notebook.run("f(1)")).isEqualTo("2");
        assertThat(notebook.run("f(1, 5)")).isEqualTo("5");
        assertThat(notebook.run("g()")).isEqualTo("9");
        notebook.run("int f(int a, int b) { return a + b; }");
        assertThat(notebook.run("f(1) + f(1, 5) + g()")).isEqualTo("16");
        assertThat(notebook.printed()).isEmpty();
    }

    @Test
    void norIsItTwiceWhenItWasDeclaredInVain() {
        notebook.run("int f(int a) { return a; }");
        notebook.run("int f(int a, int b) { return a * b; }");
        notebook.run("import java.util.concurrent.*;");
        assertThat(notebook.failure("int f(int a) { return \"no number\"; }")).contains("incompatible types");
        assertThat(notebook.run("f(1) + f(2, 3)")).isEqualTo("7");
    }

    /** JShell makes other classes of what an overload has initialised when overloads come into one class, or part. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "int f(int a) { return a + 1; }",
                "int f(int a, int b) { return a + b; }",
                "int f(int a) { return \"no number\"; }"
            })
    void whatAnOverloadInitialisedKeepsItsValue(String again) {
        notebook.run("int f(int a) { return a; }");
        notebook.run("int f(int a, int b) { return a * b; }");
        notebook.run("int[] v = {f(2, 3)};\nRunnable add = () -> v[0] += f(1);");
        notebook.run("import java.util.concurrent.*;");
        assertThat(notebook.printed()).isEmpty();
        notebook.run("add.run();");
        assertThat(notebook.run("v[0]")).isEqualTo("7");
        notebook.run(again);
        assertThat(notebook.printed()).isEmpty();
        notebook.run("v = new int[] {1, v[0]};\nadd.run();");
        assertThat(notebook.run("v[0] + v[1]"))
                .as("the lambda's variable is this one")
                .isEqualTo("9");
    }

    @Test
    void saysWhatAnImportTakesTheMeaningFrom() {
        notebook.run("List<String> names = List.of(\"n\");\nint count(List<String> of) { return of.size(); }");
        notebook.run("import java.awt.List;");
        assertThat(notebook.printed())
                .contains("note: names has lost its value, since java.awt.List was imported")
                .contains("note: count() cannot be used any more, since java.awt.List was imported");
    }

    @Test
    void saysWhatLosesAnImportThatACellReplaces() {
        notebook.run("Year year = Year.of(4);");
        assertThat(notebook.run("record Year(int n) {}\nnew Year(3).n()")).isEqualTo("3");
        assertThat(notebook.printed())
                .contains("note: year has lost its value, since java.time.Year is no longer imported");
    }

    @Test
    void saysWhichMethodADeclarationLeavesWithoutMeaning() {
        notebook.run("record Pair(int a, int b) {}\nint sum(Pair p) { return p.a() + p.b(); }");
        notebook.run("record Pair(int a) {}");
        assertThat(notebook.printed()).contains("note: sum() cannot be used any more, since Pair was declared anew");
    }

    @Test
    void saysNothingOfWhatTheSameCellDeclaresAnew() {
        notebook.run("record Pair(int a, int b) {}\nvar pair = new Pair(1, 2);\nint sum(Pair p) { return p.b(); }");
        notebook.run("record Pair(int a) {}\nvar pair = new Pair(3);\nint sum(Pair p) { return p.a(); }");
        assertThat(notebook.printed()).isEmpty();
        assertThat(notebook.run("sum(pair)")).isEqualTo("3");
    }

    @Test
    void saysWhatAnIncompleteMethodWaitsFor() {
        notebook.run(INCOMPLETE);
        assertThat(notebook.printed()).isEqualTo("note: m() cannot be used yet, not declared yet: variable missing\n");
    }
}
