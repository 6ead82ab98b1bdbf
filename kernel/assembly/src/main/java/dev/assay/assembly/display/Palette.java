package dev.assay.assembly.display;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;

/** Plotly's colours, so that a still picture and a live one look alike. */
final class Palette {

    private static final String[] COLOURS = {
        "#1f77b4", "#ff7f0e", "#2ca02c", "#d62728", "#9467bd", "#8c564b", "#e377c2", "#7f7f7f", "#bcbd22", "#17becf"
    };

    /** Nothing but a colour gets into an attribute. */
    private static final Pattern COLOUR =
            Pattern.compile("#[0-9a-fA-F]{3,8}|[a-zA-Z]{3,24}|rgba?\\([0-9., %]{1,40}\\)");

    private Palette() {}

    static String of(int place) {
        return COLOURS[place % COLOURS.length];
    }

    /** The colour that a trace asks for, or its place's. */
    static String of(JsonNode trace, int place) {
        for (JsonNode wish : new JsonNode[] {
            trace.path("marker").path("color"), trace.path("line").path("color")
        }) {
            if (wish.isTextual() && COLOUR.matcher(wish.textValue()).matches()) {
                return wish.textValue();
            }
        }
        return of(place);
    }

    /** From pale to dark blue, for a share in [0,1]; lightness alone carries it. */
    static String heat(double share) {
        int[] pale = {237, 243, 250};
        int[] dark = {12, 60, 120};
        StringBuilder out = new StringBuilder("#");
        for (int i = 0; i < 3; i++) {
            int part = (int) Math.round(pale[i] + (dark[i] - pale[i]) * share);
            out.append(Character.forDigit(part >> 4, 16)).append(Character.forDigit(part & 15, 16));
        }
        return out.toString();
    }
}
