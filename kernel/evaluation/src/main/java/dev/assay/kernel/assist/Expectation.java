package dev.assay.kernel.assist;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** Which types would fit where the cursor stands; none where anything fits or nobody knows. */
final class Expectation {
    private final Analysis analysis;
    private final List<TypeMirror> types = new ArrayList<>();

    Expectation(Analysis analysis, @Nullable TreePath marker) {
        this.analysis = analysis;
        TreePath parent = marker == null ? null : marker.getParentPath();
        if (marker != null && parent != null) {
            collect(marker.getLeaf(), parent);
        }
    }

    /** Whether a value of the type could stand here; false where nothing is known to be wanted. */
    boolean matches(TypeMirror type) {
        if (type.getKind() == TypeKind.VOID || type.getKind() == TypeKind.ERROR || type.getKind() == TypeKind.NONE) {
            return false;
        }
        for (TypeMirror wanted : types) {
            boolean anything = wanted.toString().equals("java.lang.Object");
            if (!anything && analysis.types().isAssignable(erased(type), erased(wanted))) {
                return true;
            }
        }
        return false;
    }

    /** Whether exactly this type is wanted. */
    boolean wants(TypeMirror type) {
        return types.stream().anyMatch(wanted -> analysis.types().isSameType(wanted, type));
    }

    /** The enums wanted: their constants are the likeliest. */
    List<TypeElement> enums() {
        List<TypeElement> enums = new ArrayList<>();
        for (TypeMirror type : types) {
            boolean isEnum = type instanceof DeclaredType declared
                    && declared.asElement().getKind() == ElementKind.ENUM;
            if (isEnum) {
                enums.add((TypeElement) ((DeclaredType) type).asElement());
            }
        }
        return enums;
    }

    private TypeMirror erased(TypeMirror type) {
        return type.getKind() == TypeKind.EXECUTABLE || type.getKind() == TypeKind.PACKAGE
                ? type
                : analysis.types().erasure(type);
    }

    private void collect(Tree leaf, TreePath parentPath) {
        Tree parent = parentPath.getLeaf();
        if (parent instanceof VariableTree variable && variable.getInitializer() == leaf) {
            want(analysis.trees().getTypeMirror(new TreePath(parentPath, variable.getType())));
        } else if (parent instanceof AssignmentTree assignment && assignment.getExpression() == leaf) {
            want(analysis.trees().getTypeMirror(new TreePath(parentPath, assignment.getVariable())));
        } else if (parent instanceof MethodInvocationTree call
                && call.getArguments().contains(leaf)) {
            arguments(call, leaf, parentPath);
        } else if (parent instanceof NewClassTree creation
                && creation.getArguments().contains(leaf)) {
            constructors(creation, leaf, parentPath);
        } else if (parent instanceof BinaryTree binary && binary.getRightOperand() == leaf) {
            want(analysis.trees().getTypeMirror(new TreePath(parentPath, binary.getLeftOperand())));
        } else if (parent instanceof ParenthesizedTree) {
            condition(parentPath);
        } else if (parent instanceof CaseTree) {
            selected(parentPath);
        } else if (parent.getKind().name().equals("CONSTANT_CASE_LABEL") && parentPath.getParentPath() != null) {
            selected(parentPath.getParentPath()); // JDK 21 and later
        } else if (parent instanceof ReturnTree) {
            returned(parentPath);
        }
    }

    private void condition(TreePath parenthesized) {
        TreePath outer = parenthesized.getParentPath();
        if (outer != null) {
            switch (outer.getLeaf().getKind()) {
                case IF, WHILE_LOOP, DO_WHILE_LOOP -> want(analysis.types().getPrimitiveType(TypeKind.BOOLEAN));
                default -> collect(parenthesized.getLeaf(), outer);
            }
        }
    }

    /** A label is of the type that is switched over. */
    private void selected(TreePath label) {
        TreePath outer = label.getParentPath();
        Tree over = outer == null ? null : outer.getLeaf();
        ExpressionTree selector = over instanceof SwitchTree statement
                ? statement.getExpression()
                : over instanceof SwitchExpressionTree expression ? expression.getExpression() : null;
        if (selector != null) {
            want(analysis.trees().getTypeMirror(new TreePath(outer, selector)));
        }
    }

    private void returned(TreePath from) {
        for (TreePath path = from; path != null; path = path.getParentPath()) {
            if (path.getLeaf() instanceof LambdaExpressionTree) {
                return;
            }
            if (path.getLeaf() instanceof MethodTree method && method.getReturnType() != null) {
                want(analysis.trees().getTypeMirror(new TreePath(path, method.getReturnType())));
                return;
            }
        }
    }

    private void arguments(MethodInvocationTree call, Tree leaf, TreePath path) {
        ExpressionTree select = call.getMethodSelect();
        int index = call.getArguments().indexOf(leaf);
        for (Callable callable : Callable.of(analysis, new TreePath(path, select))) {
            parameter(callable, index);
        }
    }

    private void constructors(NewClassTree creation, Tree leaf, TreePath path) {
        TypeMirror type = analysis.trees().getTypeMirror(new TreePath(path, creation.getIdentifier()));
        if (type instanceof DeclaredType declared && declared.asElement() instanceof TypeElement element) {
            int index = creation.getArguments().indexOf(leaf);
            Callable.constructors(analysis, element, declared).forEach(callable -> parameter(callable, index));
        }
    }

    private void parameter(Callable callable, int index) {
        List<? extends TypeMirror> parameters = callable.type().getParameterTypes();
        int last = parameters.size() - 1;
        if (callable.method().isVarArgs() && index >= last && parameters.get(last) instanceof ArrayType rest) {
            want(rest.getComponentType());
        } else if (index <= last) {
            want(parameters.get(index));
        }
    }

    private void want(@Nullable TypeMirror type) {
        if (type != null && type.getKind() != TypeKind.ERROR && type.getKind() != TypeKind.TYPEVAR) {
            types.add(type);
        }
    }
}
