package dev.assay.kernel.session;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Java's operators on primitives, and {@code +} where one side is a String: chapters 15.15 to 15.25 of the Java Language
 * Specification. Null stands for what is not for these: wrong or boxed types, other references, a division by zero.
 */
final class Operators {
    /** Of any two of these, {@code ?:} takes the later one. */
    private static final List<Class<?>> WIDE = List.of(int.class, long.class, float.class, double.class);

    private Operators() {}

    static @Nullable Operand unary(String sign, Operand operand) {
        if (sign.equals("!")) {
            return operand.type() == boolean.class ? Operand.primitive(!isTrue(operand)) : null;
        }
        Number number = operand.promoted();
        if (number == null || sign.equals("+")) {
            return number == null ? null : Operand.primitive(number);
        }
        boolean minus = sign.equals("-");
        Object result;
        if (number instanceof Integer i) {
            result = minus ? -i : ~i;
        } else if (number instanceof Long l) {
            result = minus ? -l : ~l;
        } else if (number instanceof Float f) {
            result = minus ? -f : null;
        } else {
            result = minus ? -number.doubleValue() : null;
        }
        return result == null ? null : Operand.primitive(result);
    }

    static @Nullable Operand binary(String sign, Operand left, Operand right) {
        if (sign.equals("+") && (left.isString() || right.isString())) {
            return concatenated(left, right);
        }
        Object result;
        if (left.type() == boolean.class && right.type() == boolean.class) {
            result = logical(sign, isTrue(left), isTrue(right));
        } else {
            Number one = left.promoted();
            Number other = right.promoted();
            result = one == null || other == null ? null : numeric(sign, one, other);
        }
        return result == null ? null : Operand.primitive(result);
    }

    private static @Nullable Operand concatenated(Operand left, Operand right) {
        boolean plain = (left.isString() || left.isPrimitive()) && (right.isString() || right.isPrimitive());
        return plain ? new Operand(String.class, String.valueOf(left.value()) + right.value()) : null;
    }

    private static boolean isTrue(Operand operand) {
        return Boolean.TRUE.equals(operand.value());
    }

    /** Both sides are there already, and had no effect, so that {@code &&} and {@code ||} need not wait for them. */
    private static @Nullable Object logical(String sign, boolean a, boolean b) {
        return switch (sign) {
            case "&", "&&" -> a && b;
            case "|", "||" -> a || b;
            case "^", "!=" -> a ^ b;
            case "==" -> a == b;
            default -> null;
        };
    }

    private static @Nullable Object numeric(String sign, Number a, Number b) {
        boolean whole = !isFloating(a) && !isFloating(b);
        if (sign.equals("<<") || sign.equals(">>") || sign.equals(">>>")) {
            return whole ? shifted(sign, a, b.longValue()) : null;
        }
        if (a instanceof Double || b instanceof Double) {
            return doubles(sign, a.doubleValue(), b.doubleValue());
        }
        if (!whole) {
            return floats(sign, a.floatValue(), b.floatValue());
        }
        Object exact = longs(sign, a.longValue(), b.longValue());
        // The lower half of what longs give is what ints give.
        return exact instanceof Long result && a instanceof Integer && b instanceof Integer
                ? (Object) result.intValue()
                : exact;
    }

    private static boolean isFloating(Number number) {
        return number instanceof Double || number instanceof Float;
    }

    /** Of the type of the left side alone. */
    private static @Nullable Object shifted(String sign, Number a, long by) {
        if (a instanceof Integer i) {
            return switch (sign) {
                case "<<" -> i << by;
                case ">>" -> i >> by;
                default -> i >>> by;
            };
        }
        long l = a.longValue();
        return switch (sign) {
            case "<<" -> l << by;
            case ">>" -> l >> by;
            default -> l >>> by;
        };
    }

    private static @Nullable Object longs(String sign, long a, long b) {
        return switch (sign) {
            case "*" -> a * b;
            case "/" -> b == 0 ? null : (Object) (a / b);
            case "%" -> b == 0 ? null : (Object) (a % b);
            case "+" -> a + b;
            case "-" -> a - b;
            case "&" -> a & b;
            case "|" -> a | b;
            case "^" -> a ^ b;
            case "<" -> a < b;
            case ">" -> a > b;
            case "<=" -> a <= b;
            case ">=" -> a >= b;
            case "==" -> a == b;
            case "!=" -> a != b;
            default -> null;
        };
    }

    private static @Nullable Object floats(String sign, float a, float b) {
        return switch (sign) {
            case "*" -> a * b;
            case "/" -> a / b;
            case "%" -> a % b;
            case "+" -> a + b;
            case "-" -> a - b;
            default -> compared(sign, a, b); // every float is a double
        };
    }

    private static @Nullable Object doubles(String sign, double a, double b) {
        return switch (sign) {
            case "*" -> a * b;
            case "/" -> a / b;
            case "%" -> a % b;
            case "+" -> a + b;
            case "-" -> a - b;
            default -> compared(sign, a, b);
        };
    }

    private static @Nullable Object compared(String sign, double a, double b) {
        return switch (sign) {
            case "<" -> a < b;
            case ">" -> a > b;
            case "<=" -> a <= b;
            case ">=" -> a >= b;
            case "==" -> a == b;
            case "!=" -> a != b;
            default -> null;
        };
    }

    /** A cast to a primitive type (JLS 5.1.2 and 5.1.3). */
    static @Nullable Operand cast(String type, Operand operand) {
        if (type.equals("boolean")) {
            return operand.type() == boolean.class ? operand : null;
        }
        Number number = operand.promoted();
        Object result = number == null
                ? null
                : switch (type) {
                    case "byte" -> (Object) (byte) number.intValue();
                    case "short" -> (short) number.intValue();
                    case "char" -> (char) number.intValue();
                    case "int" -> number.intValue();
                    case "long" -> number.longValue();
                    case "float" -> number.floatValue();
                    case "double" -> number.doubleValue();
                    default -> null;
                };
        return result == null ? null : Operand.primitive(result);
    }

    /**
     * What {@code ?:} chooses, of the type of both (JLS 15.25), where both are of one type or are numbers that no constant
     * can be narrowed to.
     */
    static @Nullable Operand chosen(Operand condition, Operand yes, Operand no) {
        if (condition.type() != boolean.class) {
            return null;
        }
        Operand chosen = isTrue(condition) ? yes : no;
        if (yes.type() == no.type()) {
            return chosen.isPrimitive() || chosen.isString() ? chosen : null;
        }
        int wider = Math.max(WIDE.indexOf(yes.type()), WIDE.indexOf(no.type()));
        boolean wide = WIDE.contains(yes.type()) && WIDE.contains(no.type());
        return wide ? cast(WIDE.get(wider).getName(), chosen) : null;
    }
}
