package dev.assay.kernel.assist;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ErroneousTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Scope;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/** An attributed compilation unit. */
record Analysis(CompilationUnitTree unit, Trees trees, Elements elements, Types types) {
    /** The innermost tree that covers a position of the source, parts the parser gave up on included. */
    @Nullable
    TreePath at(long position) {
        Covering covering = new Covering(position);
        covering.scan(unit, null);
        return covering.found;
    }

    private final class Covering extends TreePathScanner<Void, Void> {
        private final long position;
        private @Nullable TreePath found;

        Covering(long position) {
            this.position = position;
        }

        @Override
        public Void scan(Tree tree, Void unused) {
            if (tree == null) {
                return null;
            }
            long start = trees.getSourcePositions().getStartPosition(unit, tree);
            long end = trees.getSourcePositions().getEndPosition(unit, tree);
            boolean covers = start <= position && position <= end;
            if (covers) {
                TreePath parent = getCurrentPath();
                if (found == null || isInner(tree)) {
                    found = parent == null ? new TreePath(unit) : new TreePath(parent, tree);
                }
            }
            // parts of what the compiler made up (a missing type) have no position, but parts that have
            return covers || end < 0 || start < 0 ? super.scan(tree, null) : null;
        }

        private boolean isInner(Tree tree) {
            return !(tree instanceof ModifiersTree);
        }

        @Override
        public Void visitErroneous(ErroneousTree tree, Void unused) {
            return scan(tree.getErrorTrees(), null);
        }
    }

    Scope scope(TreePath path) {
        return trees.getScope(path);
    }

    /** Whether code in the scope may use the member. */
    boolean isAccessible(Scope scope, Element member, @Nullable TypeMirror site) {
        if (member.getModifiers().contains(Modifier.PRIVATE)) {
            return isPrivateAccessible(scope, member);
        }
        return site == null
                || site.getKind() != TypeKind.DECLARED
                || trees.isAccessible(scope, member, (DeclaredType) site);
    }

    /** The session's types are members of one class here, but not in the session. */
    private static boolean isPrivateAccessible(Scope scope, Element member) {
        Element own = scope.getEnclosingClass();
        return own != null && outermost(own) == outermost(member) && outermost(own) != null;
    }

    private static @Nullable Element outermost(Element element) {
        Element inner = null;
        for (Element e = element; e != null; e = e.getEnclosingElement()) {
            if (e.getSimpleName().contentEquals(Unit.HOLDER)) {
                return inner;
            }
            inner = e;
        }
        return inner;
    }
}
