package dev.assay.notebook.parameter;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.notebook.format.Cell;
import dev.assay.notebook.format.Fields;
import dev.assay.notebook.format.Notebook;
import java.util.List;

/** Notebooks with a cell of parameters, and some prose behind it. */
final class Declaring {

    private Declaring() {}

    static Notebook notebook(String language, String code) {
        ObjectNode tags = JsonNodeFactory.instance.objectNode();
        tags.putArray("tags").add("parameters");
        ObjectNode info = JsonNodeFactory.instance.objectNode();
        info.putObject("language_info").put("name", language);
        return Notebook.of(
                Fields.of(info),
                List.of(new Cell.Code("p", Fields.of(tags), code), new Cell.Markdown("m", Fields.none(), "text")));
    }
}
