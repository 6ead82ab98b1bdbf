package dev.assay.notebook.export;

import dev.assay.notebook.code.Syntax;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A page that is whole in itself. It forbids itself everything but its own style, pictures that it holds, and its two scripts,
 * which it names by their hashes: one sorts tables and brings figures alive, the other is Plotly's, there where figures are.
 */
final class HtmlPage {

    private final String name;
    private final Body body;
    private final Screen screen;

    private HtmlPage(String name, Body body, Screen screen) {
        this.name = name;
        this.body = body;
        this.screen = screen;
    }

    static String of(String name, List<List<Piece>> cells, Syntax syntax) {
        Screen screen = new Screen();
        return new HtmlPage(name, Body.of(cells, screen, syntax), screen).html();
    }

    private String html() {
        List<String> scripts = new ArrayList<>();
        if (screen.hasFigures()) {
            PlotlyScript.text().ifPresent(scripts::add);
        }
        scripts.add(Resources.text("page.js"));
        String content = body.html();
        StringBuilder out = new StringBuilder(content.length() + (2 << 20));
        head(scripts, out);
        out.append("<body>\n");
        bar(content.contains("<pre class=\"code\">"), out);
        out.append("<div class=\"page\">\n");
        contents(out);
        out.append("<main>\n").append(content).append("</main>\n</div>\n");
        scripts.forEach(script -> out.append("<script>").append(script).append("</script>\n"));
        return out.append("</body>\n</html>\n").toString();
    }

    private void head(List<String> scripts, StringBuilder out) {
        StringBuilder allowed = new StringBuilder();
        scripts.forEach(
                script -> allowed.append(" 'sha256-").append(hash(script)).append('\''));
        out.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; ")
                .append("style-src 'unsafe-inline'; script-src")
                .append(allowed)
                .append("; base-uri 'none'; form-action 'none'\">\n")
                .append("<meta name=\"referrer\" content=\"no-referrer\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .append("<meta name=\"color-scheme\" content=\"light dark\">\n<title>")
                .append(Body.escape(body.contents().title(name)))
                .append("</title>\n<style>\n")
                .append(Resources.text("page.css"))
                .append("</style>\n</head>\n");
    }

    private void bar(boolean code, StringBuilder out) {
        out.append("<header class=\"bar\"><span class=\"name\">")
                .append(Body.escape(name))
                .append("</span>");
        if (code) {
            out.append("<label class=\"toggle\"><input type=\"checkbox\" checked> Code</label>");
        }
        out.append("</header>\n");
    }

    private void contents(StringBuilder out) {
        List<Contents.Heading> headings = body.contents().headings();
        if (headings.size() < 2) {
            return;
        }
        out.append("<nav class=\"contents\" aria-label=\"Contents\">\n<ol>\n");
        for (Contents.Heading heading : headings) {
            out.append("<li class=\"l")
                    .append(heading.level())
                    .append("\"><a href=\"#")
                    .append(Body.escape(heading.place()))
                    .append("\">")
                    .append(Body.escape(heading.text()))
                    .append("</a></li>\n");
        }
        out.append("</ol>\n</nav>\n");
    }

    private static String hash(String script) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
