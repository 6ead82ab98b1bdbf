package dev.assay.kernel.session;

import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/**
 * What an expression is worth, as the compiler sees it.
 *
 * @param type the static type; that of a primitive where the value is one in its box
 */
record Operand(Class<?> type, @Nullable Object value) {
    /** A primitive, given in its box. */
    static Operand primitive(Object boxed) {
        return new Operand(MethodType.methodType(boxed.getClass()).unwrap().returnType(), boxed);
    }

    boolean isString() {
        return type == String.class;
    }

    boolean isPrimitive() {
        return type.isPrimitive();
    }

    /** Promoted as the operand of a unary operator (JLS 5.6): an int, long, float or double; null where it is no number. */
    @Nullable
    Number promoted() {
        if (!isPrimitive() || value == null) {
            return null;
        }
        if (value instanceof Character character) {
            return (int) character;
        }
        if (!(value instanceof Number number)) {
            return null;
        }
        return number instanceof Byte || number instanceof Short ? (Number) number.intValue() : number;
    }
}
