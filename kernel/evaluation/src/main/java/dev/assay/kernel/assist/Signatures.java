package dev.assay.kernel.assist;

import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ErrorType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.IntersectionType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.UnionType;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.SimpleTypeVisitor14;

/** Types and members as a person would write them: simple names, no annotations. */
final class Signatures {
    private Signatures() {}

    static String type(TypeMirror type) {
        return type.accept(new Writer(), 0);
    }

    /** {@code (int index, String s): boolean}, with the types the receiver gives it. */
    static String of(ExecutableElement method, ExecutableType seen) {
        return parameters(method, seen)
                + (method.getKind() == ElementKind.CONSTRUCTOR ? "" : ": " + type(seen.getReturnType()));
    }

    static String parameters(ExecutableElement method, ExecutableType seen) {
        return parameters(method, seen, List.of());
    }

    private static String parameters(ExecutableElement method, ExecutableType seen, List<String> names) {
        StringJoiner joined = new StringJoiner(", ", "(", ")");
        List<? extends VariableElement> parameters = method.getParameters();
        List<? extends TypeMirror> types = seen.getParameterTypes();
        for (int i = 0; i < parameters.size(); i++) {
            TypeMirror type =
                    i < types.size() ? types.get(i) : parameters.get(i).asType();
            boolean rest = method.isVarArgs() && i == parameters.size() - 1 && type instanceof ArrayType;
            String written = rest ? type(((ArrayType) type).getComponentType()) + "..." : type(type);
            String known = parameters.get(i).getSimpleName().toString();
            String name = i < names.size() ? names.get(i) : known;
            // classes compiled without parameter names have made-up ones, which say nothing
            joined.add(name.isEmpty() || name.matches("arg\\d+") ? written : written + " " + name);
        }
        return joined.toString();
    }

    /** The whole head of a declaration: {@code <R> Stream<R> Stream<T>.map(Function<..> mapper)}. */
    static String head(Element element, TypeMirror seen) {
        return head(element, seen, List.of());
    }

    /** The same with the parameter names of the source, where there are any. */
    static String head(Element element, TypeMirror seen, List<String> names) {
        if (element instanceof ExecutableElement method && seen instanceof ExecutableType type) {
            String owner = owner(method).replaceAll("<.*", "");
            if (method.getKind() == ElementKind.CONSTRUCTOR) {
                return owner + parameters(method, type, names);
            }
            String result = modifiers(method) + typeParameters(method.getTypeParameters(), " ");
            String thrown = type.getThrownTypes().isEmpty()
                    ? ""
                    : type.getThrownTypes().stream()
                            .map(Signatures::type)
                            .collect(Collectors.joining(", ", " throws ", ""));
            String qualified = owner.isEmpty() ? "" : owner + ".";
            return result + type(type.getReturnType()) + " " + qualified + method.getSimpleName()
                    + parameters(method, type, names) + thrown;
        }
        if (element instanceof TypeElement type) {
            return typeHead(type);
        }
        if (element instanceof VariableElement variable) {
            String owner = owner(variable);
            Object constant = variable.getConstantValue();
            return modifiers(variable) + type(seen) + " " + (owner.isEmpty() ? "" : owner + ".")
                    + variable.getSimpleName() + (constant == null ? "" : " = " + Previews.of(constant));
        }
        return element.toString();
    }

    private static String typeHead(TypeElement type) {
        String kind =
                switch (type.getKind()) {
                    case INTERFACE -> "interface";
                    case ENUM -> "enum";
                    case RECORD -> "record";
                    case ANNOTATION_TYPE -> "@interface";
                    default -> "class";
                };
        String name = type.getQualifiedName().toString().replace(Unit.PACKAGE + "." + Unit.HOLDER + ".", "");
        String components = type.getKind() != ElementKind.RECORD
                ? ""
                : type.getRecordComponents().stream()
                        .map(component -> type(component.asType()) + " " + component.getSimpleName())
                        .collect(Collectors.joining(", ", "(", ")"));
        String parent = type.getSuperclass().getKind() == TypeKind.NONE || type.getKind() != ElementKind.CLASS
                ? ""
                : type(type.getSuperclass());
        String interfaces = type.getInterfaces().stream().map(Signatures::type).collect(Collectors.joining(", "));
        return modifiers(type) + kind + " " + name + typeParameters(type.getTypeParameters(), "") + components
                + (parent.isEmpty() || parent.equals("Object") ? "" : " extends " + parent)
                + (interfaces.isEmpty()
                        ? ""
                        : (type.getKind().isInterface() ? " extends " : " implements ") + interfaces);
    }

