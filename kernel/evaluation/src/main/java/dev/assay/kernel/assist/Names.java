package dev.assay.kernel.assist;

import com.sun.source.tree.Scope;
import com.sun.source.util.TreePath;
import dev.assay.kernel.assist.Candidates.Rank;
import dev.assay.kernel.assist.Members.Form;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;

/** What can stand by itself: variables, methods, types, packages, keywords. */
final class Names {
    private static final List<String> EXPRESSION_WORDS = List.of(
            "new",
            "true",
            "false",
            "null",
            "this",
            "super",
            "switch",
            "instanceof",
            "int",
            "long",
            "double",
            "float",
            "boolean",
            "char",
            "byte",
            "short");
    private static final List<String> STATEMENT_WORDS = List.of(
            "abstract",
            "assert",
            "break",
            "case",
            "catch",
            "class",
            "continue",
            "default",
            "do",
            "else",
            "enum",
            "extends",
            "final",
            "finally",
            "for",
            "if",
            "implements",
            "import",
            "interface",
            "non-sealed",
            "package",
            "permits",
            "private",
            "protected",
            "public",
            "record",
            "return",
            "sealed",
            "static",
            "synchronized",
            "throw",
            "throws",
            "try",
            "var",
            "void",
            "while",
            "yield");
    private static final Set<String> TYPE_WORDS = Set.of(
            "int",
            "long",
            "double",
            "float",
            "boolean",
            "char",
            "byte",
            "short",
            "void",
            "extends",
            "super",
            "final",
            "implements",
            "throws",
            "permits",
            "static",
            "public",
            "private",
            "protected",
            "abstract",
            "class",
            "record",
            "enum",
            "interface");
    /** From here on names of the class path are offered that nobody imported. */
    private static final int SHORTEST_NOT_IMPORTED = 2;

    private static final int MOST_NOT_IMPORTED = 40;

    private final Analysis analysis;
    private final Candidates into;
    private final Expectation expectation;
    private final Form form;

    Names(Analysis analysis, Candidates into, Expectation expectation, Form form) {
        this.analysis = analysis;
        this.into = into;
        this.expectation = expectation;
        this.form = form;
    }

    void of(TreePath path, ClassIndex index) {
        for (Scope scope = analysis.scope(path); scope != null; scope = scope.getEnclosingScope()) {
            scope(scope);
        }
        notImported(index);
        words();
        if (!into.prefix().isEmpty()) {
            index.subpackages("").forEach(root -> into.add(root, root, "module", null, Rank.PACKAGE));
        }
    }

    /** The keywords alone, where nothing else is known. */
    void words() {
        if (into.prefix().isEmpty()) {
            return;
        }
        for (List<String> words : List.of(EXPRESSION_WORDS, STATEMENT_WORDS)) {
            for (String word : words) {
                if (form != Form.TYPES || TYPE_WORDS.contains(word)) {
                    into.add(word, word, "keyword", null, Rank.KEYWORD);
                }
            }
        }
    }

    private void scope(Scope scope) {
        TypeElement owner = scope.getEnclosingClass();
        for (Element element : scope.getLocalElements()) {
            // without a prefix every class of every imported package would have to be read
            if (into.fits(element.getSimpleName())
                    && !isMade(element)
                    && !(owner == null && into.prefix().isEmpty())) {
                name(element, owner == null ? Rank.TYPE : Rank.LOCAL, null);
            }
        }
        if (owner != null) {
            boolean session = owner.getSimpleName().contentEquals(Unit.HOLDER);
            for (Element member : analysis.elements().getAllMembers(owner)) {
                // code of a cell is static: it has no Object of its own
                boolean usable = !session || (member.getEnclosingElement().equals(owner) && isStatic(member));
                if (usable && into.fits(member.getSimpleName()) && !isMade(member)) {
                    name(member, Rank.LOCAL, (DeclaredType) owner.asType());
                }
            }
        }
    }

    private void name(Element element, Rank rank, @org.jspecify.annotations.Nullable DeclaredType site) {
        String name = element.getSimpleName().toString();
        if (element instanceof TypeElement || element.getKind() == ElementKind.TYPE_PARAMETER) {
            into.add(name, name, "class", null, matchesType(element) ? Rank.MATCHES : Rank.TYPE);
        } else if (form != Form.TYPES && (element instanceof ExecutableElement || isValue(element))) {
            new Members(analysis, into, expectation, form).add(element, site, rank);
        }
    }

    private boolean matchesType(Element element) {
        TypeMirror type = element.asType();
        return element.getKind() == ElementKind.ENUM && expectation.matches(type);
    }

    private static boolean isValue(Element element) {
        boolean self = element.getSimpleName().contentEquals("this")
                || element.getSimpleName().contentEquals("super");
        return !self
                && (element.getKind().isField()
                        || element.getKind().name().endsWith("VARIABLE")
                        || element.getKind() == ElementKind.PARAMETER
                        || element.getKind() == ElementKind.EXCEPTION_PARAMETER);
    }

    private static boolean isStatic(Element element) {
        return element.getModifiers().contains(Modifier.STATIC);
    }

    /** Whether the name is one of the unit's own. */
    private static boolean isMade(Element element) {
        String name = element.getSimpleName().toString();
        return name.startsWith("assay$") || name.startsWith("<");
    }

    private void notImported(ClassIndex index) {
        if (into.prefix().length() < SHORTEST_NOT_IMPORTED
                || !Character.isUpperCase(into.prefix().codePointAt(0))) {
            return;
        }
        int offered = 0;
        for (String full : index.startingWith(into.prefix())) {
            TypeElement type = analysis.elements().getTypeElement(full);
            if (type != null && type.getModifiers().contains(Modifier.PUBLIC) && !isImported(type)) {
                into.add(type.getSimpleName().toString(), full, "class", null, Rank.NOT_IMPORTED);
                if (++offered == MOST_NOT_IMPORTED) {
                    return;
                }
            }
        }
    }

    private boolean isImported(TypeElement type) {
        String owner = analysis.elements().getPackageOf(type).getQualifiedName().toString();
        return owner.equals("java.lang")
                || analysis.unit().getImports().stream()
                        .map(line -> line.getQualifiedIdentifier().toString())
                        .anyMatch(line -> line.equals(owner + ".*")
                                || type.getQualifiedName().contentEquals(line));
    }
}
