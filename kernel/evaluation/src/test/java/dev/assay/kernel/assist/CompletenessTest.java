package dev.assay.kernel.assist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.kernel.Completeness;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompletenessTest {
    private static Rig rig;

    @BeforeAll
    static void start() {
        rig = new Rig();
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  \n",
                "1 + 1",
                "int x = 3",
                "int x = 3;",
                "x++",
                "// abc",
                "/* abc */",
                "import java.util.*",
                "import java.util.*;\nimport java.io.File;\nnew File(\"a\")",
                "class A { }",
                "int f(int a) { return a; }",
                "public static void main(String[] a) { }",
                "private static final int Q = 3;",
                "enum E { A, B }",
                "record P(int a) { }",
                "interface I { int f(); }",
                "abstract class Q { abstract int f(); }",
                "try { } catch (Exception e) { }",
                "do { } while (true);",
                "if (true) { } else { }",
                "for (;;) ;",
                "var t = \"\"\"\n  x {\n  \"\"\";",
                "String s = \"a\" +\n    \"b\"",
                "char c = '{';",
                "\"}\"",
                "names -> 3",
                "int x = 3; int y = 4; x + y",
                "%load x",
                "%load x\n1 + 1",
                "%%time\n1 + 1",
                "@Deprecated void f() { }",
                "<T> T id(T t) { return t; }",
                "int[] a = {1, 2}",
                "new Object() { int q; }",
                "throw new Exception()",
                "int x = switch (3) { default -> 4; };",
                "x = y < 3",
                "%%html\n<b>\n\n",
                "{ int x = 3; }"
            })
    void complete(String code) {
        assertThat(rig.assist.completeness(code)).as(code).isEqualTo(new Completeness("complete", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "foo(",
                "if (true) {",
                "if (x)",
                "for (;;)",
                "while (true)",
                "x +",
                "x.",
                "class A",
                "class A {",
                "int f(int a)",
                "import java.",
                "try { }",
                "do { }",
                "@Override",
                "public",
                "if (true) foo(); else",
                "switch (x)",
                "record P(int a)",
                "int[] a = {1,",
                "a ? b :",
                "names.stream()\n    .map(x ->",
                "int x =",
                "x = foo(1,\n  2",
                "/* abc",
                "\"\"\"\n  abc",
                "%%html",
                "%%html\n<b>",
                "%%time",
                "class A { // }",
                "int f() { return \"}\";",
                "1 + 1; foo("
            })
    void incomplete(String code) {
        assertThat(rig.assist.completeness(code).status()).as(code).isEqualTo("incomplete");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "}",
                ")",
                "(]",
                "\"abc",
                "'a",
                "int x = ;",
                "foo bar baz",
                "1 = 2 3",
                "int f(int a) { return a }",
                "if (true) { ) }",
                "else",
                "int x = 3;; int = 4;",
                "class 3 { }",
                "for (int i) { }"
            })
    void invalid(String code) {
        assertThat(rig.assist.completeness(code)).as(code).isEqualTo(new Completeness("invalid", ""));
    }

    @Test
    void indentsByFourBlanksALevel() {
        assertThat(indent("class A {")).isEqualTo("    ");
        assertThat(indent("class A {\n    void f() {\n")).isEqualTo("        ");
        assertThat(indent("class A {\n    void f() {\n        foo(1,")).isEqualTo("            ");
        assertThat(indent("foo(bar(x -> {"))
                .as("brackets of one line count once")
                .isEqualTo("    ");
        assertThat(indent("class A {\n    void f() {\n    }\n")).isEqualTo("    ");
        assertThat(indent("int x = 1 +")).isEqualTo("    ");
        assertThat(indent("int x = 1 +\n    2 +")).isEqualTo("    ");
        assertThat(indent("var t = \"\"\"\n      abc"))
                .as("goes on under the text")
                .isEqualTo("      ");
    }

    private static String indent(String code) {
        return rig.assist.completeness(code).indent();
    }

    @Test
    void anEmptyLineEndsWhatCouldEnd() {
        assertThat(rig.assist.completeness("if (x) f(); else\n\n").status()).isEqualTo("unknown");
        assertThat(rig.assist.completeness("if (x) {\n\n").status())
                .as("a brace is owed")
                .isEqualTo("incomplete");
        assertThat(rig.assist.completeness("%%time\n\n").status()).isEqualTo("complete");
    }
}
