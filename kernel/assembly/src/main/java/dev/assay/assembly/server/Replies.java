package dev.assay.assembly.server;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.jupyter.Json;
import dev.assay.kernel.MimeBundle;
import dev.assay.kernel.Outcome;
import java.util.List;

/** Contents that several requests share. */
final class Replies {
    private Replies() {}

    static ObjectNode ok() {
        return Json.object().put("status", "ok");
    }

    static ObjectNode error(String name, String message) {
        return error(name, message, List.of());
    }

    static ObjectNode error(Outcome.Failed failure) {
        return error(failure.name(), failure.message(), failure.traceback());
    }

    private static ObjectNode error(String name, String message, List<String> traceback) {
        ObjectNode content = Json.object().put("status", "error");
        content.put("ename", name);
        content.put("evalue", message);
        ArrayNode lines = content.putArray("traceback");
        traceback.forEach(lines::add);
        return content;
    }

    /** Puts data and metadata of a bundle into a content. */
    static ObjectNode bundle(ObjectNode content, MimeBundle bundle) {
        content.putObject("data").setAll(bundle.data());
        content.putObject("metadata").setAll(bundle.metadata());
        return content;
    }
}
