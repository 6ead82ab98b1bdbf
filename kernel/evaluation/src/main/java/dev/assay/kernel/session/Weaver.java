package dev.assay.kernel.session;

import java.lang.invoke.CallSite;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Weaves {@link Stop} into the classes of a cell: a check before every jump backwards and at the entry of every method that
 * calls another, and calls that would end the JVM turned into failures. Neither changes what is on the stack at a jump's
 * target, so frames and sizes stay as javac computed them.
 */
final class Weaver {
    private static final String STOP = Stop.class.getName().replace('.', '/');
    private static final int ASM = Opcodes.ASM9;
    private static final String LINK = Link.class.getName().replace('.', '/');
    private static final String BOOTSTRAP = MethodType.methodType(
                    CallSite.class, MethodHandles.Lookup.class, String.class, MethodType.class, String.class)
            .toMethodDescriptorString();

    private Weaver() {}

    /** The class with the checks in. */
    static byte[] weave(byte[] bytecode) {
        ClassReader reader = new ClassReader(bytecode);
        Map<String, Integer> entries = entries(reader);
        ClassWriter writer = new ClassWriter(reader, 0);
        boolean turnable = Bytecode.isTurnable(reader.getClassName());
        reader.accept(
                new ClassVisitor(ASM, writer) {
                    /** Opens what JShell wraps around a declaration to cells in loaders of their own. */
                    @Override
                    public void visit(
                            int version,
                            int access,
                            String name,
                            @Nullable String signature,
                            @Nullable String superName,
                            String @Nullable [] interfaces) {
                        int opened = Bytecode.isWrapper(name) ? access | Opcodes.ACC_PUBLIC : access;
                        super.visit(version, opened, name, signature, superName, interfaces);
                    }

                    @Override
                    public MethodVisitor visitMethod(
                            int access,
                            String name,
                            String descriptor,
                            @Nullable String signature,
                            String @Nullable [] exceptions) {
                        MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
                        return new Checks(next, entries.get(name + descriptor), turnable);
                    }
                },
                0);
        return writer.toByteArray();
    }

    /** The first lines of the methods that call anything: only these can recur. */
    private static Map<String, Integer> entries(ClassReader reader) {
        Map<String, Integer> entries = new HashMap<>();
        reader.accept(
                new ClassVisitor(ASM) {
                    @Override
                    public MethodVisitor visitMethod(
                            int access,
                            String name,
                            String descriptor,
                            @Nullable String signature,
                            String @Nullable [] exceptions) {
                        return new FirstLine(name + descriptor, entries);
                    }
                },
                ClassReader.SKIP_FRAMES);
        return entries;
    }

    private static final class FirstLine extends MethodVisitor {
        private final String method;
        private final Map<String, Integer> entries;
        private int line = -1;

        FirstLine(String method, Map<String, Integer> entries) {
            super(ASM);
            this.method = method;
            this.entries = entries;
        }

        @Override
        public void visitLineNumber(int number, Label start) {
            line = line < 0 ? number : line;
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String called, String type, boolean itf) {
            entries.putIfAbsent(method, Math.max(line, 0));
        }
    }

    private static final class Checks extends MethodVisitor {
        private final Set<Label> seen = new HashSet<>();
        private final @Nullable Integer entryLine;
        private final boolean turnable;

        /**
         * @param entryLine the line of a check at the entry; null for none
         * @param turnable whether other cells are reached through {@link Link}
         */
        Checks(MethodVisitor next, @Nullable Integer entryLine, boolean turnable) {
            super(ASM, next);
            this.entryLine = entryLine;
            this.turnable = turnable;
        }

        @Override
        public void visitCode() {
            super.visitCode();
            if (entryLine != null) {
                Label entry = new Label();
                super.visitLabel(entry);
                super.visitLineNumber(entryLine, entry);
                check();
            }
        }

        @Override
        public void visitLabel(Label label) {
            seen.add(label);
            super.visitLabel(label);
        }

        @Override
        public void visitJumpInsn(int opcode, Label label) {
            if (seen.contains(label)) {
                check();
            }
            super.visitJumpInsn(opcode, label);
        }

        @Override
        public void visitTableSwitchInsn(int min, int max, Label otherwise, Label... labels) {
            checkIfBackwards(otherwise, labels);
            super.visitTableSwitchInsn(min, max, otherwise, labels);
        }

        @Override
        public void visitLookupSwitchInsn(Label otherwise, int[] keys, Label[] labels) {
            checkIfBackwards(otherwise, labels);
            super.visitLookupSwitchInsn(otherwise, keys, labels);
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean itf) {
            String type = exitType(owner, name, descriptor);
            if (turnable && opcode == Opcodes.INVOKESTATIC && Bytecode.isWrapper(owner)) {
                link("method", descriptor, owner, name);
            } else if (type == null) {
                super.visitMethodInsn(opcode, owner, name, descriptor, itf);
            } else {
                super.visitMethodInsn(Opcodes.INVOKESTATIC, STOP, name, type, false);
            }
        }

        @Override
        public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
            if (turnable && opcode == Opcodes.GETSTATIC && Bytecode.isWrapper(owner)) {
                link("read", "()" + descriptor, owner, name);
            } else if (turnable && opcode == Opcodes.PUTSTATIC && Bytecode.isWrapper(owner)) {
                link("write", "(" + descriptor + ")V", owner, name);
            } else {
                super.visitFieldInsn(opcode, owner, name, descriptor);
            }
        }

        private void link(String access, String type, String owner, String name) {
            Handle bootstrap = new Handle(Opcodes.H_INVOKESTATIC, LINK, access, BOOTSTRAP, false);
            super.visitInvokeDynamicInsn(name, type, bootstrap, owner.replace('/', '.'));
        }

        @Override
        public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
            Object[] replaced = arguments.clone();
            for (int i = 0; i < replaced.length; i++) {
                if (replaced[i] instanceof Handle handle) {
                    String type = exitType(handle.getOwner(), handle.getName(), handle.getDesc());
                    if (type != null) {
                        replaced[i] = new Handle(Opcodes.H_INVOKESTATIC, STOP, handle.getName(), type, false);
                    }
                }
            }
            super.visitInvokeDynamicInsn(name, descriptor, bootstrap, replaced);
        }

        /** The type of Stop's method in place of one that ends the JVM, with the receiver as first argument; else null. */
        private static @Nullable String exitType(String owner, String name, String descriptor) {
            if (!descriptor.equals("(I)V")) {
                return null;
            }
            if (owner.equals("java/lang/System") && name.equals("exit")) {
                return descriptor;
            }
            boolean ends = owner.equals("java/lang/Runtime") && (name.equals("exit") || name.equals("halt"));
            return ends ? "(Ljava/lang/Runtime;I)V" : null;
        }

        private void checkIfBackwards(Label otherwise, Label[] labels) {
            boolean backwards = seen.contains(otherwise);
            for (Label label : labels) {
                backwards |= seen.contains(label);
            }
            if (backwards) {
                check();
            }
        }

        private void check() {
            super.visitMethodInsn(Opcodes.INVOKESTATIC, STOP, "check", "()V", false);
        }
    }
}
