import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Takes the lists of nest members and of permitted subclasses out of class files, and opens to the package what was private.
 * Mutation tests redefine one class hundreds of times, and of a class that has such lists the JVMs of Java 17 and 25 then read
 * them by indices into a constant pool that is no longer theirs: they crash, and each mutant that was under test counts as
 * found. Behaviour is the same as long as no method hides a private one of a superclass; the tests pass before they are run
 * against mutants.
 *
 * <pre>java -cp asm.jar Nestless.java CLASSES</pre>
 */
final class Nestless extends ClassVisitor {

    private boolean isInterface;

    private Nestless(ClassWriter to) {
        super(Opcodes.ASM9, to);
    }

    public static void main(String[] folder) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(folder[0]))) {
            List<Path> classes = files.filter(file -> file.toString().endsWith(".class")).toList();
            for (Path file : classes) {
                ClassWriter changed = new ClassWriter(0);
                new ClassReader(Files.readAllBytes(file)).accept(new Nestless(changed), 0);
                Files.write(file, changed.toByteArray());
            }
        }
    }

    @Override
    public void visit(int version, int access, String name, String signature, String superName, String[] interfaces) {
        isInterface = (access & Opcodes.ACC_INTERFACE) != 0;
        super.visit(version, access, name, signature, superName, interfaces);
    }

    @Override
    public void visitNestHost(String host) {}

    @Override
    public void visitNestMember(String member) {}

    @Override
    public void visitPermittedSubclass(String subclass) {}

    @Override
    public FieldVisitor visitField(int access, String name, String descriptor, String signature, Object value) {
        return super.visitField(opened(access), name, descriptor, signature, value);
    }

    @Override
    public MethodVisitor visitMethod(int access, String name, String descriptor, String signature, String[] thrown) {
        return super.visitMethod(opened(access), name, descriptor, signature, thrown);
    }

    /** Bodies of lambdas are called from their own class only, and interfaces know nothing between private and public. */
    private int opened(int access) {
        return isInterface || (access & Opcodes.ACC_SYNTHETIC) != 0 ? access : access & ~Opcodes.ACC_PRIVATE;
    }
}
