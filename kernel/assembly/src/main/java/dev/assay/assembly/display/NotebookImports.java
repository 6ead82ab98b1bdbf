package dev.assay.assembly.display;

import dev.assay.kernel.Import;
import java.util.ArrayList;
import java.util.List;

/**
 * What a cell sees without importing it: the JDK's everyday packages, Tablesaw, its figures, and this library. In one place,
 * since every import is read again with every snippet: single types where few of a package are used, and a package only
 * where most of it is. A session makes an import when a cell first mentions one of its names.
 */
public final class NotebookImports {

    private NotebookImports() {}

    private static final String[] TABLESAW = {
        "BooleanColumn",
        "CategoricalColumn",
        "ColumnType",
        "DateColumn",
        "DateTimeColumn",
        "DoubleColumn",
        "FloatColumn",
        "InstantColumn",
        "IntColumn",
        "LongColumn",
        "NumberColumn",
        "NumericColumn",
        "QuerySupport",
        "Row",
        "ShortColumn",
        "StringColumn",
        "Table",
        "TimeColumn"
    };

    private static final String[] AGGREGATES = {
        "allTrue",
        "anyTrue",
        "change",
        "count",
        "countFalse",
        "countMissing",
        "countNonMissing",
        "countTrue",
        "countUnique",
        "countWithMissing",
        "cv",
        "earliestDate",
        "earliestDateTime",
        "first",
        "geometricMean",
        "kurtosis",
        "last",
        "latestDate",
        "latestDateTime",
        "max",
        "maxInstant",
        "mean",
        "meanDifference",
        "median",
        "min",
        "minInstant",
        "noneTrue",
        "pctChange",
        "percentile",
        "percentile90",
        "percentile95",
        "percentile99",
        "populationVariance",
        "product",
        "proportionFalse",
        "proportionTrue",
        "quadraticMean",
        "quartile1",
        "quartile3",
        "range",
        "skewness",
        "stdDev",
        "sum",
        "sumDifference",
        "sumOfLogs",
        "sumOfSquares",
        "variance"
    };

    private static final String[] PLOTS = {
        "AreaPlot", "BarPlot", "BoxPlot", "BubblePlot", "CandlestickPlot", "ContourPlot", "Heatmap", "Histogram",
        "HorizontalBarPlot", "LinePlot", "OHLCPlot", "ParetoPlot", "PiePlot", "PricePlot", "QQPlot", "QuantilePlot",
        "ScatterPlot", "TimeSeriesPlot", "TukeyMeanDifferencePlot", "VerticalBarPlot", "ViolinPlot"
    };

    /** What cells call by its short name. */
    private static final String[] NOTEBOOK = {"clear", "display", "html", "markdown", "publish", "update"};

    /** In order. Packages of libraries tell their names, so that nothing of theirs is read before a cell mentions one. */
    public static List<Import> all() {
        List<Import> all = new ArrayList<>(Import.all(
                // the JDK, as JShell's own start has it
                "java.io.*",
                "java.math.*",
                "java.nio.file.*",
                "java.util.*",
                "java.util.concurrent.*",
                "java.util.function.*",
                "java.util.stream.*"));
        // Tablesaw; Selection and Column are rarely named, but nothing of ours has these names
        all.add(Import.of("tech.tablesaw.api.*", TABLESAW));
        all.add(Import.of("static tech.tablesaw.aggregate.AggregateFunctions.*", AGGREGATES));
        all.add(Import.of("tech.tablesaw.plotly.api.*", PLOTS));
        all.add(Import.of("static dev.assay.kernel.display.Notebook.*", NOTEBOOK));
        all.addAll(Import.all(
                "tech.tablesaw.columns.Column",
                "tech.tablesaw.selection.Selection",
                // of a figure's components only what is named when one is made
                "tech.tablesaw.plotly.components.Figure",
                "tech.tablesaw.plotly.components.Layout",
                "tech.tablesaw.plotly.components.Marker",
                // the library, from its data to its verdict; dev.assay.schema.Axis is the axis, not a figure's
                "dev.assay.inventory.FactsCache",
                "dev.assay.inventory.Inventory",
                "dev.assay.inventory.Scan",
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
                "dev.assay.report.Analysis",
                "dev.assay.report.Charts",
                "dev.assay.report.Dossier",
                "dev.assay.schema.Item",
                "dev.assay.selection.Sample",
                "dev.assay.selection.Splits",
                "dev.assay.source.Root",
                "dev.assay.verdict.Parameters",
                "dev.assay.verdict.Verdict",
                "dev.assay.kernel.display.Picture",
                "dev.assay.kernel.display.Progress"));
        return all;
    }
}
