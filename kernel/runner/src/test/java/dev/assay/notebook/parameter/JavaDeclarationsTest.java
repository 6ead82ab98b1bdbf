package dev.assay.notebook.parameter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Which variables a cell of Java declares, of what type, and what is said about them. */
final class JavaDeclarationsTest {

    @Test
    void keywordsOfSomePlacesAreNamesInOthers() {
        String cell =
                """
                int yield = 5, permits = 1; String record = "a";
                boolean sealed = true;
                record Point(int x) {}
                sealed interface Shape permits Point {}
                """;

        assertThat(declared(cell)).extracting(Parameter::name).containsExactly("yield", "permits", "record", "sealed");
    }

    @Test
    void aStatementGoesOnInALineThatBeginsWithASign() {
        assertThat(declared(
                        "int x = 50\n   % 3;\nint y = 2;\nboolean z =\n    !true; int v = 1;\n%time y\nint w = 3;\n"))
                .containsExactly(
                        new Parameter("x", "int", "50\n   % 3", ""),
                        new Parameter("y", "int", "2", ""),
                        new Parameter("z", "boolean", "!true", ""),
                        new Parameter("v", "int", "1", ""),
                        new Parameter("w", "int", "3", ""));
    }

    @Test
    void severalVariablesOfADeclarationAreOneParameterEach() {
        assertThat(
                        declared(
                                """
                        int a = 1, b = 2; // both
                        int low = 3, // at least
                            high = Math.max(4, 5); /* at most */
                        Map<String, Integer> first = new HashMap<String, Integer>(), second = Map.of("a, b", 1);
                        boolean less = a < b, more = a > b; char comma = ',', semicolon = ';';
                        int[] one = {1, 2}, two[] = {{3}};
                        final @Deprecated(since = "1") java.util.List<? extends Number> numbers = null, none;
                        """))
                .containsExactly(
                        new Parameter("a", "int", "1", "both"),
                        new Parameter("b", "int", "2", "both"),
                        new Parameter("low", "int", "3", "at least"),
                        new Parameter("high", "int", "Math.max(4, 5)", "at most"),
                        new Parameter("first", "Map<String, Integer>", "new HashMap<String, Integer>()", ""),
                        new Parameter("second", "Map<String, Integer>", "Map.of(\"a, b\", 1)", ""),
                        new Parameter("less", "boolean", "a < b", ""),
                        new Parameter("more", "boolean", "a > b", ""),
                        new Parameter("comma", "char", "','", ""),
                        new Parameter("semicolon", "char", "';'", ""),
                        new Parameter("one", "int[]", "{1, 2}", ""),
                        new Parameter("two", "int[][]", "{{3}}", ""),
                        new Parameter("numbers", "java.util.List<? extends Number>", "null", ""),
                        new Parameter("none", "java.util.List<? extends Number>", "", ""));
    }

    @Test
    void onlyWhatIsDeclaredOutsideCommentsTextsAndBlocksCounts() {
        assertThat(
                        declared(
                                """
                        %maven a:b:1
                        // int gone = 1;
                        /* int old = 2;
                        int older = 3; */
                        String text = \"""
                            int said = 4;
                            \"""; // int told = 5;
                        String line = "int quoted = 6;";
                        int f(int x) { int inner = 7; return inner; }
                        class Pair { int left = 8; }
                        Runnable run = () -> { int deep = 9; };
                        for (int i = 0; i < 3; i++) { int each = i; }
                        if (f(1) == 1) line = "10";
                        line = "11"; f(12); outer: while (false) {}
                        import java.util.*;
                        int last = /* not 13 */ 14"""))
                .extracting(Parameter::name, Parameter::value, Parameter::about)
                .containsExactly(
                        tuple("text", "\"\"\"\n    int said = 4;\n    \"\"\"", "int told = 5;"),
                        tuple("line", "\"int quoted = 6;\"", ""),
                        tuple("run", "() -> { int deep = 9; }", ""),
                        tuple("last", "14", ""));
    }

    /** What is no Java is the kernel's to complain about. */
    @Test
    void codeOfAnyKindIsRead() {
        String[] pieces = {
            "int", " a", " = ", "<", ">", "(", ")", "{", "}", "[", "]", ",", ";", "\n", "\"", "//", "/*", "*/", "@A",
            "%", "var", ":", "\\"
        };
        Random random = new Random(11);
        for (int i = 0; i < 5000; i++) {
            String code = random.ints(random.nextInt(30), 0, pieces.length)
                    .mapToObj(k -> pieces[k])
                    .collect(Collectors.joining());
            for (Parameter parameter : declared(code)) {
                assertThat(parameter.name()).isEqualTo("a");
            }
            assertThat(PythonDeclarations.in(code)).isNotNull();
        }
    }

    private static List<Parameter> declared(String java) {
        return JavaDeclarations.in(java);
    }
}
