package dev.assay.kernel.session;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Holds the classes of one cell, so that they go when nothing refers to them any more. Its package is, at run time, another
 * than that of its parent, for all that the names are the same.
 */
final class OneCellLoader extends ClassLoader {
    private final Map<String, byte[]> classes;

    OneCellLoader(ClassLoader parent, Map<String, byte[]> classes) {
        super(parent);
        this.classes = classes;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        byte @Nullable [] bytecode = classes.get(name);
        if (bytecode == null) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded != null ? loaded : defineClass(name, bytecode, 0, bytecode.length);
        }
    }
}
