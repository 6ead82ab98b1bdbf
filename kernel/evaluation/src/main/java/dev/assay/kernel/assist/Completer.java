package dev.assay.kernel.assist;

import com.sun.source.tree.CatchTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.InstanceOfTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParameterizedTypeTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import dev.assay.kernel.Completions;
import dev.assay.kernel.assist.Candidates.Rank;
import dev.assay.kernel.assist.Members.Form;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Answers what could stand at a position; positions are UTF-16 here. */
final class Completer {
    private final Compiler compiler;
    private final Declarations declarations;
    private final Surroundings surroundings;
    private final ClassIndex.Reader indexes;
    private final MagicLines magics;

    Completer(Compiler compiler, Declarations declarations, Surroundings surroundings, ClassIndex.Reader indexes) {
        this.compiler = compiler;
        this.declarations = declarations;
        this.surroundings = surroundings;
        this.indexes = indexes;
        magics = new MagicLines(surroundings);
    }

    Completions complete(String code, int cursor) throws Exception {
        ChunkedCell cell = new ChunkedCell(code);
        Optional<Chunk> here = cell.at(cursor);
        if (here.isPresent()
                && here.get().kind() == Chunk.Kind.MAGIC
                && cursor <= here.get().end()) {
            Token line = cell.code().get(here.get().first());
            MagicLines.Completed completed = magics.complete(cell, line, cursor);
            return new Completions(completed.candidates().sorted(), completed.start(), cursor);
        }
        int from = Lexer.wordStart(cell.text(), cursor);
        boolean digits = from < cursor && Character.isDigit(cell.text().charAt(from));
        if (digits || magics.isForeign(cell.text()) || cell.hiding(cursor).isPresent()) {
            return new Completions(List.of(), cursor, cursor);
        }
        Candidates candidates = new Candidates(cell.text().substring(from, cursor));
        java(cell, from, cursor, candidates);
        return new Completions(candidates.sorted(), from, cursor);
    }

    private void java(ChunkedCell cell, int from, int cursor, Candidates candidates) throws Exception {
        Cut cut = Cut.of(cell, from, cursor);
        if (Burden.isTooMuch(cut.cell())) {
            return;
        }
        List<Path> path = surroundings.classPath();
        Unit unit = Unit.marked(declarations.now(), cut);
        Analysis analysis = compiler.analyse(unit.source(), path);
        ClassIndex index = indexes.of(path);
        TreePath at = analysis.at(from + unit.shift() + 1L);
        if (at == null) {
            return;
        }
        boolean call = cell.text().startsWith("(", cursor);
        boolean imports = cut.chunk().kind() == Chunk.Kind.IMPORT;
        Form form = imports
                ? cut.importsMembers() ? Form.NAME : Form.TYPES
                : onlyTypes(at) ? Form.TYPES : call ? Form.NAME : Form.CALL;
        Tree leaf = at.getLeaf();
        if (leaf instanceof MemberSelectTree select && select.getIdentifier().contentEquals(Unit.MARKER)) {
            Expectation expectation = new Expectation(analysis, at);
            new Members(analysis, candidates, expectation, form).of(at, select.getExpression(), index);
        } else if (leaf instanceof MemberReferenceTree reference) {
            Members members = new Members(analysis, candidates, new Expectation(analysis, null), Form.NAME);
            references(at, reference, members, candidates, index);
        } else if (imports) {
            roots(index, candidates);
        } else if (leaf instanceof IdentifierTree && !cut.afterDot()) {
            new Names(analysis, candidates, new Expectation(analysis, at), form).of(at, index);
        } else if (!cut.afterDot()) {
            new Names(analysis, candidates, new Expectation(analysis, null), form).words();
        }
    }

    private static void roots(ClassIndex index, Candidates candidates) {
        index.subpackages("").forEach(root -> candidates.add(root, root, "module", null, Rank.PACKAGE));
        candidates.add("static", "static", "keyword", null, Rank.KEYWORD);
        if (candidates.prefix().length() > 1) {
            index.startingWith(candidates.prefix()).stream()
                    .limit(40)
                    .forEach(full -> candidates.add(
                            full.substring(full.lastIndexOf('.') + 1), full, "class", null, Rank.NOT_IMPORTED));
        }
    }

    private static void references(
            TreePath at, MemberReferenceTree reference, Members members, Candidates candidates, ClassIndex index) {
        members.of(at, reference.getQualifierExpression(), index);
        members.instanceMethods(new TreePath(at, reference.getQualifierExpression()));
        candidates.add("new", "new", "keyword", null, Rank.KEYWORD);
    }

    /** Whether the word stands where a type must. */
    private static boolean onlyTypes(TreePath at) {
        TreePath parentPath = at.getParentPath();
        Tree parent = parentPath == null ? null : parentPath.getLeaf();
        Tree leaf = at.getLeaf();
        if (parent instanceof NewClassTree creation) {
            return creation.getIdentifier() == leaf;
        }
        if (parent instanceof VariableTree variable) {
            return variable.getType() == leaf && !(parentPath.getParentPath().getLeaf() instanceof ClassTree);
        }
        if (parent instanceof MethodTree method) {
            return method.getReturnType() == leaf || method.getThrows().contains(leaf);
        }
        if (parent instanceof ParameterizedTypeTree generic && parentPath.getParentPath() != null) {
            return parentPath.getParentPath().getLeaf() instanceof CatchTree
                    || generic.getTypeArguments().contains(leaf)
                    || onlyTypes(parentPath);
        }
        return (parent instanceof TypeCastTree cast && cast.getType() == leaf)
                || (parent instanceof InstanceOfTree instance && instance.getType() == leaf)
                || (parent instanceof ClassTree type && !type.getMembers().contains(leaf));
    }
}
