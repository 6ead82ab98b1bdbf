package dev.assay.kernel.session;

import java.io.File;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Loads what cells declare, and what {@code %maven} and {@code %jars} add to the class path. Its parent is the loader of
 * the kernel itself, so that the library the kernel came with is shared with it.
 */
final class CellLoader extends URLClassLoader {
    private static final String WRAPPER = "REPL.$JShell$";

    /** By binary name, as javac wrote them: recorded before they are defined, since a definition may need its neighbours. */
    private final Map<String, byte[]> recorded = new ConcurrentHashMap<>();

    /** Recorded classes that forgotten ones may yet load. */
    private final Set<String> awaited = ConcurrentHashMap.newKeySet();

    /** Classes that stand in the place of JShell's, by the names JShell gave, as binary names. */
    private final Map<String, String> standIns = new ConcurrentHashMap<>();

    /** Jars of the parent's that it lists among its own. */
    private final List<URL> shown = new CopyOnWriteArrayList<>();

    CellLoader() {
        super("cells", new URL[0], CellLoader.class.getClassLoader());
    }

    static {
        ClassLoader.registerAsParallelCapable();
    }

    /** Lists a jar among those it looks through, for libraries that ask; its classes are the parent's, as before. */
    void show(URL jar) {
        shown.add(jar);
    }

    @Override
    public URL[] getURLs() {
        return Stream.concat(Stream.of(super.getURLs()), shown.stream()).toArray(URL[]::new);
    }

    /** Takes the bytes of a class as javac wrote them; it is woven and defined when first needed. */
    void record(String name, byte[] bytecode) {
        recorded.put(name, bytecode);
    }

    /**
     * Puts a class in the place of a wrapper that JShell has made of the same declaration: whoever names the wrapper from
     * now on gets the class, and what it holds.
     */
    void standIn(String wrapper, String className) {
        standIns.put(wrapper, className);
    }

    /** What is loaded under this name. */
    private @Nullable Class<?> loaded(String name) {
        return findLoadedClass(standIns.getOrDefault(name, name));
    }

    /** Bytes that name what is there in place of wrappers. */
    private byte[] woven(byte[] bytecode) {
        return Weaver.weave(standIns.isEmpty() ? bytecode : StandIns.named(bytecode, standIns));
    }

    /** Whether there is a class of this name, by what JShell made so far. */
    boolean has(String name) {
        return recorded.containsKey(name) || loaded(name) != null;
    }

    /** The bytes of a recorded class, unwoven; null if there is none of this name. */
    byte @Nullable [] recorded(String name) {
        return recorded.get(name);
    }

    /** Turns a class to later declarations of what it uses: wrappers by number, as internal names. */
    void turn(String name, byte[] bytecode, Map<String, String> owners) throws ReflectiveOperationException {
        Class<?> loaded = loaded(name);
        if (loaded != null && !owners.isEmpty()) {
            Map<String, Class<?>> classes = new HashMap<>();
            for (Map.Entry<String, String> owner : owners.entrySet()) {
                classes.put(owner.getKey(), loadClass(owner.getValue().replace('/', '.')));
            }
            Link.turn(loaded, classes);
        }
        record(name, bytecode);
    }

    /** What a variable's wrapper holds; null also where it cannot be read. */
    @Nullable
    Object value(String wrapper, String name) {
        try {
            Field field = loadClass(wrapper).getDeclaredField(name);
            field.setAccessible(true);
            return field.get(null);
        } catch (ReflectiveOperationException | LinkageError e) {
            return null;
        }
    }

    /** A variable as code sees it, by its type there; null where it cannot be read so. */
    @Nullable
    Operand operand(String wrapper, String name) {
        try {
            Field field = loadClass(wrapper).getDeclaredField(name);
            int modifiers = field.getModifiers() & (Modifier.PUBLIC | Modifier.STATIC | Modifier.FINAL);
            return modifiers == (Modifier.PUBLIC | Modifier.STATIC)
                    ? new Operand(field.getType(), field.get(null))
                    : null;
        } catch (ReflectiveOperationException | LinkageError e) {
            return null;
        }
    }

    /** Sets a variable; to null where the value is of another type. Primitives stay as they are where it does not fit. */
    void assign(String wrapper, String name, @Nullable Object value) {
        try {
            Field field = loadClass(wrapper).getDeclaredField(name);
            field.setAccessible(true);
            boolean fits = field.getType().isPrimitive() || field.getType().isInstance(value);
            field.set(null, fits ? value : null);
        } catch (ReflectiveOperationException | LinkageError | IllegalArgumentException | NullPointerException e) {
            return; // a final field, or a primitive of another type: nothing to hold on to
        }
    }

