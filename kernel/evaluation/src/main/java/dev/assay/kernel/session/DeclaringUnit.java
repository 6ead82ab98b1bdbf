package dev.assay.kernel.session;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.Trees;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A cell that declares variables and methods as one compilation unit: a class for each part, in their order and on their
 * lines. A variable or method is a public static member, and imported by the classes of the others.
 */
final class DeclaringUnit {
    private final String code;
    private final CellParts cell;
    private final List<String> classes;
    private final @Nullable CellForm last;

    /**
     * @param classes binary names, one a part
     * @param last how the statements at the end are written; null if the cell ends in a declaration
     */
    DeclaringUnit(String code, CellParts cell, List<String> classes, @Nullable CellForm last) {
        this.code = code;
        this.cell = cell;
        this.classes = classes;
        this.last = last;
    }

    /**
     * The text of the unit.
     *
     * @param header package and imports
     * @param line the first line of the cell
     * @param types of the variables declared with {@code var}, by name
     */
    String text(String header, int line, Map<String, String> types) {
        StringBuilder unit = new StringBuilder(imports(header, true)).append("\n".repeat(line - 1));
        int at = 0;
        for (int i = 0; i < cell.parts().size(); i++) {
            CellParts.Part part = cell.parts().get(i);
            unit.append(code, at, part.start());
            open(unit, classes.get(i));
            if (part instanceof CellParts.Variable variable) {
                variable(unit, variable, types.getOrDefault(variable.name(), variable.type()));
            } else if (part instanceof CellParts.Method method) {
                unit.append("public static ").append(lines(method.start(), method.type()));
                unit.append(code, method.type(), method.end());
            } else {
                CellForm form = form(i);
                method(unit, form.type(), form.body()).append('\n');
            }
            unit.append('}');
            at = part.end();
        }
        return unit.toString();
    }

    /** A unit that finds the types of variables declared with {@code var}: as locals of the class named first. */
    String inference(String header) {
        StringBuilder unit = new StringBuilder(imports(header, false));
        StringBuilder locals = new StringBuilder();
        for (int i = 0; i < cell.parts().size(); i++) {
            CellParts.Part part = cell.parts().get(i);
            if (part instanceof CellParts.Variable variable && variable.inferred()) {
                locals.append("var ").append(variable.name()).append('=');
                locals.append(code, variable.initializer(), variable.initializerEnd())
                        .append(';');
            } else if (part instanceof CellParts.Variable variable) {
                open(unit, classes.get(i));
                variable(unit, variable, variable.type());
                unit.append('}');
            } else if (part instanceof CellParts.Method method) {
                open(unit, classes.get(i));
                unit.append("public static ")
                        .append(code, method.type(), method.end())
                        .append('}');
            }
        }
        open(unit, classes.get(firstInferred()));
        return method(unit, "void", locals.toString()).append('}').toString();
    }

    /** Whether a variable is declared with {@code var}. */
    boolean infers() {
        return firstInferred() >= 0;
    }

    /** The place of the first variable declared with {@code var} among the parts; -1 if there is none. */
    private int firstInferred() {
        for (int i = 0; i < cell.parts().size(); i++) {
            if (cell.parts().get(i) instanceof CellParts.Variable variable && variable.inferred()) {
                return i;
            }
        }
        return -1;
    }

    private String imports(String header, boolean typed) {
        StringBuilder imports = new StringBuilder(header);
        for (int i = 0; i < cell.parts().size(); i++) {
            CellParts.Part part = cell.parts().get(i);
            String name = "";
            if (part instanceof CellParts.Method method) {
                name = method.name();
            } else if (part instanceof CellParts.Variable variable && (typed || !variable.inferred())) {
                name = variable.name();
            }
            if (!name.isEmpty()) {
                imports.append("import static ")
                        .append(classes.get(i))
                        .append('.')
                        .append(name)
                        .append(';');
            }
        }
        return imports.toString();
    }

