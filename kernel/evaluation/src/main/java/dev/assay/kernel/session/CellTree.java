package dev.assay.kernel.session;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.util.List;
import javax.lang.model.type.TypeKind;
import org.jspecify.annotations.Nullable;

/** A cell as javac has parsed it in its wrapping method. */
final class CellTree {
    private final Trees trees;
    private final CompilationUnitTree unit;
    private final List<? extends StatementTree> statements;
    private final @Nullable ExpressionTree last;

    private CellTree(
            Trees trees,
            CompilationUnitTree unit,
            List<? extends StatementTree> statements,
            @Nullable ExpressionTree last) {
        this.trees = trees;
        this.unit = unit;
        this.statements = statements;
        this.last = last;
    }

    /**
     * Parses the task's unit.
     *
     * @return null if there is more in it than one class with the one method that a cell is wrapped in
     */
    static @Nullable CellTree parse(JavacTask task, CellForm form) throws IOException {
        CompilationUnitTree unit = task.parse().iterator().next();
        return unit.getTypeDecls().size() == 1
                ? of(Trees.instance(task), unit, unit.getTypeDecls().get(0), form)
                : null;
    }

    /** The same of one class among several. */
    static @Nullable CellTree of(Trees trees, CompilationUnitTree unit, Tree declaration, CellForm form) {
        if (!(declaration instanceof ClassTree type)
                || type.getMembers().size() != 1
                || !(type.getMembers().get(0) instanceof MethodTree method)) {
            return null;
        }
        List<? extends StatementTree> body = method.getBody().getStatements();
        return form.valued() ? ofValue(trees, unit, body) : ofStatements(trees, unit, body);
    }

    private static @Nullable CellTree ofValue(
            Trees trees, CompilationUnitTree unit, List<? extends StatementTree> body) {
        int own = body.size() - 2;
        boolean ours = own >= 0
                && body.get(own) instanceof VariableTree value
                && value.getName().contentEquals(CellForm.VALUE)
                && body.get(own + 1) instanceof ReturnTree;
        return ours
                ? new CellTree(trees, unit, body.subList(0, own), ((VariableTree) body.get(own)).getInitializer())
                : null;
    }

    private static CellTree ofStatements(Trees trees, CompilationUnitTree unit, List<? extends StatementTree> body) {
        int own = body.size();
        boolean ends = own > 0 && body.get(own - 1) instanceof ExpressionStatementTree;
        return new CellTree(
                trees, unit, body, ends ? ((ExpressionStatementTree) body.get(own - 1)).getExpression() : null);
    }

    /** Why this is not for the fast path, in a few words; null if it is. */
    @Nullable
    String objection() {
        if (last != null && new Unfit().scan(last, true) != null) {
            return "class body in an expression";
        }
        for (StatementTree statement : statements) {
            if (statement instanceof VariableTree || statement instanceof ClassTree) {
                return "declares";
            }
            if (new Unfit().scan(statement, statement instanceof ExpressionStatementTree) != null) {
                return "return, or class body in an expression";
            }
        }
        boolean choice =
                last == null && !statements.isEmpty() && statements.get(statements.size() - 1) instanceof SwitchTree;
        return choice ? "ends in a switch" : null;
    }

    /** Whether an initializer holds a class body, of which JShell makes a member class. */
    static boolean hasClassBody(ExpressionTree initializer) {
        return new Unfit().scan(initializer, true) != null;
    }

    /** Whether the last expression is an assignment to a variable, which notebooks do not show. */
    boolean endsInAssignment() {
        return last instanceof AssignmentTree assignment && assignment.getVariable() instanceof IdentifierTree;
    }

    /** Whether only types can tell if the last expression has a value. */
    boolean endsInCall() {
        return last instanceof MethodInvocationTree;
    }

    /** Whether there is a last expression. */
    boolean endsInExpression() {
        return last != null;
    }

    /** Whether the last expression is void; known after attribution. */
    boolean lastIsVoid() {
        return last != null
                && trees.getTypeMirror(new TreePath(new TreePath(unit), last)).getKind() == TypeKind.VOID;
    }

    /** Where the last expression starts in the source. */
    int lastStart() {
        return (int) positions().getStartPosition(unit, last);
    }

    /** Where it ends, exclusive. */
    int lastEnd() {
        return (int) positions().getEndPosition(unit, last);
    }

    private SourcePositions positions() {
        return trees.getSourcePositions();
    }

    /**
     * Finds what means something else in JShell: a return of the cell itself, and class bodies in expressions, of which it
     * makes member classes. The argument says whether the scanned tree is part of a top-level expression.
     */
    private static final class Unfit extends TreeScanner<@Nullable Tree, Boolean> {
        private boolean nested;

        @Override
        public @Nullable Tree visitReturn(ReturnTree tree, Boolean expression) {
            return nested ? super.visitReturn(tree, expression) : tree;
        }

        @Override
        public @Nullable Tree visitLambdaExpression(LambdaExpressionTree tree, Boolean expression) {
            boolean outer = nested;
            nested = true;
            Tree found = super.visitLambdaExpression(tree, expression);
            nested = outer;
            return found;
        }

        @Override
        public @Nullable Tree visitClass(ClassTree tree, Boolean expression) {
            boolean outer = nested;
            nested = true;
            Tree found = super.visitClass(tree, false);
            nested = outer;
            return found;
        }

        @Override
        public @Nullable Tree visitNewClass(NewClassTree tree, Boolean expression) {
            return expression && tree.getClassBody() != null ? tree : super.visitNewClass(tree, expression);
        }

        @Override
        public @Nullable Tree reduce(@Nullable Tree one, @Nullable Tree other) {
            return one != null ? one : other;
        }
    }
}
