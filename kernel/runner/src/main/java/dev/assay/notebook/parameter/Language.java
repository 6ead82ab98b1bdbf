package dev.assay.notebook.parameter;

import java.util.List;
import java.util.Optional;

/** How a language declares variables. */
enum Language {
    JAVA {
        @Override
        List<Parameter> declared(String code) {
            return JavaDeclarations.in(code);
        }

        @Override
        String assignment(Parameter parameter, Value value) {
            JavaType type = JavaType.parse(parameter.type());
            return type + " " + parameter.name() + " = " + new JavaLiteral(parameter.name()).of(type, value) + ";";
        }

        @Override
        Optional<String> takes(Parameter parameter) {
            return JavaLiteral.takes(JavaType.parse(parameter.type()));
        }

        @Override
        boolean holdsText(Parameter parameter) {
            JavaType type = JavaType.parse(parameter.type());
            return type.isAny() || type.is(String.class) || type.is(CharSequence.class);
        }

        @Override
        String text() {
            return "String";
        }

        @Override
        String comment(String words) {
            return "// " + words;
        }

        @Override
        int bytes(Parameter parameter, Value value) {
            JavaLiteral literal = new JavaLiteral(parameter.name());
            literal.of(JavaType.parse(parameter.type()), value);
            return literal.bytes();
        }

        @Override
        boolean isText(Parameter parameter) {
            return JavaScalar.of(JavaType.parse(parameter.type()))
                    .map(JavaScalar::isText)
                    .orElse(false);
        }
    },
    PYTHON {
        @Override
        List<Parameter> declared(String code) {
            return PythonDeclarations.in(code);
        }

        @Override
        String assignment(Parameter parameter, Value value) {
            return parameter.name() + " = "
                    + new PythonLiteral(parameter.name()).of(PythonType.parse(parameter.type()), value);
        }

        @Override
        Optional<String> takes(Parameter parameter) {
            return Optional.of(PythonLiteral.takes(PythonType.parse(parameter.type())));
        }

        @Override
        boolean holdsText(Parameter parameter) {
            String takes = PythonLiteral.takes(PythonType.parse(parameter.type()));
            return takes.equals("a text") || takes.equals("any value");
        }

        @Override
        String text() {
            return "str";
        }

        @Override
        String comment(String words) {
            return "# " + words;
        }

        @Override
        int bytes(Parameter parameter, Value value) {
            return 0;
        }

        @Override
        boolean isText(Parameter parameter) {
            return parameter.type().equals("str");
        }
    };

    /** The language of a notebook's cells. */
    static Language of(String name) {
        return switch (name) {
            case "java" -> JAVA;
            case "python" -> PYTHON;
            default ->
                throw new ParameterException(
                        "parameters can be given to notebooks in Java and Python, and this one is in " + name);
        };
    }

    /** The variables that code declares, in order. */
    abstract List<Parameter> declared(String code);

    /** Code that gives a variable another value. */
    abstract String assignment(Parameter parameter, Value value);

    /** What can be given for a variable, in words; empty if nothing can. */
    abstract Optional<String> takes(Parameter parameter);

    /** Whether the variable may hold a text. */
    abstract boolean holdsText(Parameter parameter);

    /** What the type of texts is called. */
    abstract String text();

    abstract String comment(String words);

    /** How much an assignment takes of {@link JavaLiteral#MOST_BYTES}, which all of a cell share; 0 where nothing bounds it. */
    abstract int bytes(Parameter parameter, Value value);

    /** Whether what a command line says is the value itself, not YAML that says it. */
    abstract boolean isText(Parameter parameter);
}
