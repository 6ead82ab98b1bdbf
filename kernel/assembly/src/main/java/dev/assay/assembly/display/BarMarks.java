package dev.assay.assembly.display;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The bars of all bar traces: beside each other, or stacked; upright or lying. */
final class BarMarks implements Marks {

    private static final double FILLED = 0.8;

    /** A bar from one value to another at a place along the other axis. */
    private record Bar(double middle, double from, double to, int slot, String colour) {}

    private final List<Bar> bars = new ArrayList<>();
    private final boolean lying;
    private final int slots;
    private final double width;

    private BarMarks(boolean lying, int slots, double width) {
        this.lying = lying;
        this.slots = slots;
        this.width = width;
    }

    static BarMarks of(List<JsonNode> traces, List<String> colours, String mode, Scale x, Scale y) {
        boolean lying = traces.get(0).path("orientation").asText().equals("h");
        boolean stacked = mode.equals("stack") || mode.equals("relative");
        boolean beside = !stacked && !mode.equals("overlay");
        Scale along = lying ? y : x;
        Scale across = lying ? x : y;
        List<Double> middles = new ArrayList<>();
        Map<String, Double> tops = new HashMap<>();
        List<Bar> bars = new ArrayList<>();
        for (int t = 0; t < traces.size(); t++) {
            JsonNode trace = traces.get(t);
            JsonNode names = trace.path(lying ? "y" : "x");
            JsonNode values = trace.path(lying ? "x" : "y");
            String colour = colours.get(t);
            for (int i = 0; i < values.size(); i++) {
                double middle = names.has(i) ? along.value(names.get(i)) : i;
                double value = across.value(values.get(i));
                if (Double.isNaN(middle) || Double.isNaN(value)) {
                    continue;
                }
                // Plotly stacks the bars that one trace has at one place, too, unless traces overlay each other.
                String key = (beside ? t : "") + key(middle, value);
                double from = stacked || beside ? tops.getOrDefault(key, 0.0) : 0;
                tops.put(key, from + value);
                bars.add(new Bar(middle, from, from + value, beside ? t : 0, colour));
                middles.add(middle);
            }
        }
        BarMarks marks = new BarMarks(lying, beside ? traces.size() : 1, FILLED * nearest(middles));
        marks.bars.addAll(bars);
        return marks;
    }

    private static String key(double middle, double value) {
        return (value < 0 ? "-" : "+") + middle;
    }

    /** The least distance of two places, 1 where there is none. */
    static double nearest(List<Double> places) {
        List<Double> sorted = places.stream().distinct().sorted().toList();
        double least = Double.POSITIVE_INFINITY;
        for (int i = 1; i < sorted.size(); i++) {
            least = Math.min(least, sorted.get(i) - sorted.get(i - 1));
        }
        return Double.isFinite(least) ? least : 1;
    }

    @Override
    public void measure(Scale x, Scale y) {
        Scale along = lying ? y : x;
        Scale across = lying ? x : y;
        across.include(0);
        for (Bar bar : bars) {
            across.include(bar.to());
            along.include(bar.middle() - width / 2);
            along.include(bar.middle() + width / 2);
        }
    }

    @Override
    public void draw(Svg svg, Scale x, Scale y) {
        Scale along = lying ? y : x;
        Scale across = lying ? x : y;
        for (Bar bar : bars) {
            double slot = width / slots;
            double a = along.at(bar.middle() - width / 2 + slot * bar.slot());
            double b = along.at(bar.middle() - width / 2 + slot * (bar.slot() + 1));
            double from = across.at(bar.from());
            double to = across.at(bar.to());
            String style = "fill=\"" + bar.colour() + "\"";
            if (lying) {
                svg.rect(Math.min(from, to), Math.min(a, b), Math.abs(to - from), Math.abs(b - a), style);
            } else {
                svg.rect(Math.min(a, b), Math.min(from, to), Math.abs(b - a), Math.abs(to - from), style);
            }
        }
    }
}
