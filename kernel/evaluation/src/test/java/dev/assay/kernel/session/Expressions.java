package dev.assay.kernel.session;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Makes up expressions of literals, operators and the names of variables by a seed; most are right. */
final class Expressions {
    /** One of each kind, by its name. */
    static final List<String> VARIABLES =
            List.of("b", "s", "c", "i", "l", "f", "d", "z", "t", "none", "boxed", "numbers", "list");

    private static final List<String> VALUES = List.of(
            "0|0|'a'|0|0L|0f|0.0|false|\"\"",
            "-128|-32768|'\\0'|-2147483648|-9223372036854775808L|1.4e-45f|4.9e-324|true|\"text\"",
            "127|32767|'\\uffff'|2147483647|9223372036854775807L|3.4028235e38f|1.7976931348623157e308|true|\"\\n\"",
            "-1|-1|'0'|-7|33L|-0.0f|-0.0|false|\"\\u00e9\"",
            "3|5|'z'|31|-65L|0f/0|0.0/0|true|\"7\"",
            "64|-200|' '|1000003|4294967301L|1f/0|-1.0/0|false|\"null\"",
            "9|77|'9'|-100|1000000007L|16777217f|2147483648.5|true|\"x\"");

    private static final String[] NUMBERS = {
        "0",
        "1",
        "2",
        "7",
        "31",
        "2147483647",
        "1_000",
        "0xFF",
        "0x8000_0000",
        "3L",
        "0L",
        "0xFFFFFFFFFFFFFFFFL",
        "2.5",
        "1e3",
        ".5",
        "3.",
        "1.5e-3",
        "2.5f",
        "1e2F",
        "7d",
        "0f",
        "'a'",
        "'\\n'",
        "'\\''",
        "' '"
    };

    private final SplittableRandom random;

    Expressions(long seed) {
        random = new SplittableRandom(seed);
    }

    /** How many sets of values there are. */
    static int sets() {
        return VALUES.size();
    }

    /** A cell that declares all variables, with the values of one set. */
    static String declarations(int set) {
        String[] values = VALUES.get(set).split("\\|");
        String types = "byte b|short s|char c|int i|long l|float f|double d|boolean z|String t";
        StringBuilder cell = new StringBuilder();
        List<String> heads = Arrays.asList(types.split("\\|"));
        for (int i = 0; i < heads.size(); i++) {
            cell.append(heads.get(i)).append(" = ").append(values[i]).append(";\n");
        }
        return cell + "String none = null;\nInteger boxed = 5;\nint[] numbers = {1, 2};\n"
                + "java.util.List<String> list = java.util.List.of(\"a\");\n";
    }

    String next() {
        String expression =
                switch (random.nextInt(8)) {
                    case 0 -> text(2);
                    case 1, 2 -> truth(3);
                    case 3 -> anything(2);
                    default -> number(3);
                };
        return expression + pick("", "", "", ";", " // so", "\n", " /* * */ ;");
    }

    private String pick(String... of) {
        return of[random.nextInt(of.length)];
    }

    private String number(int depth) {
        if (depth == 0) {
            return random.nextInt(3) > 0 ? pick("b", "s", "c", "i", "l", "f", "d") : pick(NUMBERS);
        }
        return switch (random.nextInt(8)) {
            case 0 -> pick("-", "+", "~", "- ", "-+") + primary(depth - 1);
            case 1 -> "(" + pick("byte", "short", "char", "int", "long", "float", "double") + ") " + primary(depth - 1);
            case 2 -> "(" + truth(depth - 1) + " ? " + number(depth - 1) + " : " + number(depth - 1) + ")";
            case 3 -> number(depth - 1) + pick(" << ", ">>", " >>> ", " & ", "|", " ^ ") + number(depth - 1);
            case 4 -> number(depth - 1) + pick(" / ", " % ") + number(depth - 1);
            default -> number(depth - 1) + pick(" + ", " - ", "*", " * ", " - /* - */ ") + number(depth - 1);
        };
    }

    private String primary(int depth) {
        return random.nextBoolean() ? number(0) : "(" + number(depth) + ")";
    }

    private String truth(int depth) {
        if (depth == 0) {
            return pick("z", "true", "false", "!z");
        }
        return switch (random.nextInt(5)) {
            case 0 -> "!(" + truth(depth - 1) + ")";
            case 1 -> truth(depth - 1) + pick(" && ", " || ", " & ", "|", " ^ ", " == ", " != ") + truth(depth - 1);
            case 2 -> "(" + truth(depth - 1) + ")";
            default -> number(depth - 1) + pick(" < ", " > ", "<=", " >= ", " == ", "!=") + number(depth - 1);
        };
    }

    private String text(int depth) {
        if (depth == 0) {
            return pick("t", "none", "\"\"", "\"a b\"", "\"// \\\\ \\t\"", "\"\\\"\"");
        }
        return switch (random.nextInt(5)) {
            case 0 -> text(depth - 1) + " + (" + truth(depth - 1) + ")";
            case 1 -> number(depth - 1) + " + " + text(depth - 1);
            case 2 -> text(depth - 1) + " + " + text(depth - 1);
            case 3 -> "(" + truth(depth - 1) + " ? " + text(depth - 1) + " : " + text(depth - 1) + ")";
            default -> text(depth - 1) + " + " + number(depth - 1);
        };
    }

    /** Signs and operands as they come: most are wrong. */
    private String anything(int depth) {
        if (depth == 0) {
            return random.nextBoolean() ? pick(VARIABLES.toArray(String[]::new)) : pick(NUMBERS);
        }
        String sign =
                pick("+", "-", "*", "==", "<", "&&", "&", "<<", "?", "=", "+=", "++", "(", ")", "(int)", "!", ":");
        return anything(depth - 1) + pick("", " ") + sign + pick("", " ") + anything(depth - 1);
    }
}
