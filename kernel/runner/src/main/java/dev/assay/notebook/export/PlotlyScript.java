package dev.assay.notebook.export;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Plotly's script for axes, from the jar that holds it; a page without it shows the still pictures. */
final class PlotlyScript {

    private static final String PATH = "/META-INF/resources/webjars/plotly.js/1.54.1/dist/plotly-cartesian.min.js";

    private PlotlyScript() {}

    /** As it may stand in a page: nothing in it ends the script. */
    static Optional<String> text() {
        try (InputStream in = PlotlyScript.class.getResourceAsStream(PATH)) {
            return in == null
                    ? Optional.empty()
                    : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            .replace("\r\n", "\n")
                            .replace("</script", "<\\/script")
                            .replace("<!--", "<\\!--"));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
