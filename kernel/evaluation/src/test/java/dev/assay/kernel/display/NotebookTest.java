package dev.assay.kernel.display;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.kernel.MimeBundle;
import dev.assay.kernel.Outputs;
import dev.assay.kernel.output.CellContext;
import dev.assay.kernel.output.CellSession;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class NotebookTest {

    private final List<String> shown = new ArrayList<>();
    private final CellSession session = new CellSession();
    private final Outputs outputs = new Outputs() {
        @Override
        public void text(Stream stream, String text) {
            shown.add("text " + text);
        }

        @Override
        public void display(MimeBundle bundle, @Nullable String displayId) {
            shown.add("display " + displayId + " " + bundle.data());
        }

        @Override
        public void update(MimeBundle bundle, String displayId) {
            shown.add("update " + displayId + " " + bundle.data());
        }

        @Override
        public void clear(boolean wait) {
            shown.add("clear " + wait);
        }

        @Override
        public String input(String prompt, boolean password) {
            return "";
        }
    };

    @BeforeEach
    void attach() {
        Notebook.attach(session, new CellRenderer(new Renderer()));
    }

    @AfterEach
    void close() {
        session.close();
    }

    private void inCell(Runnable code) {
        CellContext cell = CellContext.begin(session, 1, outputs, false);
        cell.run(code::run);
        cell.end();
    }

    @Test
    void valuesAreShownInTheCell() {
        DisplayData data = new DisplayData("own");
        data.setDisplayId("brought");
        inCell(() -> {
            Notebook.display(List.of(1, 2));
            Notebook.display(3, "id");
            Notebook.update("id", null);
            Notebook.clear(true);
            Notebook.display(data);
        });
        assertThat(shown)
                .containsExactly(
                        "display null {text/plain=\"[1, 2]\"}",
                        "display id {text/plain=\"3\"}",
                        "update id {text/plain=\"null\"}",
                        "clear true",
                        "display brought {text/plain=\"own\"}");
    }

    record Result(double share, int n) {}

    /** As values of the library have it. */
    public static final class WithJson {
        public Map<String, Object> json() {
            return new LinkedHashMap<>(Map.of("status", "optimal"));
        }
    }

    /** The locale of the tests writes 0,5; what a file is called must not become markup, a table or a formula. */
    @Test
    void sentencesKeepTheirNumbersAndWhatIsData() {
        inCell(() -> {
            Notebook.markdown("**%d** of `%.1f`: %s", 3, 0.5, "*a_b* | <i>$x$\n# no");
            Notebook.markdown("100 % as it is: *yes*");
        });
        assertThat(shown.get(0).replace("\\\\", "\\"))
                .contains("**3** of `0.5`: ", "\\*a\\_b\\*", "\\|", "\\<i\\>", "\\$x\\$ \\# no");
        assertThat(shown.get(1)).contains("100 % as it is: *yes*");
    }

    @Test
    void publishedValuesAreJsonUnderTheirName() {
        inCell(() -> {
            Notebook.publish("feasible", true);
            Notebook.publish("share", Double.NaN);
            Notebook.publish("result", new Result(0.5, 3));
            Notebook.publish("quotas", new WithJson());
        });
        assertThat(shown)
                .containsExactly(
                        "display null {application/vnd.assay.value+json={\"name\":\"feasible\",\"value\":true}, text/plain=\"feasible = true\"}",
                        "display null {application/vnd.assay.value+json={\"name\":\"share\",\"value\":null}, text/plain=\"share = null\"}",
                        "display null {application/vnd.assay.value+json={\"name\":\"result\",\"value\":{\"share\":0.5,\"n\":3}},"
                                + " text/plain=\"result = {\\\"share\\\":0.5,\\\"n\\\":3}\"}",
                        "display null {application/vnd.assay.value+json={\"name\":\"quotas\",\"value\":{\"status\":\"optimal\"}},"
                                + " text/plain=\"quotas = {\\\"status\\\":\\\"optimal\\\"}\"}");
        assertThatThrownBy(() -> Notebook.publish(" ", 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aLoopShowsOneDisplayAndItsEnd() {
        inCell(() -> {
            for (int i : Progress.over(List.of(1, 2, 3))) {
                assertThat(i).isPositive();
            }
        });
        assertThat(shown).first().asString().startsWith("display progress-").contains("0 of 3");
        assertThat(shown).last().asString().startsWith("update progress-").contains("3 of 3");
        assertThat(shown.stream().filter(line -> line.startsWith("display"))).hasSize(1);
    }
}
