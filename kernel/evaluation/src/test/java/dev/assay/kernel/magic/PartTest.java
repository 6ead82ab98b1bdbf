package dev.assay.kernel.magic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartTest {
    @Test
    void takesMagicsAndJavaApartAndKeepsTheLines() {
        assertThat(Part.parse("%maven a:b:1\nint x = 1;\nx + 1\n;\n  %time x\n\n\nx"))
                .containsExactly(
                        new Part.Line(1, "maven", "a:b:1"),
                        new Part.Code(2, "int x = 1;\nx + 1\n;\n"),
                        new Part.Line(5, "time", "x"),
                        new Part.Code(6, "\n\nx"));
    }

    @Test
    void aCellMagicTakesTheWholeCellBelowBlankLines() {
        assertThat(Part.parse("\n\n%%html  a b \n<b>\n%no magic"))
                .containsExactly(new Part.Whole(3, "html", "a b", "<b>\n%no magic", 4));
        assertThat(Part.parse("%%html")).containsExactly(new Part.Whole(1, "html", "", "", 2));
    }

    @Test
    void aSemicolonAfterANameIsDropped() {
        assertThat(Part.parse("%who;")).containsExactly(new Part.Line(1, "who", ""));
    }

    @Test
    void backslashesJoinLines() {
        assertThat(Part.parse("%maven a:b:1 \\\n  c:d:2\\\n e:f:3\nint x;"))
                .containsExactly(new Part.Line(1, "maven", "a:b:1  c:d:2 e:f:3"), new Part.Code(4, "int x;"));
        assertThat(Part.parse("%maven a \\")).containsExactly(new Part.Line(1, "maven", "a \\"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "int r = 17\n%y;",
                "int r = (17)\n%y;",
                "int r = a[0]\n  %y;",
                "String s = \"\"\"\n%time x\n\"\"\";",
                "String s = \"\"\"\n \\\"\"\"\n%time x\n\"\"\";",
                "String s = \"\"\"\n  a;\n%time x\n\"\"\";",
                "/*\n%time x\n*/",
                "/* ; \n%time x\n ; */ int y;",
                "// ;\nint x = 5 // ;\n%y;",
                "foo(a,\n%b);",
                "% time x",
                "%5",
                "%",
                "%%",
                "char c = '\"', d = '\\'', e = '%'\n%y;",
                "String s = \"//\" + \"/*\"\n%y;",
            })
    void leavesJavaAlone(String code) {
        assertThat(Part.parse(code)).containsExactly(new Part.Code(1, code));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "int x = 1;",
                "void f() {}",
                "class A { int a() { return 1; } }",
                "int x = 1; // 5 +",
                "/* 5 + */",
                "String s = \"a // b\";",
                "char c = '\"';",
                "char c = '\\\\';",
                "String s = \"\"\"\n  a \"b\" \\\n \"\"\";",
                "String s = \"unclosed;\n;",
                "int[] a = {1, 2};",
            })
    void seesAMagicWhereAStatementCouldBegin(String code) {
        String above = code.isEmpty() ? "" : code + "\n";
        List<Part> parts = Part.parse(above + "%who\n");
        assertThat(parts)
                .last()
                .isEqualTo(new Part.Line(
                        1 + (int) above.chars().filter(c -> c == '\n').count(), "who", ""));
    }

    @Test
    void refusesAMagicInABlockWithItsLine() {
        assertThatThrownBy(() -> Part.parse("int x;\nfor (;;) {\n  %time x\n}"))
                .isInstanceOfSatisfying(
                        MagicError.class, e -> assertThat(e.line()).isEqualTo(3))
                .hasMessageContaining("%time stands inside the bracket opened on line 2");
    }

    @Test
    void refusesACellMagicBelowTheFirstLine() {
        assertThatThrownBy(() -> Part.parse("int x;\n%%html\n<b>"))
                .isInstanceOfSatisfying(
                        MagicError.class, e -> assertThat(e.line()).isEqualTo(2))
                .hasMessageContaining("first line");
    }

    @Test
    void anyTextIsTakenApartWithoutLoss() {
        Random random = new Random(7);
        String[] pieces = {
            "%who", "%%x", "\n", "\n", " ", "\"", "\"\"\"", "'", "\\", "/*", "*/", "//", "{", "}", ";", "a", "😀", "\r"
        };
        for (int round = 0; round < 20_000; round++) {
            StringBuilder cell = new StringBuilder();
            for (int i = random.nextInt(30); i > 0; i--) {
                cell.append(pieces[random.nextInt(pieces.length)]);
            }
            try {
                int line = 0;
                for (Part part : Part.parse(cell.toString())) {
                    assertThat(part.line()).isGreaterThan(line);
                    line = part.line();
                    if (part instanceof Part.Code code) {
                        String rest = String.join("\n", cell.toString().split("\n", -1));
                        assertThat(rest.split("\n", line)[line - 1])
                                .startsWith(code.code().stripTrailing());
                    }
                }
            } catch (MagicError e) {
                assertThat(e.line()).isPositive();
            }
        }
    }

    @Test
    void aHugeCellIsQuick() {
        String cell = "int x = 1; // %\n".repeat(200_000) + "%who";
        assertThat(Part.parse(cell)).hasSize(2);
        assertThat(Part.parse("{".repeat(1_000_000))).hasSize(1);
    }
}
