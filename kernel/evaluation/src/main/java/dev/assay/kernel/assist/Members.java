package dev.assay.kernel.assist;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.Scope;
import com.sun.source.util.TreePath;
import dev.assay.kernel.assist.Candidates.Rank;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.IntersectionType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import org.jspecify.annotations.Nullable;

/** What can follow a dot. */
final class Members {
    private final Analysis analysis;
    private final Candidates into;
    private final Expectation expectation;
    private final Form form;

    Members(Analysis analysis, Candidates into, Expectation expectation, Form form) {
        this.analysis = analysis;
        this.into = into;
        this.expectation = expectation;
        this.form = form;
    }

    /** How methods are written. */
    enum Form {
        CALL,
        /** Without brackets: a reference, an import, or where a bracket follows already. */
        NAME,
        /** Only types and packages fit. */
        TYPES
    }

    void of(TreePath parent, ExpressionTree site, ClassIndex index) {
        TreePath path = new TreePath(parent, site);
        Element element = analysis.trees().getElement(path);
        TypeMirror type = analysis.trees().getTypeMirror(path);
        Scope scope = analysis.scope(parent);
        if (element instanceof PackageElement || (element == null && type == null)) {
            packageMembers(site.toString(), index);
        } else if (element instanceof TypeElement named) {
            boolean exists = named.asType().getKind() != TypeKind.ERROR;
            if (exists) {
                typeMembers(named, scope);
            } else {
                packageMembers(site.toString(), index);
            }
        } else if (type != null && form != Form.TYPES) {
            valueMembers(type, scope);
        }
    }

    private void packageMembers(String name, ClassIndex index) {
        PackageElement found = analysis.elements().getPackageElement(name);
        if (found != null) {
            for (Element member : found.getEnclosedElements()) {
                boolean plain = into.fits(member.getSimpleName());
                if (plain && member.getModifiers().contains(Modifier.PUBLIC)) {
                    into.add(
                            member.getSimpleName().toString(),
                            member.getSimpleName().toString(),
                            "class",
                            null,
                            Rank.TYPE);
                }
            }
        }
        index.subpackages(name).forEach(sub -> into.add(sub, sub, "module", null, Rank.PACKAGE));
    }

    private void typeMembers(TypeElement type, Scope scope) {
        DeclaredType site = analysis.types().getDeclaredType(type);
        for (Element member : analysis.elements().getAllMembers(type)) {
            boolean fits = into.fits(member.getSimpleName())
                    && (member.getModifiers().contains(Modifier.STATIC) || member instanceof TypeElement);
            boolean wanted = form != Form.TYPES || member instanceof TypeElement;
            if (fits && wanted && analysis.isAccessible(scope, member, site)) {
                add(member, site, Rank.MEMBER);
            }
        }
        if (form == Form.CALL) {
            into.add("class", "class", "keyword", null, Rank.KEYWORD);
        }
    }

    private void valueMembers(TypeMirror type, Scope scope) {
        switch (type.getKind()) {
            case DECLARED -> declared((DeclaredType) type, scope);
            case TYPEVAR -> valueMembers(((TypeVariable) type).getUpperBound(), scope);
            case INTERSECTION -> ((IntersectionType) type).getBounds().forEach(bound -> valueMembers(bound, scope));
            case ARRAY -> {
                into.add("length", "length", "instance", ": int", Rank.MEMBER);
                String clone = "(): " + Signatures.type(((ArrayType) type).getComponentType()) + "[]";
                into.add("clone", form == Form.CALL ? "clone()" : "clone", "function", clone, Rank.MEMBER);
                TypeElement object = analysis.elements().getTypeElement("java.lang.Object");
                declared((DeclaredType) object.asType(), scope);
            }
            default -> {
                // a primitive has none, and of an unknown type nothing is known
            }
        }
    }

    private void declared(DeclaredType site, Scope scope) {
        for (Element member : analysis.elements().getAllMembers((TypeElement) site.asElement())) {
            boolean usable = member.getKind() == ElementKind.METHOD
                    || (member.getKind().isField()
                            && !member.getSimpleName().contentEquals("this")
                            && !member.getSimpleName().contentEquals("super"));
            if (usable && into.fits(member.getSimpleName()) && analysis.isAccessible(scope, member, site)) {
                // a static member through a value is legal, and hardly ever meant
                boolean odd = member.getModifiers().contains(Modifier.STATIC);
                add(member, site, odd ? Rank.COMMON : Rank.MEMBER);
            }
        }
    }

    /** Instance methods of a type, as {@code String::length} means them. */
    void instanceMethods(TreePath qualifier) {
        Element element = analysis.trees().getElement(qualifier);
        if (element instanceof TypeElement type && type.asType().getKind() != TypeKind.ERROR) {
            declared(analysis.types().getDeclaredType(type), analysis.scope(qualifier));
        }
    }

    /** Adds a field, method or nested type as it looks from the site. */
    void add(Element member, @Nullable DeclaredType site, Rank rank) {
        String name = member.getSimpleName().toString();
        if (member instanceof ExecutableElement method) {
            if (method.getKind() != ElementKind.METHOD) {
                return;
            }
            ExecutableType seen = executable(analysis, site, method);
            String call = method.getParameters().isEmpty() ? "()" : "(";
            into.add(
                    name,
                    form == Form.CALL ? name + call : name,
                    "function",
                    Signatures.of(method, seen),
                    expectation.matches(seen.getReturnType()) ? Rank.MATCHES : common(member, rank));
        } else if (member instanceof TypeElement) {
            into.add(name, name, "class", null, Rank.TYPE);
        } else {
            TypeMirror type = typeOf(member, site);
            boolean matches = expectation.matches(type);
            String written = Signatures.type(type);
            into.add(name, name, "instance", ": " + written, matches ? Rank.MATCHES : common(member, rank));
        }
    }

    private Rank common(Element member, Rank rank) {
        boolean ofObject = member.getEnclosingElement() instanceof TypeElement owner
                && owner.getQualifiedName().contentEquals("java.lang.Object");
        return ofObject || analysis.elements().isDeprecated(member) ? Rank.COMMON : rank;
    }

    private TypeMirror typeOf(Element member, @Nullable DeclaredType site) {
        try {
            return site == null ? member.asType() : analysis.types().asMemberOf(site, member);
        } catch (IllegalArgumentException notAMember) {
            return member.asType();
        }
    }

    static ExecutableType executable(Analysis analysis, @Nullable DeclaredType site, ExecutableElement method) {
        if (site != null) {
            try {
                return (ExecutableType) analysis.types().asMemberOf(site, method);
            } catch (IllegalArgumentException notAMember) {
                // a method of Object seen through an interface
                return (ExecutableType) method.asType();
            }
        }
        return (ExecutableType) method.asType();
    }
}
