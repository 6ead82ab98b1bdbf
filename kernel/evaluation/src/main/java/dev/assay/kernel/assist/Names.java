package dev.assay.kernel.assist;

import com.sun.source.tree.CaseTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.Scope;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import dev.assay.kernel.assist.Candidates.Rank;
import dev.assay.kernel.assist.Members.Form;
import java.util.HashSet;
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
    private String declaring = "";

    Names(Analysis analysis, Candidates into, Expectation expectation, Form form) {
        this.analysis = analysis;
        this.into = into;
        this.expectation = expectation;
        this.form = form;
    }

    void of(TreePath path, ClassIndex index) {
        declaring = declaring(path);
        for (Scope scope = analysis.scope(path);
                scope != null && scope.getEnclosingClass() != null;
                scope = scope.getEnclosingScope()) {
            scope(scope);
        }
        imports(index);
        constants(path);
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

    /** The variable whose initializer holds the cursor: it has no value yet. */
    private static String declaring(TreePath path) {
        for (TreePath up = path; up != null; up = up.getParentPath()) {
            if (up.getLeaf() instanceof VariableTree variable) {
                return variable.getName().toString();
            }
            if (up.getLeaf() instanceof LambdaExpressionTree || up.getLeaf() instanceof StatementTree) {
                return "";
            }
        }
        return "";
    }

    private void scope(Scope scope) {
        TypeElement owner = scope.getEnclosingClass();
        for (Element element : scope.getLocalElements()) {
            if (into.fits(element.getSimpleName()) && !isMade(element)) {
                name(element, Rank.LOCAL, null);
            }
        }
        boolean session = owner.getSimpleName().contentEquals(Unit.HOLDER);
        for (Element member : analysis.elements().getAllMembers(owner)) {
            // code of a cell is static: it has no Object of its own
            boolean usable = !session || (owner.equals(member.getEnclosingElement()) && isStatic(member));
            if (usable && into.fits(member.getSimpleName()) && !isMade(member)) {
                name(member, Rank.LOCAL, (DeclaredType) owner.asType());
            }
        }
    }

    /** Imported names; the compiler's own scope would list every class of every imported package. */
    private void imports(ClassIndex index) {
        Set<String> packages = new HashSet<>(Set.of("java.lang"));
        Set<String> classes = new HashSet<>();
        for (ImportTree line : analysis.unit().getImports()) {
            String imported = line.getQualifiedIdentifier().toString();
            int dot = imported.lastIndexOf('.');
            String owner = imported.substring(0, Math.max(0, dot));
            if (line.isStatic()) {
                staticImport(owner, imported.substring(dot + 1));
            } else if (imported.endsWith(".*")) {
                packages.add(owner);
            } else if (into.fits(imported.substring(dot + 1))) {
                classes.add(imported);
                into.add(imported.substring(dot + 1), imported.substring(dot + 1), "class", null, Rank.TYPE);
            }
        }
        classes(index, packages, classes);
    }

    private void staticImport(String owner, String name) {
        TypeElement type = analysis.elements().getTypeElement(owner);
        if (type == null || !(name.equals("*") || into.fits(name))) {
            return;
        }
        for (Element member : analysis.elements().getAllMembers(type)) {
            boolean meant = name.equals("*") || member.getSimpleName().contentEquals(name);
            if (meant && isStatic(member) && into.fits(member.getSimpleName())) {
                name(member, Rank.MEMBER, (DeclaredType) type.asType());
            }
        }
    }

    private void classes(ClassIndex index, Set<String> packages, Set<String> imported) {
        boolean typed = into.prefix().length() >= SHORTEST_NOT_IMPORTED
                && Character.isUpperCase(into.prefix().codePointAt(0));
        int offered = 0;
        // without a prefix it would be every class there is
        for (String full : into.prefix().isEmpty() ? List.<String>of() : index.startingWith(into.prefix())) {
            int dot = full.lastIndexOf('.');
            boolean near = dot > 0 && packages.contains(full.substring(0, dot));
            boolean further = typed && dot > 0 && offered < MOST_NOT_IMPORTED && !imported.contains(full);
            if ((near || further) && index.isPublic(full)) {
                String simple = full.substring(dot + 1);
                into.add(simple, near ? simple : full, "class", null, near ? Rank.TYPE : Rank.NOT_IMPORTED);
                offered += near ? 0 : 1;
            }
        }
    }

    private void name(Element element, Rank rank, @org.jspecify.annotations.Nullable DeclaredType site) {
        String name = element.getSimpleName().toString();
        if (name.equals(declaring)) {
            return;
        }
        if (element instanceof TypeElement || element.getKind() == ElementKind.TYPE_PARAMETER) {
            into.add(name, name, "class", null, matchesType(element) ? Rank.MATCHES : Rank.TYPE);
        } else if (form != Form.TYPES && (element instanceof ExecutableElement || isValue(element))) {
            new Members(analysis, into, expectation, form).add(element, site, rank);
        }
    }

    private boolean matchesType(Element element) {
        TypeMirror type = element.asType();
        return expectation.wants(type);
    }

    /** Constants of the enum that is wanted: bare in a label, else behind its name. */
    private void constants(TreePath path) {
        boolean label = inLabel(path);
        for (TypeElement type : expectation.enums()) {
            for (Element member : type.getEnclosedElements()) {
                if (member.getKind() == ElementKind.ENUM_CONSTANT) {
                    String name = member.getSimpleName().toString();
                    String full = label ? name : type.getSimpleName() + "." + name;
                    String written = ": " + Signatures.type(type.asType());
                    into.add(into.fits(name) ? name : full, full, "instance", written, Rank.MATCHES);
                }
            }
        }
    }

    private static boolean inLabel(TreePath path) {
        for (TreePath up = path; up != null; up = up.getParentPath()) {
            // the compiler's own class for a label is a statement too
            if (up.getLeaf() instanceof CaseTree) {
                return true;
            }
            if (up.getLeaf() instanceof StatementTree) {
                return false;
            }
        }
        return false;
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
}
