package dev.assay.kernel.assist;

import com.sun.source.tree.MemberSelectTree;
import com.sun.source.util.TreePath;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** A method or constructor a call could mean, and its type as the receiver gives it. */
record Callable(ExecutableElement method, ExecutableType type) {
    /** All methods of the name that is called, best first where the compiler chose one. */
    static List<Callable> of(Analysis analysis, TreePath select) {
        Element chosen = analysis.trees().getElement(select);
        List<Callable> found = new ArrayList<>();
        if (select.getLeaf() instanceof MemberSelectTree member) {
            TypeMirror site = analysis.trees().getTypeMirror(new TreePath(select, member.getExpression()));
            named(analysis, site, member.getIdentifier().toString(), found);
        } else {
            String name = select.getLeaf().toString();
            TypeElement owner = analysis.scope(select).getEnclosingClass();
            while (owner != null) {
                named(analysis, owner.asType(), name, found);
                Element outer = owner.getEnclosingElement();
                while (outer != null && !(outer instanceof TypeElement)) {
                    outer = outer.getEnclosingElement();
                }
                owner = (TypeElement) outer;
            }
            if (found.isEmpty() && chosen instanceof ExecutableElement imported) {
                found.add(new Callable(imported, (ExecutableType) imported.asType()));
            }
        }
        found.sort((a, b) -> Boolean.compare(b.method.equals(chosen), a.method.equals(chosen)));
        return found;
    }

    static List<Callable> constructors(Analysis analysis, TypeElement element, DeclaredType site) {
        List<Callable> found = new ArrayList<>();
        for (Element member : element.getEnclosedElements()) {
            if (member instanceof ExecutableElement method
                    && method.getSimpleName().contentEquals("<init>")) {
                found.add(new Callable(method, (ExecutableType) analysis.types().asMemberOf(site, method)));
            }
        }
        return found;
    }

    private static void named(Analysis analysis, @Nullable TypeMirror site, String name, List<Callable> found) {
        if (!(site instanceof DeclaredType declared) || !(declared.asElement() instanceof TypeElement type)) {
            return;
        }
        for (Element member : analysis.elements().getAllMembers(type)) {
            if (member instanceof ExecutableElement method
                    && method.getSimpleName().contentEquals(name)) {
                found.add(new Callable(method, Members.executable(analysis, declared, method)));
            }
        }
    }
}