    /** Forgets a class that no code can refer to any more, and what its variables hold. */
    void retire(String name) {
        recorded.remove(name);
        Class<?> loaded = loaded(name);
        if (loaded == null) {
            return;
        }
        try {
            for (Field field : loaded.getDeclaredFields()) {
                clear(field);
            }
        } catch (IllegalAccessException | LinkageError e) {
            return; // a class that cannot be initialised holds nothing
        }
    }

    private static void clear(Field field) throws IllegalAccessException {
        int modifiers = field.getModifiers();
        if (Modifier.isStatic(modifiers)
                && !Modifier.isFinal(modifiers)
                && !field.getType().isPrimitive()) {
            field.setAccessible(true);
            field.set(null, null);
        }
    }

    /** Defines the classes of a cell that declares nothing: beside these if it has to be, else to be collected alone. */
    Class<?> load(CompiledCell.Ready cell) throws ClassNotFoundException {
        if (!cell.passing()) {
            cell.classes().forEach(this::record);
            return loadClass(cell.className());
        }
        Map<String, byte[]> woven = new HashMap<>();
        cell.classes().forEach((name, bytecode) -> {
            await(bytecode);
            woven.put(name, woven(bytecode));
        });
        return new OneCellLoader(this, woven).loadClass(cell.className());
    }

    /** Defines the class of a declaration that JShell does not know of. */
    void declare(CompiledCell.Declare declaration) throws ClassNotFoundException {
        declaration.classes().forEach(this::record);
        loadClass(declaration.className());
    }

    /** Whether a class is one of these wrappers, or nested in one, by binary name. */
    static boolean isOf(String name, Set<String> wrappers) {
        int nested = name.indexOf('$', WRAPPER.length());
        return wrappers.contains(nested < 0 ? name : name.substring(0, nested));
    }

    /**
     * Forgets the bytes of what nothing is compiled against any more: of classes that are defined, and of those that no
     * defined class has yet to load, such as a method that was declared anew before anybody called it.
     */
    void keepOnly(Set<String> wrappers) {
        awaited.removeIf(name -> !isPending(name));
        Set<String> gone = new HashSet<>();
        recorded.forEach((name, bytecode) -> {
            if (!isOf(name, wrappers) && loaded(name) != null) {
                gone.add(name);
                await(bytecode);
            }
        });
        recorded.keySet().removeAll(gone);
        recorded.keySet().retainAll(reachable(wrappers));
        if (!standIns.isEmpty()) {
            standIns.keySet().retainAll(named(wrappers));
        }
    }

    /** Notes what a class may load when it runs, once its own bytes are forgotten. */
    private void await(byte[] bytecode) {
        ClassShape.mentioned(bytecode).stream().filter(this::isPending).forEach(awaited::add);
    }

    private boolean isPending(String name) {
        return recorded.containsKey(name) && loaded(name) == null;
    }

    /** These wrappers, and whatever classes name that may yet be loaded. */
    private Set<String> named(Set<String> wrappers) {
        Set<String> named = new HashSet<>(wrappers);
        recorded.values().forEach(bytecode -> named.addAll(ClassShape.mentioned(bytecode)));
        return named;
    }

    private Set<String> reachable(Set<String> wrappers) {
        Deque<String> open = new ArrayDeque<>(awaited);
        recorded.keySet().stream()
                .filter(name -> isOf(name, wrappers) || loaded(name) != null)
                .forEach(open::add);
        Set<String> reached = new HashSet<>();
        while (!open.isEmpty()) {
            String name = open.remove();
            byte[] bytecode = recorded.get(name);
            if (bytecode != null && reached.add(name)) {
                open.addAll(ClassShape.mentioned(bytecode));
            }
        }
        return reached;
    }

    /** Adds jars and directories, separated as on a class path. */
    void addClassPath(String path) {
        for (String entry : path.split(File.pathSeparator)) {
            if (entry.isEmpty()) {
                continue;
            }
            try {
                addURL(Path.of(entry).toUri().toURL());
            } catch (MalformedURLException e) {
                throw new IllegalArgumentException("not a class path entry: " + entry, e);
            }
        }
    }

    /** Looks for the cells' own classes here first: asking the whole class path for each of them is dear. */
    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        String standIn = standIns.get(name);
        if (standIn != null) {
            return loadClass(standIn, resolve);
        }
        if (!recorded.containsKey(name)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded != null ? loaded : findClass(name);
        }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] bytecode = recorded.get(name);
        if (bytecode == null) {
            return super.findClass(name);
        }
        byte[] woven = woven(bytecode);
        return defineClass(name, woven, 0, woven.length);
    }
}
