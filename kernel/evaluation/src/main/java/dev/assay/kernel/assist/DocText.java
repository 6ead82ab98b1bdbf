package dev.assay.kernel.assist;

import com.sun.source.doctree.AttributeTree;
import com.sun.source.doctree.BlockTagTree;
import com.sun.source.doctree.DeprecatedTree;
import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.EndElementTree;
import com.sun.source.doctree.EntityTree;
import com.sun.source.doctree.LinkTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.doctree.ReturnTree;
import com.sun.source.doctree.SeeTree;
import com.sun.source.doctree.SinceTree;
import com.sun.source.doctree.StartElementTree;
import com.sun.source.doctree.SummaryTree;
import com.sun.source.doctree.TextTree;
import com.sun.source.doctree.ThrowsTree;
import com.sun.source.doctree.UnknownBlockTagTree;
import com.sun.source.doctree.UnknownInlineTagTree;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Turns a parsed Javadoc comment into text or into HTML that is safe to show: comments come from anybody's jar. Only known
 * elements pass, without attributes but for links to web pages; every element that is opened is closed.
 */
final class DocText {
    private static final Set<String> PAIRED = Set.of(
            "ul",
            "ol",
            "dl",
            "table",
            "pre",
            "code",
            "em",
            "i",
            "b",
            "strong",
            "blockquote",
            "sub",
            "sup",
            "tt",
            "var",
            "kbd",
            "samp",
            "cite",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "caption",
            "small",
            "u",
            "a");
    /** Elements whose end may be left out. */
    private static final Set<String> SINGLE =
            Set.of("p", "br", "hr", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "div");

    private static final Set<String> SWALLOWED =
            Set.of("script", "style", "iframe", "object", "svg", "math", "template");

    private final boolean html;
    private final StringBuilder out = new StringBuilder();
    private final Deque<String> open = new ArrayDeque<>();
    private String swallowing = "";

    private DocText(boolean html) {
        this.html = html;
    }

    static String sentence(DocCommentTree comment, boolean html) {
        return new DocText(html).nodes(comment.getFirstSentence()).finished();
    }

