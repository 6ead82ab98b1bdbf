package dev.assay.notebook.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class TextFormatTest {

    /** In the shape of jupytext's published sample "simple-helloworld", with cells of our own; jupytext itself did not write it. */
    private static final String JUPYTEXT_LIGHT =
            """
            // -*- coding: utf-8 -*-
            // ---
            // jupyter:
            //   jupytext:
            //     formats: ipynb,java:light
            //   kernelspec:
            //     display_name: Java
            //     language: java
            //     name: java
            // ---

            // Let's define some class.

            class A {
                public void hello() {

                    System.out.println("Hello World");
                }
            }

            // And now we call it.
            //
            // * twice

            // + tags=["parameters"] deletable=false
            int n = 2;

            int m = 3;
            // -

            // %maven org.example:lib:1.0
            new A().hello(); // a comment

            // + active=""
            // not run
            """;

    @Test
    void lightJavaIsReadAsJupytextWritesIt() throws NotebookFormatException {
        Notebook notebook = NotebookFormat.JAVA.read(bytes(JUPYTEXT_LIGHT));
        assertThat(notebook.kernelName()).isEqualTo("java");
        assertThat(notebook.metadata().object("jupytext").text("formats")).isEqualTo("ipynb,java:light");
        assertThat(notebook.cells().stream().map(TextFormatTest::told))
                .containsExactly(
                        "Markdown: Let's define some class.",
                        "Code: class A {\n    public void hello() {\n\n        System.out.println(\"Hello World\");\n    }\n}",
                        "Markdown: And now we call it.\n\n* twice",
                        "Code: int n = 2;\n\nint m = 3;",
                        "Code: %maven org.example:lib:1.0\nnew A().hello(); // a comment",
                        "Raw: not run");
        assertThat(notebook.cells().get(3).tags()).containsExactly("parameters");
        assertThat(notebook.cells().get(3).metadata().get("deletable").isBoolean())
                .isTrue();
        assertThat(notebook.cells().get(5).metadata().isEmpty()).isTrue();
    }

    @Test
    void aMagicBeginsWithALetterBehindItsPercentSigns() throws NotebookFormatException {
        String prose = "// %% of rows are bad\n\n// %%\n\n// % of\n\n// %5 %%%%x\n\nint a; // b\n// %% c\n";
        Notebook notebook = NotebookFormat.JAVA.read(bytes(prose));
        assertThat(notebook.cells().stream().map(TextFormatTest::told))
                .containsExactly(
                        "Markdown: %% of rows are bad",
                        "Markdown: %%", "Markdown: % of", "Markdown: %5 %%%%x", "Code: int a; // b\n// %% c");
        assertThat(NotebookFormat.JAVA.write(notebook))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(prose);
        String magics = "// %%time\na();\n\n// %%%html x\n\n// + [markdown]\n// // %time is short\n// -\n";
        notebook = NotebookFormat.JAVA.read(bytes(magics));
        assertThat(notebook.cells().stream().map(TextFormatTest::told))
                .containsExactly("Code: %%time\na();", "Code: %%%html x", "Markdown: %time is short");
        assertThat(NotebookFormat.JAVA.write(notebook))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(magics);
    }

    @Test
    void lightJavaIsWrittenAsAPersonWould() {
        Notebook notebook = Notebook.of(
                Fields.none(),
                CellIds.complete(List.of(
                        new Cell.Markdown("", Fields.none(), "# Title\n\ntext"),
                        new Cell.Code("", Fields.none(), "int a = 1;"),
                        new Cell.Code("", Fields.none(), "void f() {\n\n    g();\n\n}"),
                        new Cell.Code("own", Fields.none(), "%time f()"))));
        assertThat(new String(NotebookFormat.JAVA.write(notebook), StandardCharsets.UTF_8))
                .isEqualTo(
                        """
                        // # Title
                        //
                        // text

                        int a = 1;

                        // +
                        void f() {

                            g();

                        }
                        // -

                        // + id="own"
                        // %time f()
                        // -
                        """);
    }

    @Test
    void markdownIsReadAsJupytextWritesIt() throws NotebookFormatException {
        Notebook notebook = NotebookFormat.MARKDOWN.read(
                bytes(
                        """
                ---
                jupyter:
                  kernelspec:
                    language: java
                    name: assay
                ---

                # Title

                ```java tags=["parameters"] id="p1"
                int n = 2;
                ```

                one

                ```python
                not_ours()


                ```


                two
                <!-- #region {"collapsed": true} -->
                held



                together
                <!-- #endregion -->
                <!-- #raw -->
                raw
                <!-- #endraw -->
                """));
        assertThat(notebook.kernelName()).isEqualTo("assay");
        assertThat(notebook.cells().stream().map(TextFormatTest::told))
                .containsExactly(
                        "Markdown: # Title",
                        "Code: int n = 2;",
                        "Markdown: one\n\n```python\nnot_ours()\n\n\n```",
                        "Markdown: two",
                        "Markdown: held\n\n\n\ntogether",
                        "Raw: raw");
        assertThat(notebook.cells().get(1).id()).isEqualTo("p1");
        assertThat(notebook.cells().get(4).metadata().get("collapsed").asBoolean())
                .isTrue();
    }

    /** Cells, kinds, ids, metadata: whatever stands in them, and whatever stands beside them. */
    @ParameterizedTest
    @EnumSource(
            value = NotebookFormat.class,
            names = {"JAVA", "MARKDOWN"})
    void everyNotebookComesBack(NotebookFormat format) throws NotebookFormatException {
        Random random = new Random(11);
        for (int i = 0; i < 2000; i++) {
            Notebook notebook = random(random, format);
            byte[] text = format.write(notebook);
            Notebook back = format.read(text);
            assertThat(back.cells())
                    .as(new String(text, StandardCharsets.UTF_8))
                    .isEqualTo(notebook.cells());
            assertThat(back.metadata()).isEqualTo(notebook.metadata());
            assertThat(format.write(back)).isEqualTo(text);
        }
    }

    @Test
    void aHeaderThatIsNoYamlIsRefused() {
        assertThatThrownBy(() -> NotebookFormat.JAVA.read(bytes("// ---\n// jupyter: {a: [\n// ---\n")))
                .isInstanceOf(NotebookFormatException.class)
                .hasMessageContaining("header");
    }

    @Test
    void whatNoNotebookHoldsIsRefusedInATextToo() {
        assertThatThrownBy(() -> NotebookFormat.JAVA.read(bytes("// + tags=5\nint a;\n// -\n")))
                .hasMessage("cells[0].metadata.tags: expected a list, found number 5");
        assertThatThrownBy(() -> NotebookFormat.JAVA.read(bytes("// ---\n// jupyter: {kernelspec: 5}\n// ---\n")))
                .hasMessage("metadata.kernelspec: expected an object, found number 5");
        assertThatThrownBy(() -> NotebookFormat.MARKDOWN.read("caf\u00e9".getBytes(StandardCharsets.ISO_8859_1)))
                .hasMessage("file: expected text in UTF-8, found bytes that are none");
    }

    @Test
    void theNameSaysTheFormat() {
        assertThat(NotebookFormat.of(Path.of("a.JAVA"))).isEqualTo(NotebookFormat.JAVA);
        assertThat(NotebookFormat.of(Path.of("b.md"))).isEqualTo(NotebookFormat.MARKDOWN);
        assertThat(NotebookFormat.of(Path.of("b"))).isEqualTo(NotebookFormat.IPYNB);
    }

    private static final String[] LINES = {
        "",
        "",
        "",
        " ",
        "int a = 1;",
        "    indented();",
        "}",
        "// a comment",
        "//",
        "// +",
        "// + [markdown]",
        "// -",
        "// --",
        "// // + x",
        "%maven a:b:1",
        "%% of rows",
        "// %%",
        "// %maven a",
        "// // %x",
        "//no blank",
        "+ item",
        "- item",
        "---",
        "// ---",
        "```",
        "```java",
        "````",
        "# head",
        "<!-- #region -->",
        "<!-- #raw -->",
        "<!-- #endmd -->",
        "a\tb",
        "é \ud83d\ude00",
        "jupyter:",
        "next",
        "```java id=\"x\"",
        "/* */",
        "// -*- coding: utf-8 -*-",
        "\f",
        "\u2028indented to Java",
        "// + a\u0085b",
        "```a\rb"
    };

    private static Notebook random(Random random, NotebookFormat format) {
        List<Cell> cells = new ArrayList<>();
        for (int k = random.nextInt(5); k > 0; k--) {
            int lines = random.nextInt(5);
            String source =
                    random.ints(lines, 0, LINES.length).mapToObj(i -> LINES[i]).collect(Collectors.joining("\n"));
            String id = random.nextBoolean() ? "" : "c" + random.nextInt(9);
            Fields metadata = random.nextInt(3) > 0 ? Fields.none() : metadata(random);
            int kind = random.nextInt(5);
            cells.add(TextLines.cell(
                    kind < 2 ? "code" : kind < 4 ? "markdown" : "raw", id, metadata, lines(source, format)));
        }
        Fields about = random.nextBoolean()
                ? Fields.none()
                : Fields.none().with("x", metadata(random).toJson());
        return Notebook.of(about, CellIds.complete(cells));
    }

    /** A fence that a region of raw text would end cannot be told from its end. */
    private static List<String> lines(String source, NotebookFormat format) {
        return format == NotebookFormat.MARKDOWN
                ? TextLines.of(source.replace("<!-- #endmd -->", "end"))
                : TextLines.of(source);
    }

    private static Fields metadata(Random random) {
        ObjectNode metadata = JsonNodeFactory.instance.objectNode();
        switch (random.nextInt(6)) {
            case 0 -> metadata.putArray("tags").add("parameters").add("a b=\"c\" --> // -");
            case 1 -> metadata.put("name with blanks", true).put("id", 7);
            case 2 -> metadata.put("active", "").put("x", 1.5).putNull("none");
            case 3 -> metadata.put("title", "a {b} = c").putObject("jupyter").put("source_hidden", true);
            case 4 ->
                metadata.put("text", "line\nline \\ \"quoted\" 'x' NO ~\u2028").put("endofcell", "--");
            default -> metadata.put("collapsed", false).put("deep.key-1", "=").put("active", "ipynb");
        }
        return Fields.of(metadata);
    }

    private static String told(Cell cell) {
        return cell.getClass().getSimpleName() + ": " + cell.source();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