    private static String modifiers(Element element) {
        boolean ours = owner(element).isEmpty();
        boolean implied = element.getKind().isInterface()
                || element.getKind() == ElementKind.ENUM
                || element.getKind() == ElementKind.RECORD
                || (element.getEnclosingElement() != null
                        && element.getEnclosingElement().getKind().isInterface());
        return element.getModifiers().stream()
                .map(Object::toString)
                .filter(word -> List.of("static", "abstract", "final", "sealed").contains(word))
                .filter(word -> !ours || !word.equals("static"))
                .filter(word -> !implied || !List.of("abstract", "final").contains(word))
                .map(word -> word + " ")
                .collect(Collectors.joining());
    }

    private static String typeParameters(List<? extends TypeParameterElement> parameters, String after) {
        if (parameters.isEmpty()) {
            return "";
        }
        return parameters.stream()
                .map(parameter -> {
                    String bounds = parameter.getBounds().stream()
                            .map(Signatures::type)
                            .filter(bound -> !bound.equals("Object"))
                            .collect(Collectors.joining(" & "));
                    return parameter.getSimpleName() + (bounds.isEmpty() ? "" : " extends " + bounds);
                })
                .collect(Collectors.joining(", ", "<", ">" + after));
    }

    /** The type a member belongs to, empty for the cell's own. */
    private static String owner(Element member) {
        return member.getEnclosingElement() instanceof TypeElement owner
                        && !owner.getSimpleName().contentEquals(Unit.HOLDER)
                        && !owner.getSimpleName().contentEquals("assay$method")
                        && owner.asType() instanceof DeclaredType
                ? type(owner.asType())
                : "";
    }

    private static final class Writer extends SimpleTypeVisitor14<String, Integer> {
        /** A type variable may be bounded by itself. */
        private static final int DEEPEST = 12;

        @Override
        protected String defaultAction(TypeMirror type, Integer depth) {
            return type.getKind() == TypeKind.NONE
                    ? ""
                    : type.getKind().isPrimitive() || type.getKind() == TypeKind.VOID
                            ? type.getKind().name().toLowerCase(java.util.Locale.ROOT)
                            : type.toString();
        }

        @Override
        public String visitError(ErrorType type, Integer depth) {
            return type.toString();
        }

        @Override
        public String visitDeclared(DeclaredType type, Integer depth) {
            Element element = type.asElement();
            String name = element.getSimpleName().toString();
            Element outer = element.getEnclosingElement();
            if (name.isEmpty()) {
                List<? extends TypeMirror> interfaces = ((TypeElement) element).getInterfaces();
                TypeMirror parent = interfaces.isEmpty() ? ((TypeElement) element).getSuperclass() : interfaces.get(0);
                return depth > DEEPEST ? "?" : parent.accept(this, depth + 1);
            }
            if (outer instanceof TypeElement && !outer.getSimpleName().contentEquals(Unit.HOLDER)) {
                name = outer.getSimpleName() + "." + name;
            }
            if (type.getTypeArguments().isEmpty() || depth > DEEPEST) {
                return name;
            }
            return type.getTypeArguments().stream()
                    .map(argument -> argument.accept(this, depth + 1))
                    .collect(Collectors.joining(", ", name + "<", ">"));
        }

        @Override
        public String visitArray(ArrayType type, Integer depth) {
            return type.getComponentType().accept(this, depth) + "[]";
        }

        @Override
        public String visitTypeVariable(TypeVariable type, Integer depth) {
            String name = type.asElement().getSimpleName().toString();
            // what capture made of a wildcard
            boolean captured = name.isEmpty() || name.startsWith("<");
            return !captured
                    ? name
                    : depth > DEEPEST
                            ? "?"
                            : "? extends " + type.getUpperBound().accept(this, depth + 1);
        }

        @Override
        public String visitWildcard(WildcardType type, Integer depth) {
            TypeMirror upper = type.getExtendsBound();
            TypeMirror lower = type.getSuperBound();
            if (depth <= DEEPEST && upper != null) {
                return "? extends " + upper.accept(this, depth + 1);
            }
            return depth <= DEEPEST && lower != null ? "? super " + lower.accept(this, depth + 1) : "?";
        }

        @Override
        public String visitIntersection(IntersectionType type, Integer depth) {
            return joined(type.getBounds(), " & ", depth);
        }

        @Override
        public String visitUnion(UnionType type, Integer depth) {
            return joined(type.getAlternatives(), " | ", depth);
        }

        private String joined(List<? extends TypeMirror> types, String between, int depth) {
            return depth > DEEPEST
                    ? "?"
                    : types.stream().map(type -> type.accept(this, depth + 1)).collect(Collectors.joining(between));
        }
    }
}
