package dev.assay.kernel.session;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;

/** Writes other names for wrappers into class files that mention them. Wrappers are no types, so no descriptor names one. */
final class StandIns {
    private static final int CONSTANT_UTF8 = 1;

    private StandIns() {}

    /**
     * The class with what stands in for wrappers named in their place. A type that a cell declared keeps the wrappers'
     * names: {@link Link} finds for it what they lead to.
     *
     * @param standIns binary names
     */
    static byte[] named(byte[] bytecode, Map<String, String> standIns) {
        ClassReader reader = new ClassReader(bytecode);
        if (Bytecode.isTurnable(reader.getClassName())) {
            return bytecode;
        }
        Map<Integer, String> changes = changes(reader, bytecode, standIns);
        try {
            return changes.isEmpty() ? bytecode : written(reader, bytecode, changes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** New texts by the number of the constant. */
    private static Map<Integer, String> changes(ClassReader reader, byte[] bytecode, Map<String, String> standIns) {
        Map<Integer, String> changes = new HashMap<>();
        for (int i = 1; i < reader.getItemCount(); i++) {
            String text = text(reader, bytecode, i);
            String standIn = text == null || !text.startsWith("REPL/") ? null : standIns.get(text.replace('/', '.'));
            if (standIn != null) {
                changes.put(i, standIn.replace('.', '/'));
            }
        }
        return changes;
    }

    private static @Nullable String text(ClassReader reader, byte[] bytecode, int constant) {
        int offset = reader.getItem(constant);
        return offset > 0 && bytecode[offset - 1] == CONSTANT_UTF8
                ? new String(bytecode, offset + 2, reader.readUnsignedShort(offset), StandardCharsets.ISO_8859_1)
                : null;
    }

    private static byte[] written(ClassReader reader, byte[] bytecode, Map<Integer, String> changes)
            throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(bytecode.length + 16 * changes.size());
        DataOutputStream out = new DataOutputStream(bytes);
        int copied = 0;
        for (int i = 1; i < reader.getItemCount(); i++) {
            String change = changes.get(i);
            if (change != null) {
                int offset = reader.getItem(i);
                out.write(bytecode, copied, offset - copied);
                out.writeUTF(change);
                copied = offset + 2 + reader.readUnsignedShort(offset);
            }
        }
        out.write(bytecode, copied, bytecode.length - copied);
        return bytes.toByteArray();
    }
}
