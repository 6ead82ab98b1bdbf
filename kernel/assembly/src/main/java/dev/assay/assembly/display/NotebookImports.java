package dev.assay.assembly.display;

import java.util.List;

/**
 * What a cell sees without importing it: the JDK's everyday packages, Tablesaw, its figures, and this library. In one place,
 * since every import is read again with every snippet: single types where few of a package are used, and a package only
 * where most of it is.
 */
public final class NotebookImports {

    private NotebookImports() {}

    /** Import declarations without the word {@code import} and the semicolon, in order. */
    public static List<String> all() {
        return List.of(
                // the JDK, as JShell's own start has it
                "java.io.*",
                "java.math.*",
                "java.nio.file.*",
                "java.util.*",
                "java.util.concurrent.*",
                "java.util.function.*",
                "java.util.stream.*",
                // Tablesaw; Selection and Column are rarely named, but nothing of ours has these names
                "tech.tablesaw.api.*",
                "tech.tablesaw.columns.Column",
                "tech.tablesaw.selection.Selection",
                "static tech.tablesaw.aggregate.AggregateFunctions.*",
                // figures; of the components only what is named when one is made
                "tech.tablesaw.plotly.api.*",
                "tech.tablesaw.plotly.components.Figure",
                "tech.tablesaw.plotly.components.Layout",
                "tech.tablesaw.plotly.components.Marker",
                // the library, from its data to its verdict; dev.assay.schema.Axis is the axis, not a figure's
                "dev.assay.inventory.Inventory",
                "dev.assay.schema.Axis",
                "dev.assay.schema.Schema",
                "dev.assay.cube.Cube",
                "dev.assay.bias.BiasReport",
                "dev.assay.bias.CrossTab",
                "dev.assay.bias.Target",
                "dev.assay.bias.Thresholds",
                "dev.assay.quota.Infeasible",
                "dev.assay.quota.Plan",
                "dev.assay.quota.QuotaResult",
                "dev.assay.quota.Quotas",
                "dev.assay.selection.Sample",
                "dev.assay.selection.Splits",
                "dev.assay.verdict.Verdict",
                // what cells call
                "dev.assay.kernel.display.Picture",
                "dev.assay.kernel.display.Progress",
                "static dev.assay.kernel.display.Notebook.*");
    }
}
