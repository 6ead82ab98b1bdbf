package dev.assay.assembly.display;

import dev.assay.bias.BiasReport;
import dev.assay.bias.CrossTab;
import dev.assay.cube.Cube;
import dev.assay.inventory.Inventory;
import dev.assay.kernel.display.CellRenderer;
import dev.assay.quota.QuotaResult;
import dev.assay.report.Fragment;
import dev.assay.selection.Sample;
import dev.assay.selection.Splits;
import dev.assay.verdict.Verdict;
import java.net.URL;
import java.util.function.Function;
import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;
import tech.tablesaw.plotly.components.Figure;

/** Teaches a kernel of the jjava family what this library's values, Tablesaw's tables and its figures look like. */
public final class LibraryDisplay implements Extension {

    private static final String HTML = "text/html";

    /** For the service loader. */
    public LibraryDisplay() {}

    @Override
    public void install(BaseKernel kernel) {
        register(kernel.getRenderer());
        PlotlyScript.serve(kernel.getCommManager());
    }

    /** Where Tablesaw is, which looks for its own readers and writers when it is first used. */
    public static URL tables() {
        return Table.class.getProtectionDomain().getCodeSource().getLocation();
    }

    /** Loads what the first table needs. For a thread beside the compiler. */
    public static void load() {
        Table.create("first", DoubleColumn.create("x", 0.5), StringColumn.create("s", "a"));
    }

    /** Shows a table to nobody, so that the first is shown sooner. For a thread behind the start. */
    public static void warm() {
        Renderer renderer = new Renderer();
        CellRenderer cells = new CellRenderer(renderer);
        register(renderer);
        cells.render(Table.create("warm", DoubleColumn.create("x", 0.5), StringColumn.create("s", "a")));
    }

    /** The renderers alone. */
    static void register(Renderer renderer) {
        fragment(renderer, Fragment.class, fragment -> fragment);
        fragment(renderer, Inventory.class, Fragment::of);
        fragment(renderer, Cube.class, Fragment::of);
        fragment(renderer, CrossTab.class, Fragment::of);
        fragment(renderer, BiasReport.class, Fragment::of);
        fragment(renderer, QuotaResult.class, Fragment::of);
        fragment(renderer, Sample.class, Fragment::of);
        fragment(renderer, Splits.class, Fragment::of);
        fragment(renderer, Verdict.class, Fragment::of);
        renderer.createRegistration(Table.class)
                .preferring(HTML)
                .register((table, context) -> table(table, context.getOutputContainer()));
        renderer.createRegistration(Column.class)
                .preferring(HTML)
                .register((column, context) ->
                        table(Table.create("", new Column<?>[] {column}), context.getOutputContainer()));
        renderer.createRegistration(Figure.class)
                .preferring(FigureView.TYPE)
                .register((figure, context) -> FigureView.of(figure).into(context.getOutputContainer()));
    }

    private static <T> void fragment(Renderer renderer, Class<T> type, Function<T, Fragment> look) {
        renderer.createRegistration(type).preferring(HTML).register((value, context) -> {
            Fragment fragment = look.apply(value);
            context.getOutputContainer().putHTML(fragment.html());
            context.getOutputContainer().putText(fragment.text());
        });
    }

    private static void table(Table table, DisplayData out) {
        TableView view = TableView.of(table);
        out.putHTML(TableHtml.of(view));
        out.putText(TableText.of(view));
    }
}
