package dev.assay.kernel.session;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Number literals (JLS 3.10.1 and 3.10.2), decimal and hexadecimal; what is octal, binary or out of range is left to javac. */
final class NumberLiteral {
    private static final String DIGITS = "\\d(?:[\\d_]*\\d)?";
    private static final Pattern DECIMAL = Pattern.compile("(?:0|[1-9](?:[\\d_]*\\d)?)[lL]?");
    private static final Pattern HEXADECIMAL = Pattern.compile("0[xX]\\p{XDigit}(?:[\\p{XDigit}_]*\\p{XDigit})?[lL]?");
    private static final Pattern FLOATING = Pattern.compile("(?:" + DIGITS + "\\.(?:" + DIGITS + ")?|\\." + DIGITS + "|"
            + DIGITS + "(?=[eEfFdD]))(?:[eE][+-]?" + DIGITS + ")?[fFdD]?");

    private NumberLiteral() {}

    /** The value of a literal; null for what is none, or not for this. */
    static @Nullable Operand of(String literal) {
        String text = literal.replace("_", "").toLowerCase(Locale.ROOT);
        Object value = null;
        try {
            if (DECIMAL.matcher(literal).matches()) {
                value = text.endsWith("l") ? (Object) Long.parseLong(unmarked(text)) : Integer.parseInt(text);
            } else if (HEXADECIMAL.matcher(literal).matches()) {
                String digits = text.substring(2);
                value = digits.endsWith("l")
                        ? (Object) Long.parseUnsignedLong(unmarked(digits), 16)
                        : Integer.parseUnsignedInt(digits, 16);
            } else if (FLOATING.matcher(literal).matches()) {
                value = text.endsWith("f") ? (Object) floating(text) : doubled(text);
            }
        } catch (NumberFormatException e) {
            return null; // out of range
        }
        return value == null ? null : Operand.primitive(value);
    }

    private static String unmarked(String text) {
        return text.substring(0, text.length() - 1);
    }

    private static @Nullable Float floating(String text) {
        float value = Float.parseFloat(text);
        return isInRange(value, text) ? value : null;
    }

    private static @Nullable Double doubled(String text) {
        double value = Double.parseDouble(text);
        return isInRange(value, text) ? value : null;
    }

    /** Javac refuses what is rounded to infinity, or to zero though it is not. */
    private static boolean isInRange(double value, String text) {
        boolean zero = text.replaceFirst("e.*", "").chars().noneMatch(c -> c >= '1' && c <= '9');
        return !Double.isInfinite(value) && (value != 0 || zero);
    }
}
