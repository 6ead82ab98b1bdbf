package dev.assay.assembly.server;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.jupyter.Author;

/** The content of {@code kernel_info_reply}; needs no session. */
final class KernelInfo {
    private KernelInfo() {}

    static ObjectNode content() {
        String java = Runtime.version().toString();
        int feature = Runtime.version().feature();
        ObjectNode content = Replies.ok();
        content.put("protocol_version", Author.PROTOCOL_VERSION);
        content.put("implementation", "assay");
        content.put("implementation_version", version());
        ObjectNode language = content.putObject("language_info");
        language.put("name", "java");
        language.put("version", java);
        language.put("mimetype", "text/x-java-source");
        language.put("file_extension", ".jshell");
        language.put("pygments_lexer", "java");
        language.put("codemirror_mode", "text/x-java");
        language.put("nbconvert_exporter", "script");
        content.put("banner", "Assay " + version() + " on Java " + java + "\n%help lists the magics.\n");
        content.put("debugger", false);
        content.putArray("supported_features");
        ArrayNode links = content.putArray("help_links");
        link(links, "Java " + feature + " API", "https://docs.oracle.com/en/java/javase/" + feature + "/docs/api/");
        link(links, "Tablesaw", "https://jtablesaw.github.io/tablesaw/");
        return content;
    }

    private static void link(ArrayNode links, String text, String url) {
        links.addObject().put("text", text).put("url", url);
    }

    private static String version() {
        String version = KernelInfo.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
