package dev.assay.assembly.display;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import java.util.Arrays;

/** Cells shaded by their values, the values written where there is room. */
final class HeatMarks implements Marks {

    private static final int MOST_CELLS = 10_000;
    private static final double ROOM = 34;

    private final double[] columns;
    private final double[] rows;
    private final double[][] values;

    private HeatMarks(double[] columns, double[] rows, double[][] values) {
        this.columns = columns;
        this.rows = rows;
        this.values = values;
    }

    static HeatMarks of(JsonNode trace, Scale x, Scale y) {
        JsonNode z = trace.path("z");
        int rows = z.size();
        int columns = rows == 0 ? 0 : Math.min(z.get(0).size(), MOST_CELLS / Math.min(rows, MOST_CELLS));
        double[][] values = new double[Math.min(rows, MOST_CELLS)][columns];
        for (int r = 0; r < values.length; r++) {
            for (int c = 0; c < columns; c++) {
                values[r][c] = z.get(r).path(c).isNumber() ? z.get(r).get(c).doubleValue() : Double.NaN;
            }
        }
        return new HeatMarks(places(trace.path("x"), columns, x), places(trace.path("y"), values.length, y), values);
    }

    private static double[] places(JsonNode names, int n, Scale scale) {
        double[] places = new double[n];
        for (int i = 0; i < n; i++) {
            places[i] = scale.value(names.has(i) ? names.get(i) : IntNode.valueOf(i));
        }
        return places;
    }

    private static double stripe(double[] places) {
        return BarMarks.nearest(Arrays.stream(places).boxed().toList());
    }

    @Override
    public void measure(Scale x, Scale y) {
        include(columns, x);
        include(rows, y);
    }

    private static void include(double[] places, Scale scale) {
        for (double place : places) {
            scale.include(place - stripe(places) / 2);
            scale.include(place + stripe(places) / 2);
        }
    }

    @Override
    public void draw(Svg svg, Scale x, Scale y) {
        double low = Arrays.stream(values)
                .flatMapToDouble(Arrays::stream)
                .filter(Double::isFinite)
                .min()
                .orElse(0);
        double high = Arrays.stream(values)
                .flatMapToDouble(Arrays::stream)
                .filter(Double::isFinite)
                .max()
                .orElse(1);
        double width = x.unit() * stripe(columns);
        double height = y.unit() * stripe(rows);
        for (int r = 0; r < rows.length; r++) {
            for (int c = 0; c < columns.length; c++) {
                double value = values[r][c];
                if (Double.isFinite(value)) {
                    double share = high > low ? (value - low) / (high - low) : 0.5;
                    double middleX = x.at(columns[c]);
                    double middleY = y.at(rows[r]);
                    svg.rect(
                            middleX - width / 2,
                            middleY - height / 2,
                            width,
                            height,
                            "fill=\"" + Palette.heat(share) + "\" stroke=\"#fff\"");
                    if (width > ROOM && height > 14) {
                        String ink = share > 0.55 ? "fill=\"#fff\"" : "fill=\"#222\"";
                        svg.text(middleX, middleY + 4, "middle", ink, Clip.text(TableView.number(value), 9));
                    }
                }
            }
        }
    }
}
