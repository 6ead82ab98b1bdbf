package dev.assay.kernel.session;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.RecordComponentVisitor;

/**
 * What the declarations in one class file say. Names are binary names of classes in JShell's package.
 *
 * @param declaredWith all that are named in declarations: types of members, parents, nested classes
 * @param parents superclass and interfaces
 * @param allowsStrangers whether it is public (or a wrapper, which its loader makes so) and no member is package-private or
 *     protected
 */
record ClassShape(Set<String> declaredWith, Set<String> parents, boolean allowsStrangers) {
    private static final int CONSTANT_UTF8 = 1;
    private static final Pattern NAME = Pattern.compile("REPL/[^;:<>()\\[/.]+");

    static ClassShape of(byte[] bytecode) {
        Collector collector = new Collector();
        new ClassReader(bytecode)
                .accept(collector, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return new ClassShape(collector.declared, collector.parents, collector.open);
    }

    /** All names in the class file, wherever they stand. */
    static Set<String> mentioned(byte[] bytecode) {
        ClassReader reader = new ClassReader(bytecode);
        Set<String> names = new LinkedHashSet<>();
        for (int i = 1; i < reader.getItemCount(); i++) {
            int offset = reader.getItem(i);
            if (offset > 0 && reader.readByte(offset - 1) == CONSTANT_UTF8) {
                int length = reader.readUnsignedShort(offset);
                find(new String(bytecode, offset + 2, length, StandardCharsets.UTF_8), names);
            }
        }
        return names;
    }

    private static void find(@Nullable String text, Set<String> into) {
        if (text == null || !text.contains("REPL/")) {
            return;
        }
        Matcher matcher = NAME.matcher(text);
        while (matcher.find()) {
            into.add(matcher.group().replace('/', '.'));
        }
    }

    private static final class Collector extends ClassVisitor {
        final Set<String> declared = new LinkedHashSet<>();
        final Set<String> parents = new LinkedHashSet<>();
        boolean open = true;
        private boolean wrapper;

        Collector() {
            super(Opcodes.ASM9);
        }

        @Override
        public void visit(
                int version,
                int access,
                String name,
                @Nullable String signature,
                @Nullable String superName,
                String @Nullable [] interfaces) {
            wrapper = Bytecode.isWrapper(name);
            open = wrapper || (access & Opcodes.ACC_PUBLIC) != 0;
            find(superName, parents);
            for (String parent : interfaces == null ? new String[0] : interfaces) {
                find(parent, parents);
            }
            declared.addAll(parents);
            find(signature, declared);
        }

        private void member(int access, String descriptor, @Nullable String signature) {
            find(descriptor, declared);
            find(signature, declared);
            boolean hidden = (access & (Opcodes.ACC_PRIVATE | Opcodes.ACC_SYNTHETIC)) != 0;
            open &= hidden || (access & Opcodes.ACC_PUBLIC) != 0;
        }

        @Override
        public @Nullable FieldVisitor visitField(
                int access, String name, String descriptor, @Nullable String signature, @Nullable Object value) {
            member(access, descriptor, signature);
            return null;
        }

        @Override
        public @Nullable MethodVisitor visitMethod(
                int access,
                String name,
                String descriptor,
                @Nullable String signature,
                String @Nullable [] exceptions) {
            boolean initializer = name.equals("<clinit>") || (wrapper && name.equals("<init>")); // nobody calls these
            member(initializer ? access | Opcodes.ACC_PRIVATE : access, descriptor, signature);
            for (String thrown : exceptions == null ? new String[0] : exceptions) {
                find(thrown, declared);
            }
            return null;
        }

        @Override
        public @Nullable AnnotationVisitor visitAnnotation(String type, boolean visible) {
            find(type, declared);
            return null;
        }

        @Override
        public void visitInnerClass(String name, @Nullable String outer, @Nullable String inner, int access) {
            find(name, declared);
        }

        @Override
        public void visitOuterClass(String owner, @Nullable String name, @Nullable String descriptor) {
            find(owner, declared);
        }

        @Override
        public void visitNestHost(String host) {
            find(host, declared);
        }

        @Override
        public void visitPermittedSubclass(String subclass) {
            find(subclass, declared);
        }

        @Override
        public @Nullable RecordComponentVisitor visitRecordComponent(
                String name, String descriptor, @Nullable String signature) {
            find(descriptor, declared);
            find(signature, declared);
            return null;
        }
    }
}
