package dev.assay.kernel.assist;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.sun.source.doctree.DocCommentTree;
import dev.assay.kernel.MimeBundle;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What an inspection shows, written as text and as HTML side by side. */
final class Page {
    /** The longest comment of the JDK has a third of it. */
    private static final int MOST_CHARACTERS = 100_000;

    private static final int MOST_SOURCE = 20_000;

    private String head;
    private final StringBuilder plain = new StringBuilder();
    private final StringBuilder html = new StringBuilder();

    Page(String head) {
        this.head = head;
    }

    void head(String better) {
        head = better;
    }

    void documentation(DocCommentTree comment, boolean whole) {
        String text = whole ? DocText.whole(comment, false) : DocText.sentence(comment, false);
        String marked = whole ? DocText.whole(comment, true) : DocText.sentence(comment, true);
        if (marked.length() > MOST_CHARACTERS || text.length() > MOST_CHARACTERS) {
            // cut HTML would leave elements open
            note(text.substring(0, Math.min(text.length(), MOST_CHARACTERS)) + "...");
        } else if (!text.isEmpty()) {
            plain.append("\n\n").append(text);
            html.append("<div>").append(marked).append("</div>");
        }
    }

    void note(String text) {
        plain.append("\n\n").append(text);
        html.append("<p>").append(DocText.escape(text)).append("</p>");
    }

    void source(String java) {
        String shown = java.length() <= MOST_SOURCE ? java : java.substring(0, MOST_SOURCE) + "...";
        plain.append("\n\n").append(shown);
        code(shown);
    }

    void overloads(List<String> heads) {
        if (!heads.isEmpty()) {
            plain.append("\n\nOther overloads:\n").append(String.join("\n", heads));
            html.append("<p>Other overloads:</p>");
            code(String.join("\n", heads));
        }
    }

    private void code(String java) {
        html.append("<pre><code>").append(DocText.escape(java)).append("</code></pre>");
    }

    MimeBundle bundle() {
        Map<String, JsonNode> data = new LinkedHashMap<>();
        data.put("text/plain", new TextNode(head + plain));
        data.put("text/html", new TextNode("<pre><code>" + DocText.escape(head) + "</code></pre>" + html));
        return new MimeBundle(data, Map.of());
    }
}
