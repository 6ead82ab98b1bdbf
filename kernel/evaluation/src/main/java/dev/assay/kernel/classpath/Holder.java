package dev.assay.kernel.classpath;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import javax.tools.JavaFileObject;

/** An entry of a class path. */
interface Holder extends AutoCloseable {
    /** What holds nothing: a file that is not there, or that nobody can read. */
    Holder EMPTY = new Holder() {
        @Override
        public List<Path> named() {
            return List.of();
        }

        @Override
        public Iterable<JavaFileObject> list(String packageName, Set<JavaFileObject.Kind> kinds) {
            return List.of();
        }

        @Override
        public void close() {}
    };

    /** What else belongs to the class path, by this entry's word. */
    List<Path> named();

    /**
     * The files of a package.
     *
     * @param packageName with dots, not empty
     */
    Iterable<JavaFileObject> list(String packageName, Set<JavaFileObject.Kind> kinds) throws IOException;

    @Override
    void close() throws IOException;
}
