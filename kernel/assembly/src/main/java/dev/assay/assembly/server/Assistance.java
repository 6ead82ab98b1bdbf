package dev.assay.assembly.server;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.assembly.server.History.Entry;
import dev.assay.jupyter.Message;
import dev.assay.kernel.Completeness;
import dev.assay.kernel.Completions;
import dev.assay.kernel.Completions.Completion;
import dev.assay.kernel.Evaluator;
import dev.assay.kernel.MimeBundle;
import java.util.List;
import java.util.Optional;

/** Contents of the replies to requests that help while one types; none of them waits for a cell. */
final class Assistance {
    /** Cells in one reply, whatever was asked for. */
    private static final int MAX_ENTRIES = 10_000;

    private Assistance() {}

    static ObjectNode complete(Evaluator evaluator, Message request) throws BadRequestException {
        Fields fields = new Fields(request.content());
        String code = fields.text("code");
        Completions completions = evaluator.complete(code, fields.cursor("cursor_pos", code));
        ObjectNode content = Replies.ok();
        ArrayNode matches = content.putArray("matches");
        content.put("cursor_start", completions.start());
        content.put("cursor_end", completions.end());
        ArrayNode types = content.putObject("metadata").putArray("_jupyter_types_experimental");
        for (Completion match : completions.matches()) {
            matches.add(match.text());
            ObjectNode type = types.addObject();
            type.put("start", completions.start());
            type.put("end", completions.end());
            type.put("text", match.text());
            type.put("type", match.type());
            if (match.signature() != null) {
                type.put("signature", match.signature());
            }
        }
        return content;
    }

    static ObjectNode inspect(Evaluator evaluator, Message request) throws BadRequestException {
        Fields fields = new Fields(request.content());
        String code = fields.text("code");
        int detail = fields.number("detail_level", 0);
        Optional<MimeBundle> found = evaluator.inspect(code, fields.cursor("cursor_pos", code), detail > 0 ? 1 : 0);
        ObjectNode content = Replies.ok().put("found", found.isPresent());
        content.putObject("data");
        content.putObject("metadata");
        found.ifPresent(bundle -> Replies.bundle(content, bundle));
        return content;
    }

    static ObjectNode isComplete(Evaluator evaluator, Message request) throws BadRequestException {
        Completeness completeness = evaluator.completeness(new Fields(request.content()).text("code"));
        ObjectNode content = Replies.ok().put("status", completeness.status());
        if (completeness.status().equals("incomplete")) {
            content.put("indent", completeness.indent());
        }
        return content;
    }

    static ObjectNode history(History history, Message request) throws BadRequestException {
        Fields fields = new Fields(request.content());
        boolean output = fields.flag("output", false);
        int n = Math.max(0, Math.min(MAX_ENTRIES, fields.number("n", MAX_ENTRIES)));
        String access = fields.text("hist_access_type", "tail");
        List<Entry> entries =
                switch (access) {
                    case "tail" -> history.tail(n);
                    case "range" ->
                        history.range(
                                fields.number("session", 0),
                                fields.number("start", 1),
                                fields.number("stop", Integer.MAX_VALUE));
                    case "search" -> history.search(fields.text("pattern", "*"), n, fields.flag("unique", false));
                    default -> throw new BadRequestException("hist_access_type " + access + " is unknown");
                };
        ObjectNode content = Replies.ok();
        ArrayNode lines = content.putArray("history");
        for (Entry entry : entries) {
            ArrayNode line = lines.addArray().add(entry.session()).add(entry.number());
            if (output) {
                line.addArray().add(entry.input()).add(entry.output());
            } else {
                line.add(entry.input());
            }
        }
        return content;
    }
}
