package dev.assay.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;

/** What later Javas brought works where the kernel runs on them. */
@EnabledForJreRange(minVersion = 21)
class ModernJavaTest {
    private final Notebook notebook = Notebook.plain();

    @AfterEach
    void close() {
        notebook.close();
    }

    @Test
    void patternsForSwitch() {
        assertThat(notebook.run("Object o = 7;\nString s = switch (o) { case Integer i when i > 5 -> \"big \" + i;"
                        + " case String t -> t; default -> \"other\"; };\ns"))
                .isEqualTo("big 7");
        assertThat(notebook.run("switch (o) { case Integer i when i > 9 -> \"big\"; default -> \"small\"; }"))
                .isEqualTo("small");
    }

    @Test
    void recordPatterns() {
        notebook.run("record P(int x, Object y) {}\nObject p = new P(1, new P(2, 3));");
        assertThat(notebook.run("p instanceof P(int x, P(var a, var b)) ? x + a : -1"))
                .isEqualTo("3");
        assertThat(notebook.run("switch (p) { case P(int x, P q) -> \"nested \" + q.x(); default -> \"flat\"; }"))
                .isEqualTo("nested 2");
    }

    @Test
    void sequencedCollections() {
        assertThat(notebook.run("List.of(1, 2, 3).reversed().getFirst()")).isEqualTo("3");
        assertThat(notebook.run("var m = new LinkedHashMap<String, Integer>(Map.of(\"a\", 1));\n"
                        + "m.putFirst(\"b\", 2);\nm.firstEntry()"))
                .isEqualTo("b=2");
    }
}
