package dev.assay.assembly.display;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.kernel.MimeBundle;
import dev.assay.kernel.display.CellRenderer;
import java.io.StringReader;
import java.util.Objects;
import javax.xml.parsers.DocumentBuilderFactory;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/** Renders as a kernel does. */
final class Shows {

    private final CellRenderer renderer;

    Shows() {
        Renderer registry = new Renderer();
        renderer = new CellRenderer(registry);
        LibraryDisplay.register(registry);
    }

    MimeBundle bundle(Object value) {
        return Objects.requireNonNull(renderer.render(value));
    }

    String html(Object value) {
        return as(value, "text/html").textValue();
    }

    String text(Object value) {
        return as(value, "text/plain").textValue();
    }

    JsonNode as(Object value, String type) {
        MimeBundle bundle = bundle(value);
        assertThat(bundle.data()).containsKey(type);
        return Objects.requireNonNull(bundle.data().get(type));
    }

    /** A piece of a page as a document; what is not escaped or not closed fails here. */
    static Document parsed(String piece) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        return factory.newDocumentBuilder().parse(new InputSource(new StringReader("<page>" + piece + "</page>")));
    }
}