    private static void open(StringBuilder unit, String className) {
        unit.append("public class ")
                .append(className, CellCompiler.PACKAGE.length() + 1, className.length())
                .append('{');
    }

    private static StringBuilder method(StringBuilder unit, String type, String body) {
        unit.append("public static ").append(type).append(' ').append(CellCompiler.METHOD);
        return unit.append("()throws java.lang.Throwable{").append(body).append('}');
    }

    private void variable(StringBuilder unit, CellParts.Variable variable, String type) {
        String plain = type.replaceAll("\\s+", " ");
        unit.append("public static ")
                .append(plain)
                .append(' ')
                .append(variable.name())
                .append(';');
        if (variable.initialized()) {
            String value = code.substring(variable.initializer(), variable.initializerEnd());
            unit.append(lines(variable.start(), variable.initializer()));
            method(
                    unit,
                    "void",
                    plain + " " + CellForm.VALUE + "=" + value + ";" + variable.name() + "=" + CellForm.VALUE + ";");
        }
    }

    private String lines(int from, int to) {
        return "\n".repeat((int)
                code.substring(from, to).chars().filter(c -> c == '\n').count());
    }

    private CellForm form(int part) {
        CellForm form = part == cell.parts().size() - 1 ? last : null;
        CellParts.Part statements = cell.parts().get(part);
        return form != null ? form : CellForm.statements(code.substring(statements.start(), statements.end()));
    }

    /**
     * Why the parsed unit is not what was guessed, or not for the fast path; null if it is.
     *
     * @param trees receives the statements of the cell's end, if any
     */
    @Nullable
    String objection(Trees trees, CompilationUnitTree unit, List<CellTree> end) {
        List<? extends Tree> declarations = new ArrayList<>(unit.getTypeDecls());
        if (declarations.size() != cell.parts().size()) {
            return "other parts";
        }
        for (int i = 0; i < declarations.size(); i++) {
            if (!(declarations.get(i) instanceof ClassTree type)) {
                return "other parts";
            }
            CellParts.Part part = cell.parts().get(i);
            String objection = part instanceof CellParts.Variable variable
                    ? objection(variable, type.getMembers())
                    : part instanceof CellParts.Method method
                            ? objection(method, type.getMembers())
                            : objection(CellTree.of(trees, unit, type, form(i)), i, end);
            if (objection != null) {
                return objection;
            }
        }
        return null;
    }

    private @Nullable String objection(@Nullable CellTree statements, int part, List<CellTree> end) {
        if (statements == null) {
            return "other parts";
        }
        if (part == cell.parts().size() - 1) {
            end.add(statements);
        }
        return statements.objection();
    }

    private static @Nullable String objection(CellParts.Method method, List<? extends Tree> members) {
        boolean alone = members.size() == 1
                && members.get(0) instanceof MethodTree found
                && found.getName().contentEquals(method.name())
                && found.getBody() != null;
        return alone ? null : "other parts";
    }

    private static @Nullable String objection(CellParts.Variable variable, List<? extends Tree> members) {
        boolean field = members.size() == (variable.initialized() ? 2 : 1)
                && members.get(0) instanceof VariableTree found
                && found.getName().contentEquals(variable.name())
                && found.getInitializer() == null;
        if (!field || !variable.initialized()) {
            return field ? null : "other parts";
        }
        List<? extends StatementTree> body = members.get(1) instanceof MethodTree method && method.getBody() != null
                ? method.getBody().getStatements()
                : List.of();
        boolean ours = body.size() == 2
                && body.get(0) instanceof VariableTree value
                && value.getName().contentEquals(CellForm.VALUE)
                && value.getInitializer() != null
                && body.get(1) instanceof ExpressionStatementTree;
        if (!ours) {
            return "other parts";
        }
        return CellTree.hasClassBody(((VariableTree) body.get(0)).getInitializer())
                ? "class body in an expression"
                : null;
    }
}
