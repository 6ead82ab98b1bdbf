package dev.assay.notebook.parameter;

import dev.assay.notebook.code.Syntax;
import java.util.ArrayList;
import java.util.List;

/** Variables that Java code declares outside all blocks: {@code int size = 200, most = 500; // videos}. */
final class JavaDeclarations {

    private JavaDeclarations() {}

    static List<Parameter> in(String code) {
        Lexemes lexemes = new Lexemes(Syntax.JAVA, code);
        return statements(lexemes.all()).stream()
                .flatMap(statement -> new JavaDeclaration(lexemes, statement).variables().stream())
                .toList();
    }

    /** Each with what ends it; one whose brackets are open at the end is none. */
    private static List<List<Lexeme>> statements(List<Lexeme> code) {
        List<List<Lexeme>> statements = new ArrayList<>();
        int from = 0;
        int depth = 0;
        boolean assigns = false;
        for (int i = 0; i < code.size(); i++) {
            Lexeme one = code.get(i);
            depth = Math.max(0, depth + one.nesting());
            if (depth > 0) {
                continue;
            }
            assigns |= one.is("=");
            boolean block = one.is("}") && !assigns; // else it closes a lambda or the elements of an array
            boolean magic = one.kind() == Syntax.Kind.MAGIC && i == from;
            if (block || magic || one.is(";") || i == code.size() - 1) {
                statements.add(code.subList(from, i + 1));
                from = i + 1;
                assigns = false;
            }
        }
        return statements;
    }
}