    /** The body and all block tags. */
    static String whole(DocCommentTree comment, boolean html) {
        DocText text = new DocText(html).nodes(comment.getFullBody());
        text.closeAll();
        comment.getBlockTags().forEach(text::block);
        return text.finished();
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private String finished() {
        closeAll();
        String text = out.toString().strip();
        return html ? text : text.replaceAll("[ \t]+\n", "\n").replaceAll("\n{3,}", "\n\n");
    }

    private void closeAll() {
        swallowing = "";
        while (!open.isEmpty()) {
            tag("</" + open.pop() + ">");
        }
    }

    private DocText nodes(List<? extends DocTree> nodes) {
        nodes.forEach(this::node);
        return this;
    }

    private void node(DocTree node) {
        if (node instanceof StartElementTree element) {
            start(element);
        } else if (node instanceof EndElementTree element) {
            end(element.getName().toString().toLowerCase(Locale.ROOT));
        } else if (!swallowing.isEmpty()) {
            return;
        } else if (node instanceof TextTree text) {
            text(text.getBody());
        } else if (node instanceof EntityTree entity) {
            entity(entity);
        } else if (node instanceof LiteralTree literal) {
            boolean code = literal.getKind() == DocTree.Kind.CODE;
            inline(literal.getBody().getBody(), code);
        } else if (node instanceof LinkTree link) {
            link(link);
        } else if (node instanceof SummaryTree summary) {
            nodes(summary.getSummary());
        } else if (node instanceof UnknownInlineTagTree unknown) {
            nodes(unknown.getContent());
        } else {
            special(node);
        }
    }

    /** Nodes that JDK 17's interfaces do not know, or that have no text of their own. */
    private void special(DocTree node) {
        switch (node.getKind().name()) {
            case "INHERIT_DOC", "COMMENT", "DOC_ROOT" -> {
                // found where it is inherited from, or of no use here
            }
            case "MARKDOWN" -> text(node.toString());
            case "SNIPPET" -> {
                String source = node.toString();
                int body = source.indexOf(':');
                inline(body < 0 ? "" : source.substring(body + 1, source.length() - 1), true);
            }
            case "RETURN" -> {
                text("Returns ");
                nodes(((ReturnTree) node).getDescription());
                text(".");
            }
            default -> text(node.toString().replaceAll("^\\{@\\w+ ?|\\}$", ""));
        }
    }

    private void start(StartElementTree element) {
        String name = element.getName().toString().toLowerCase(Locale.ROOT);
        if (SWALLOWED.contains(name) && !element.isSelfClosing()) {
            swallowing = name;
        } else if (!swallowing.isEmpty()) {
            return;
        } else if (PAIRED.contains(name)) {
            open.push(name);
            String address = name.equals("a") ? address(element) : "";
            tag("<" + name + (address.isEmpty() ? "" : " href=\"" + escape(address) + "\" rel=\"noopener\"") + ">");
        } else if (SINGLE.contains(name)) {
            tag("<" + (name.equals("div") ? "br" : name) + ">");
            plain(
                    switch (name) {
                        case "li" -> "\n - ";
                        case "td", "th" -> "  ";
                        case "p" -> "\n\n";
                        case "thead", "tbody" -> "";
                        default -> "\n";
                    });
        }
        if (name.equals("pre") || name.matches("h\\d|ul|ol|dl|table|blockquote")) {
            plain("\n\n");
        }
    }

    private static String address(StartElementTree element) {
        Optional<String> address = element.getAttributes().stream()
                .filter(AttributeTree.class::isInstance)
                .map(AttributeTree.class::cast)
                .filter(attribute ->
                        attribute.getName().toString().equalsIgnoreCase("href") && attribute.getValue() != null)
                .map(attribute ->
                        attribute.getValue().stream().map(DocTree::toString).collect(Collectors.joining()))
                .findFirst();
        return address.filter(text -> text.matches("https?://[^\\s\"'<>]+")).orElse("");
    }

    private void end(String name) {
        if (!swallowing.isEmpty()) {
            swallowing = swallowing.equals(name) ? "" : swallowing;
        } else if (open.contains(name)) {
            String closed;
            do {
                closed = open.pop();
                tag("</" + closed + ">");
            } while (!closed.equals(name));
            plain(name.matches("pre|h\\d|ul|ol|dl|table|blockquote") ? "\n\n" : "");
        }
    }

    private void text(String text) {
        boolean verbatim = open.contains("pre");
        String shown = verbatim ? text : text.replaceAll("\\s+", " ");
        boolean lineStart = out.isEmpty() || out.charAt(out.length() - 1) == '\n';
        if (!verbatim && !html && lineStart) {
            shown = shown.stripLeading();
        }
        out.append(html ? escape(shown) : shown);
    }

    private void entity(EntityTree entity) {
        String name = entity.getName().toString();
        if (html && name.matches("#?\\w{1,32}")) {
            out.append('&').append(name).append(';');
        } else {
            text(
                    switch (name) {
                        case "lt" -> "<";
                        case "gt" -> ">";
                        case "amp" -> "&";
                        case "quot" -> "\"";
                        case "nbsp" -> " ";
                        default -> numbered(name);
                    });
        }
    }

    private static String numbered(String name) {
        try {
            int point = name.startsWith("#x") || name.startsWith("#X")
                    ? Integer.parseInt(name.substring(2), 16)
                    : Integer.parseInt(name.substring(1));
            return name.startsWith("#") && Character.isValidCodePoint(point)
                    ? Character.toString(point)
                    : "&" + name + ";";
        } catch (NumberFormatException named) {
            return "&" + name + ";";
        }
    }

    private void link(LinkTree link) {
        if (link.getLabel().isEmpty()) {
            String reference = link.getReference().getSignature();
            inline((reference.startsWith("#") ? reference.substring(1) : reference).replace('#', '.'), true);
        } else {
            tag("<code>");
            nodes(link.getLabel());
            tag("</code>");
        }
    }

    private void inline(String text, boolean code) {
        tag(code ? "<code>" : "");
        out.append(html ? escape(text) : text);
        tag(code ? "</code>" : "");
    }

    private void block(DocTree tag) {
        if (tag instanceof ParamTree param) {
            String name = param.getName().toString();
            block("Parameter " + (param.isTypeParameter() ? "<" + name + ">" : name), param.getDescription());
        } else if (tag instanceof ReturnTree returned) {
            block("Returns", returned.getDescription());
        } else if (tag instanceof ThrowsTree thrown) {
            block("Throws " + thrown.getExceptionName().getSignature(), thrown.getDescription());
        } else if (tag instanceof DeprecatedTree deprecated) {
            block("Deprecated", deprecated.getBody());
        } else if (tag instanceof SinceTree since) {
            block("Since", since.getBody());
        } else if (tag instanceof SeeTree see) {
            block("See", see.getReference());
        } else if (tag instanceof UnknownBlockTagTree unknown) {
            block(noteName(unknown), unknown.getContent());
        }
    }

    private static String noteName(BlockTagTree tag) {
        return switch (tag.getTagName()) {
            case "apiNote" -> "Note";
            case "implSpec" -> "Implementation requirements";
            case "implNote" -> "Implementation note";
            default -> tag.getTagName();
        };
    }

    private void block(String title, List<? extends DocTree> content) {
        plain(out.toString().endsWith("\n") ? "" : "\n");
        plain(title.startsWith("Parameter ") || title.startsWith("Throws ") ? "" : "\n");
        tag("<p><b>");
        out.append(html ? escape(title) : title + ": ");
        tag("</b> ");
        nodes(content);
        closeAll();
        plain("\n");
    }

    private void tag(String markup) {
        out.append(html ? markup : "");
    }

    private void plain(String text) {
        out.append(html ? "" : text);
    }
}
