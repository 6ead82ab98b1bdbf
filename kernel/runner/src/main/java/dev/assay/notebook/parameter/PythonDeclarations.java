package dev.assay.notebook.parameter;

import dev.assay.notebook.code.Syntax;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Variables that Python code assigns outside all blocks, each in a statement of its own: {@code size: int = 200  # videos}. */
final class PythonDeclarations {
    private final Lexemes lexemes;
    private final List<Parameter> found = new ArrayList<>();

    private PythonDeclarations(Lexemes lexemes) {
        this.lexemes = lexemes;
    }

    static List<Parameter> in(String code) {
        PythonDeclarations declarations = new PythonDeclarations(new Lexemes(Syntax.PYTHON, code));
        declarations.read();
        return declarations.found;
    }

    private void read() {
        List<Lexeme> code = lexemes.all();
        boolean reads = false; // a block may stand behind its colon, on the same line
        int from = 0;
        int depth = 0;
        for (int i = 0; i < code.size(); i++) {
            depth = Math.max(0, depth + code.get(i).nesting());
            boolean semicolon = depth == 0 && code.get(i).is(";");
            if (semicolon || (depth == 0 && endsLine(i))) {
                boolean first = from == 0 || lexemes.isBetweenLines(code.get(from - 1), code.get(from));
                List<Lexeme> statement = code.subList(from, semicolon ? i : i + 1);
                reads = (first ? !lexemes.isIndented(code.get(from)) : reads) && take(statement);
                from = i + 1;
            }
        }
    }

    private boolean endsLine(int i) {
        List<Lexeme> code = lexemes.all();
        return i == code.size() - 1
                || (lexemes.isBetweenLines(code.get(i), code.get(i + 1))
                        && !code.get(i).is("\\"));
    }

    /** Whether it is one, which then is among those found. */
    private boolean take(List<Lexeme> statement) {
        Optional<Integer> sign = assignment(statement);
        sign.ifPresent(i -> {
            String type = Lexemes.onOneLine(statement.subList(Math.min(2, i), i));
            List<Lexeme> value = statement.subList(i + 1, statement.size());
            found.add(new Parameter(
                    statement.get(0).text(),
                    type.isEmpty() ? inferred(value) : type,
                    lexemes.written(value),
                    lexemes.about(Lexemes.last(statement))));
        });
        return sign.isPresent();
    }

    /** Where the sign stands that gives a name a value. */
    private static Optional<Integer> assignment(List<Lexeme> statement) {
        if (statement.size() < 3 || !isName(statement.get(0))) {
            return Optional.empty();
        }
        int i = 1;
        if (statement.get(1).is(":")) {
            while (i < statement.size() && !statement.get(i).is("=")) {
                i++;
            }
        }
        boolean assigns = i + 1 < statement.size()
                && statement.get(i).is("=")
                && !statement.get(i + 1).is("=");
        return assigns ? Optional.of(i) : Optional.empty();
    }

    private static boolean isName(Lexeme one) {
        return one.isWord() && (!one.isKeyword() || one.is("match") || one.is("case"));
    }

    private static String inferred(List<Lexeme> code) {
        if (code.isEmpty()) {
            return "";
        }
        if (code.stream().allMatch(one -> one.text().matches("(?s)[\"'].*"))) {
            return "str";
        }
        if (code.get(0).is("[") && Lexemes.behind(code, 0) == code.size()) {
            return ofList(code.subList(1, code.size() - 1));
        }
        String value = Lexemes.onOneLine(code);
        if (value.matches("True|False")) {
            return "bool";
        }
        if (value.matches("-?\\d[\\d_]*")) {
            return "int";
        }
        return value.matches("-?[\\d_]*\\.?[\\d_]+([eE][-+]?\\d+)?") ? "float" : "";
    }

    /** By its elements, where all are literals of one type. */
    private static String ofList(List<Lexeme> elements) {
        Set<String> types = new HashSet<>();
        int from = 0;
        for (int i = 0; i < elements.size(); i = Lexemes.behind(elements, i)) {
            if (elements.get(i).is(",")) {
                types.add(inferred(elements.subList(from, i)));
                from = i + 1;
            }
        }
        if (from < elements.size()) {
            types.add(inferred(elements.subList(from, elements.size())));
        }
        return types.size() == 1 && !types.contains("")
                ? "list[" + types.iterator().next() + "]"
                : "";
    }
}
