package dev.assay.kernel.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.kernel.Import;
import dev.assay.kernel.KernelOptions;
import java.util.List;
import jdk.jshell.Snippet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PreludeTest {
    private final JavaSession session = JavaSession.open(KernelOptions.defaults()
            .withImports(List.of(
                    Import.of("java.util.*"),
                    Import.of("java.util.stream.*"),
                    Import.of("java.time.Year"),
                    Import.of("static java.lang.Math.*", "hypot", "cbrt"),
                    Import.of("static java.util.Map.*"))));

    @AfterEach
    void close() {
        session.close();
    }

    private List<String> imported() {
        session.lock().lock();
        try {
            return known();
        } finally {
            session.lock().unlock();
        }
    }

    /** What JShell knows at this moment, without anybody telling it. */
    private List<String> known() {
        return session.shell()
                .imports()
                .filter(snippet -> session.shell().status(snippet) == Snippet.Status.VALID)
                .map(snippet -> snippet.source().strip())
                .toList();
    }

    private @Nullable Object value(String cell) {
        Evaluation evaluation = session.evaluate(cell, "cell 1", 1);
        assertThat(evaluation).as(cell).isInstanceOf(Evaluation.Value.class);
        return ((Evaluation.Value) evaluation).value();
    }

    @Test
    void onlyWhatSaysNothingOfItsNamesIsThereFromTheStart() {
        assertThat(imported()).containsExactly("import static java.util.Map.*;");
        assertThat(value("1 + 1")).isEqualTo(2);
        assertThat(imported()).containsExactly("import static java.util.Map.*;");
    }

    @Test
    void aMentionBringsWhatItNeedsAndNoMore() {
        assertThat(value("List.of(1, 2).size()")).isEqualTo(2);
        assertThat(imported()).containsExactly("import static java.util.Map.*;", "import java.util.*;");
        assertThat(value("Year.of(4).isLeap()")).isEqualTo(true);
        assertThat(value("hypot(3, 4)")).isEqualTo(5.0);
        assertThat(imported())
                .containsExactlyInAnyOrder(
                        "import static java.util.Map.*;",
                        "import java.util.*;",
                        "import java.time.Year;",
                        "import static java.lang.Math.*;");
    }

    @Test
    void jshellIsToldWhenItIsNeeded() {
        value("new ArrayList<>(List.of(1, 2)).size()");
        assertThat(known()).isEmpty();
        value("record Pair(List<String> a, Year b) {}"); // a type is JShell's to declare
        assertThat(known()).contains("import java.util.*;", "import java.time.Year;");
    }

    @Test
    void anImportThatIsThereAnywayCostsNoCompilation() {
        assertThat(
                        value(
                                "import java.util.*;\n import  java.util.stream.* ; // both\nvar l = List.of(1); Stream.of(2).count()"))
                .isEqualTo(1L);
        assertThat(value("import static java.lang.Math.*;")).isNull();
        assertThat(value("hypot(3, 4) + l.size()")).isEqualTo(6.0);
        assertThat(known()).isEmpty();
    }

    @Test
    void anErrorBehindSuchAnImportIsOnItsOwnLine() {
        Evaluation evaluation = session.evaluate("import java.util.*;\nint n = \"text\";", "cell 1", 1);
        assertThat(evaluation).isInstanceOfSatisfying(Evaluation.Broken.class, broken -> assertThat(
                        String.join("\n", broken.failure().traceback()))
                .contains("cell 1, line 2"));
    }

    @Test
    void namesOfJavaLangNeedNone() {
        value("String.valueOf(Integer.MAX_VALUE)");
        assertThat(imported()).hasSize(1);
    }

    @Test
    void aCellMayDeclareAnImportedNameForItself() {
        assertThat(value("record Year(int n) {}\nnew Year(3).n()")).isEqualTo(3);
    }

    @Test
    void alsoAfterItWasMentioned() {
        value("Year.of(4)");
        assertThat(value("record Year(int n) {}\nnew Year(3).n()")).isEqualTo(3);
        assertThat(value("class List { int size() { return -1; } }\nnew List().size()"))
                .isEqualTo(-1);
    }

    @Test
    void aResetForgetsWhatWasMadeAndMakesItAgain() {
        session.started();
        value("List.of(1)");
        session.reset();
        assertThat(value("List.of(1, 2, 3).size()")).isEqualTo(3);
    }
}
