package dev.assay.kernel.assist;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.InheritDocTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import org.jspecify.annotations.Nullable;

/** Finds what the source of a compiled element says about it, in the types it overrides too. */
final class Javadocs {
    private final SourceFiles sources;
    private final Analysis analysis;
    private final ClassIndex index;

    Javadocs(SourceFiles sources, Analysis analysis, ClassIndex index) {
        this.sources = sources;
        this.analysis = analysis;
        this.index = index;
    }

    /**
     * An element's documentation.
     *
     * @param comment null where the source says nothing
     * @param parameters parameter names of the source, empty for what is no method
     */
    record Found(@Nullable DocCommentTree comment, List<String> parameters) {}

    /** Empty where the source is not here. */
    Optional<Found> of(Element element) throws IOException {
        Optional<Found> own = declared(element);
        boolean silent = own.isPresent()
                && (own.get().comment() == null || inherits(own.get().comment()));
        if (element instanceof ExecutableElement method && (own.isEmpty() || silent)) {
            for (ExecutableElement overridden : overridden(method)) {
                Optional<Found> inherited = declared(overridden);
                if (inherited.isPresent() && inherited.get().comment() != null) {
                    return inherited;
                }
            }
        }
        return own;
    }

    private static boolean inherits(@Nullable DocCommentTree comment) {
        return comment != null
                && comment.getFullBody().stream()
                        .allMatch(node -> node instanceof InheritDocTree
                                || node.toString().isBlank());
    }

    private Optional<Found> declared(Element element) throws IOException {
        List<String> names = new ArrayList<>();
        Element at = element;
        TypeElement top = null;
        while (at != null) {
            if (at instanceof TypeElement type) {
                names.add(0, type.getSimpleName().toString());
                top = type;
            }
            at = at.getEnclosingElement();
        }
        if (top == null) {
            return Optional.empty();
        }
        ModuleElement module = analysis.elements().getModuleOf(top);
        String moduleName = module == null ? "" : module.getQualifiedName().toString();
        String topName = top.getQualifiedName().toString();
        Optional<Compiler.Parsed> parsed = sources.of(moduleName, topName, index.home(topName));
        return parsed.flatMap(file -> locate(file, names, element));
    }

    private Optional<Found> locate(Compiler.Parsed file, List<String> names, Element element) {
        TreePath path = new TreePath(file.unit());
        List<? extends Tree> members = file.unit().getTypeDecls();
        for (String name : names) {
            TreePath outer = path;
            Optional<TreePath> inner = members.stream()
                    .filter(tree -> tree instanceof ClassTree type
                            && type.getSimpleName().contentEquals(name))
                    .map(tree -> new TreePath(outer, tree))
                    .findFirst();
            if (inner.isEmpty()) {
                return Optional.empty();
            }
            path = inner.get();
            members = ((ClassTree) path.getLeaf()).getMembers();
        }
        if (element instanceof TypeElement) {
            return Optional.of(new Found(file.trees().getDocCommentTree(path), List.of()));
        }
        for (Tree member : members) {
            if (isSame(member, element)) {
                List<String> parameters = member instanceof MethodTree method
                        ? method.getParameters().stream()
                                .map(each -> each.getName().toString())
                                .toList()
                        : List.of();
                return Optional.of(new Found(file.trees().getDocCommentTree(new TreePath(path, member)), parameters));
            }
        }
        // a record's accessor or an enum's valueOf stands in no source
        return Optional.of(new Found(null, List.of()));
    }

    private static boolean isSame(Tree tree, Element element) {
        if (tree instanceof VariableTree field) {
            return element.getKind().isField() && field.getName().contentEquals(element.getSimpleName());
        }
        if (!(tree instanceof MethodTree method) || !(element instanceof ExecutableElement executable)) {
            return false;
        }
        boolean named = method.getName().contentEquals(element.getSimpleName())
                && method.getParameters().size() == executable.getParameters().size();
        for (int i = 0; named && i < method.getParameters().size(); i++) {
            String written = simple(method.getParameters().get(i).getType().toString());
            named = written.equals(simple(executable.getParameters().get(i).asType()));
        }
        return named;
    }

    private static String simple(String written) {
        StringBuilder raw = new StringBuilder();
        int depth = 0;
        for (String part : written.replace("...", "[]").split("(?=[<>])|(?<=[<>])", -1)) {
            depth += part.equals("<") ? 1 : part.equals(">") ? -1 : 0;
            raw.append(depth == 0 && !part.equals(">") ? part : "");
        }
        String bare =
                raw.toString().replaceAll("@[\\w.]+(\\([^)]*\\))?\\s*", "").strip();
        return bare.substring(bare.lastIndexOf('.') + 1);
    }

    private static String simple(TypeMirror type) {
        if (type instanceof ArrayType array) {
            return simple(array.getComponentType()) + "[]";
        }
        return type instanceof DeclaredType declared
                ? declared.asElement().getSimpleName().toString()
                : type instanceof TypeVariable variable
                        ? variable.asElement().getSimpleName().toString()
                        : Signatures.type(type);
    }

    private List<ExecutableElement> overridden(ExecutableElement method) {
        List<ExecutableElement> found = new ArrayList<>();
        if (method.getKind() != ElementKind.METHOD || !(method.getEnclosingElement() instanceof TypeElement owner)) {
            return found;
        }
        Set<TypeElement> parents = new LinkedHashSet<>();
        collect(owner.asType(), parents);
        for (TypeElement parent : parents) {
            for (Element member : parent.getEnclosedElements()) {
                if (member instanceof ExecutableElement other
                        && analysis.elements().overrides(method, other, owner)) {
                    found.add(other);
                }
            }
        }
        return found;
    }

    private void collect(TypeMirror type, Set<TypeElement> parents) {
        for (TypeMirror parent : analysis.types().directSupertypes(type)) {
            if (parent instanceof DeclaredType declared && parents.add((TypeElement) declared.asElement())) {
                collect(parent, parents);
            }
        }
    }
}
