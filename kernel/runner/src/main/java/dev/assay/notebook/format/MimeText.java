package dev.assay.notebook.format;

import java.util.Set;

/** Which representations are JSON, and which are texts that notebooks hold as lists of lines; as nbformat decides. */
final class MimeText {

    private static final Set<String> ALSO_LINES = Set.of("application/javascript", "image/svg+xml");

    private MimeText() {}

    static boolean isJson(String type) {
        return type.equals("application/json") || (type.startsWith("application/") && type.endsWith("+json"));
    }

    static boolean hasLines(String type) {
        return type.startsWith("text/") || ALSO_LINES.contains(type);
    }
}
