package dev.assay.kernel.assist;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.util.Types;

/**
 * What {@code x-javadoc.jar} beside {@code x.jar} says, for libraries whose sources are not here. Its pages are strangers'
 * HTML: only their text is taken.
 */
final class JavadocPages {
    private static final Pattern BLOCK = Pattern.compile("<div class=\"block\">");
    private static final Pattern DIVISION = Pattern.compile("<div\\b|</div>");

    /** Where the text about one member is over: the next member, in the pages of JDK 8 to 25. */
    private static final Pattern NEXT = Pattern.compile("</section>|<section class=\"detail\"|<a (?:name|id)=\"");

    private static final Pattern LINE = Pattern.compile("(?i)<(?:p|br|li|pre|dt|dd|tr|h\\d)\\b[^>]*>");
    private static final Pattern ENTITY = Pattern.compile("&(#?\\w{1,8});");

    private JavadocPages() {}

    /** The text about a type or a member of one; empty where there is none. */
    static Optional<String> text(Element element, Types types, Optional<Path> jar) {
        if (!((element instanceof TypeElement ? element : element.getEnclosingElement()) instanceof TypeElement type)) {
            return Optional.empty();
        }
        Optional<Path> archive = jar.flatMap(library -> SourceFiles.beside(library, "-javadoc.jar"));
        return archive.flatMap(pages -> SourceFiles.read(pages, List.of(page(type))))
                .flatMap(html -> block(html, element, types))
                .map(JavadocPages::plain)
                .filter(text -> !text.isEmpty());
    }

    private static String page(TypeElement type) {
        StringBuilder name = new StringBuilder(type.getSimpleName()).append(".html");
        Element outer = type.getEnclosingElement();
        while (outer instanceof TypeElement owner) {
            name.insert(0, owner.getSimpleName() + ".");
            outer = owner.getEnclosingElement();
        }
        boolean named =
                outer instanceof PackageElement && !outer.getSimpleName().isEmpty();
        return named ? String.valueOf(outer).replace('.', '/') + "/" + name : name.toString();
    }

    private static Optional<String> block(String html, Element element, Types types) {
        int from = 0;
        int to = html.length();
        if (!(element instanceof TypeElement)) {
            from = anchor(html, element, types);
            Matcher next = NEXT.matcher(html);
            to = from >= 0 && next.find(from) ? next.start() : to;
        }
        Matcher block = BLOCK.matcher(html).region(Math.max(from, 0), Math.max(to, Math.max(from, 0)));
        return from >= 0 && block.find()
                ? Optional.of(html.substring(block.end(), end(html, block.end())))
                : Optional.empty();
    }

    /** Behind the name of a member, -1 where it has none. */
    private static int anchor(String html, Element element, Types types) {
        for (String name : names(element, types)) {
            for (String attribute : List.of("id", "name")) {
                String anchor = attribute + "=\"" + name + "\"";
                int at = html.indexOf(anchor);
                if (at >= 0) {
                    return at + anchor.length();
                }
            }
        }
        return -1;
    }

    /** What javadoc calls a member: {@code f(int,java.util.List)}, and {@code f-int-java.util.List-} in JDK 8. */
    private static List<String> names(Element element, Types types) {
        String name = element.getSimpleName().toString();
        if (!(element instanceof ExecutableElement method)) {
            return List.of(name);
        }
        List<String> parameters = new ArrayList<>();
        method.getParameters().forEach(each -> parameters.add(written(each.asType(), types)));
        int last = parameters.size() - 1;
        if (method.isVarArgs()) {
            parameters.set(last, parameters.get(last).replaceFirst("\\[\\]$", "..."));
        }
        boolean constructor = method.getKind() == ElementKind.CONSTRUCTOR;
        String now = (constructor ? "&lt;init&gt;" : name) + "(" + String.join(",", parameters) + ")";
        Element type = method.getEnclosingElement();
        String owner = constructor && type != null ? type.getSimpleName().toString() : name;
        String before = parameters.stream()
                .map(each -> each.replace("[]", ":A"))
                .collect(Collectors.joining("-", owner + "-", "-"));
        return List.of(now, before);
    }

    private static String written(TypeMirror type, Types types) {
        if (type instanceof ArrayType array) {
            return written(array.getComponentType(), types) + "[]";
        }
        return type instanceof TypeVariable variable
                ? variable.asElement().getSimpleName().toString()
                : types.erasure(type).toString();
    }

    private static int end(String html, int from) {
        Matcher division = DIVISION.matcher(html);
        int depth = 1;
        for (int at = from; division.find(at); at = division.end()) {
            depth += division.group().equals("</div>") ? -1 : 1;
            if (depth == 0) {
                return division.start();
            }
        }
        return html.length();
    }

    private static String plain(String html) {
        String lines = LINE.matcher(html.replaceAll("\\s+", " ")).replaceAll("\n");
        String text = ENTITY.matcher(lines.replaceAll("<[^>]*>", ""))
                .replaceAll(entity -> Matcher.quoteReplacement(character(entity.group(1))));
        return text.lines().map(String::strip).filter(line -> !line.isEmpty()).collect(Collectors.joining("\n"));
    }

    private static String character(String entity) {
        if (entity.matches("#\\d{1,6}")) {
            int point = Integer.parseInt(entity.substring(1));
            return Character.isValidCodePoint(point) ? Character.toString(point) : "";
        }
        return switch (entity) {
            case "lt" -> "<";
            case "gt" -> ">";
            case "amp" -> "&";
            case "quot" -> "\"";
            case "nbsp" -> " ";
            default -> "&" + entity + ";";
        };
    }
}
