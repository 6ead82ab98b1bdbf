package dev.assay.notebook.parameter;

import java.math.BigDecimal;
import java.math.BigInteger;

/** Numbers in decimal digits, with underscores between them where somebody likes; zeros in front mean nothing. */
final class Digits {
    /** Of one number: more are not written by hand. */
    private static final int LONGEST = 1000;

    private Digits() {}

    /**
     * The number that a text says.
     *
     * @throws IllegalArgumentException if it says none
     */
    static BigDecimal number(String text) {
        String digits = text.replaceAll("(?<=\\d)_(?=\\d)", "");
        if (digits.length() > LONGEST || !digits.matches("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d{1,3})?")) {
            throw new IllegalArgumentException(text);
        }
        return new BigDecimal(digits);
    }

    /**
     * The same, if it is a whole one.
     *
     * @throws IllegalArgumentException if it is none
     */
    static BigInteger whole(String text) {
        try {
            return number(text).toBigIntegerExact();
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    /**
     * A whole number by YAML 1.2, where {@code 0o10} is eight, {@code 0x10} sixteen and {@code 010} ten.
     *
     * @throws IllegalArgumentException if it is too long
     */
    static BigInteger wholeOfYaml(String text) {
        boolean octal = text.startsWith("0o");
        if (text.length() <= LONGEST && (octal || text.startsWith("0x"))) {
            return new BigInteger(text.substring(2), octal ? 8 : 16);
        }
        return whole(text);
    }
}
