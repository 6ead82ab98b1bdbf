package dev.assay.kernel.session;

import java.util.Arrays;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;

/** Compares what javac made of one source at two times. */
final class Bytecode {
    private Bytecode() {}

    /**
     * Whether two classes differ in line numbers at most, which an import added above shifts; replacing the class for that
     * would set its variable back to null.
     */
    static boolean sameButForLines(byte[] one, byte[] other) {
        return Arrays.equals(one, other) || Arrays.equals(withoutLines(one), withoutLines(other));
    }

    private static byte[] withoutLines(byte[] bytecode) {
        // Written anew, so that the order of the constant pool follows from the code alone.
        ClassWriter writer = new ClassWriter(0);
        new ClassReader(bytecode).accept(writer, ClassReader.SKIP_DEBUG);
        return writer.toByteArray();
    }
}
