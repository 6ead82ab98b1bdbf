package dev.assay.kernel.session;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Compares what javac made of one source at two times. */
final class Bytecode {
    /** What JShell puts around a declaration: its number, and letters that count how often it was replaced. */
    private static final Pattern WRAPPER = Pattern.compile("REPL[/.]\\$JShell\\$(\\d+)[A-Z]*");

    private static final Pattern DECLARED_TYPE = Pattern.compile("REPL/\\$JShell\\$[0-9A-Z_]+\\$.+");

    private Bytecode() {}

    /**
     * Whether this is a type that a cell declared, by internal name. A wrapper can be replaced, since its variable or
     * method is reached by name; a type has an identity.
     */
    static boolean isTurnable(String name) {
        return DECLARED_TYPE.matcher(name).matches() && !name.startsWith(CellCompiler.PREFIX.replace('.', '/'));
    }

    /** Whether this is what JShell puts around one declaration, by internal or binary name. */
    static boolean isWrapper(String name) {
        return WRAPPER.matcher(name).matches();
    }

    /** The number of a wrapper, the same however often it was replaced; the name itself of anything else. */
    static String number(String name) {
        Matcher matcher = WRAPPER.matcher(name);
        return matcher.matches() ? matcher.group(1) : name;
    }

    /** Whether this is a class file as far as its constants go. */
    static boolean isReadable(byte[] bytecode) {
        try {
            return new ClassReader(bytecode).getClassName() != null;
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            return false;
        }
    }

    /**
     * Compares two versions of a class for what a class that is loaded already can take up: other line numbers, which an
     * import above shifts, and static members of wrappers that were replaced.
     *
     * @return the wrappers to use from now on, by number, as internal names; empty if anything else differs
     */
    static Optional<Map<String, String>> turns(byte[] old, byte[] now) {
        if (Arrays.equals(old, now)) {
            return Optional.of(Map.of());
        }
        Map<String, String> owners = new HashMap<>();
        return Arrays.equals(normal(old, new HashMap<>()), normal(now, owners))
                ? Optional.of(owners)
                : Optional.empty();
    }

    private static byte[] normal(byte[] bytecode, Map<String, String> owners) {
        // Written anew, so that the order of the constant pool follows from the code alone.
        ClassWriter writer = new ClassWriter(0);
        ClassReader reader = new ClassReader(bytecode);
        reader.accept(isTurnable(reader.getClassName()) ? new Normal(writer, owners) : writer, ClassReader.SKIP_DEBUG);
        return writer.toByteArray();
    }

    private static final class Normal extends ClassVisitor {
        private final Map<String, String> owners;

        Normal(ClassVisitor next, Map<String, String> owners) {
            super(Opcodes.ASM9, next);
            this.owners = owners;
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String method, String type, @Nullable String signature, String @Nullable [] exceptions) {
            return new MethodVisitor(Opcodes.ASM9, super.visitMethod(access, method, type, signature, exceptions)) {
                @Override
                public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean itf) {
                    super.visitMethodInsn(opcode, normal(opcode, owner), name, descriptor, itf);
                }

                @Override
                public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
                    super.visitFieldInsn(opcode, normal(opcode, owner), name, descriptor);
                }
            };
        }

        private String normal(int opcode, String owner) {
            boolean isStatic =
                    opcode == Opcodes.INVOKESTATIC || opcode == Opcodes.GETSTATIC || opcode == Opcodes.PUTSTATIC;
            if (!isStatic || !isWrapper(owner)) {
                return owner;
            }
            owners.put(number(owner), owner);
            return "REPL/$JShell$" + number(owner);
        }
    }
}
