package dev.assay.notebook.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * JSON as nbformat writes it, which is Python's {@code json.dumps(.., sort_keys=True, indent=1, ensure_ascii=False)}: the
 * same notebook gives the same bytes here and there, so that a file does not change by who saved it last.
 */
final class PythonJson {

    private static final Comparator<String> BY_CODE_POINT = PythonJson::compare;

    private final StringBuilder out = new StringBuilder(1 << 12);

    /** The text, without a last line end. */
    static String of(JsonNode value) {
        PythonJson json = new PythonJson();
        json.value(value, 0);
        return json.out.toString();
    }

    private void value(JsonNode value, int depth) {
        switch (value.getNodeType()) {
            case OBJECT -> object(value, depth);
            case ARRAY -> array(value, depth);
            case STRING -> string(value.textValue());
            case NUMBER -> out.append(value.isFloatingPointNumber() ? number(value) : value.asText());
            case BOOLEAN -> out.append(value.booleanValue());
            case NULL, MISSING -> out.append("null");
            default -> string(value.asText());
        }
    }

    private void object(JsonNode object, int depth) {
        if (object.isEmpty()) {
            out.append("{}");
            return;
        }
        List<Map.Entry<String, JsonNode>> members = new ArrayList<>(object.properties());
        members.sort(Map.Entry.comparingByKey(BY_CODE_POINT));
        char open = '{';
        for (Map.Entry<String, JsonNode> member : members) {
            out.append(open);
            line(depth + 1);
            string(member.getKey());
            out.append(": ");
            value(member.getValue(), depth + 1);
            open = ',';
        }
        line(depth);
        out.append('}');
    }

    private void array(JsonNode array, int depth) {
        if (array.isEmpty()) {
            out.append("[]");
            return;
        }
        char open = '[';
        for (Iterator<JsonNode> elements = array.elements(); elements.hasNext(); open = ',') {
            out.append(open);
            line(depth + 1);
            value(elements.next(), depth + 1);
        }
        line(depth);
        out.append(']');
    }

    private void line(int depth) {
        out.append('\n').append(" ".repeat(depth));
    }

    private void string(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\f' -> out.append("\\f");
                case '\b' -> out.append("\\b");
                default -> character(text, i, c);
            }
        }
        out.append('"');
    }

    /** Half a surrogate pair cannot be said in UTF-8, but in JSON's own escapes. */
    private void character(String text, int i, char c) {
        boolean high = Character.isHighSurrogate(c)
                && (i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1)));
        boolean low = Character.isLowSurrogate(c) && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
        if (c < ' ' || high || low) {
            out.append("\\u");
            for (int shift = 12; shift >= 0; shift -= 4) {
                out.append(Character.forDigit(c >> shift & 0xf, 16));
            }
        } else {
            out.append(c);
        }
    }

    /** A float as Python's {@code repr}: the shortest digits that give it back, an exponent from 1e16 and below 1e-4. */
    static String number(JsonNode value) {
        double number = value.doubleValue();
        if (!Double.isFinite(number)) {
            return "null";
        }
        if (number == 0) {
            return 1 / number < 0 ? "-0.0" : "0.0";
        }
        BigDecimal shortest = shortest(number);
        String digits = shortest.unscaledValue().abs().toString();
        int point = digits.length() - shortest.scale();
        String sign = number < 0 ? "-" : "";
        if (point > 16 || point < -3) {
            String fraction = digits.length() == 1 ? "" : "." + digits.substring(1);
            int exponent = point - 1;
            String size = Math.abs(exponent) < 10 ? "0" + Math.abs(exponent) : "" + Math.abs(exponent);
            return sign + digits.charAt(0) + fraction + "e" + (exponent < 0 ? "-" : "+") + size;
        }
        if (point <= 0) {
            return sign + "0." + "0".repeat(-point) + digits;
        }
        return digits.length() <= point
                ? sign + digits + "0".repeat(point - digits.length()) + ".0"
                : sign + digits.substring(0, point) + "." + digits.substring(point);
    }

    /** Java before 19 gives a digit too many at times. */
    private static BigDecimal shortest(double number) {
        BigDecimal given = new BigDecimal(Double.toString(number)).stripTrailingZeros();
        if (given.precision() < 16 && Math.abs(number) >= Double.MIN_NORMAL) {
            return given;
        }
        BigDecimal exact = new BigDecimal(number);
        for (int digits = 1; digits < given.precision(); digits++) {
            BigDecimal shorter = exact.round(new MathContext(digits));
            if (shorter.doubleValue() == number) {
                return shorter.stripTrailingZeros();
            }
        }
        return given;
    }

    private static int compare(String a, String b) {
        int length = Math.min(a.length(), b.length());
        for (int i = 0; i < length; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                // UTF-16 puts surrogates before U+E000..U+FFFF, code points do not
                return Character.isSurrogate(x) != Character.isSurrogate(y)
                        ? (Character.isSurrogate(x) ? 1 : -1)
                        : Character.compare(x, y);
            }
        }
        return Integer.compare(a.length(), b.length());
    }
}
