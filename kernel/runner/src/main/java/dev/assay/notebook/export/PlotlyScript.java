package dev.assay.notebook.export;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Plotly's script for axes, from the jar that holds it; a page without it shows the still pictures. */
final class PlotlyScript {

    private static final String PATH = "/META-INF/resources/webjars/plotly.js/1.54.1/dist/plotly-cartesian.min.js";

    private PlotlyScript() {}

    private static Optional<String> source() {
        try (InputStream in = PlotlyScript.class.getResourceAsStream(PATH)) {
            return in == null ? Optional.empty() : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** As it may stand in a page: nothing in it ends the script. Empty where there is no such jar. */
    static Optional<String> text() {
        return source().map(script ->
                script.replace("\r\n", "\n").replace("</script", "<\\/script").replace("<!--", "<\\!--"));
    }
}
