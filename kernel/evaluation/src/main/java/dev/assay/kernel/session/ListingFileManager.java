package dev.assay.kernel.session;

import dev.assay.kernel.classpath.ClassPathFiles;
import dev.assay.kernel.classpath.PackageFiles;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.tools.FileObject;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;

/**
 * Remembers what is in each package. JShell runs several compilations a snippet, and each lists the packages of the class
 * path anew, jar by jar.
 */
final class ListingFileManager extends ClassPathFiles implements StandardJavaFileManager {
    private final Map<Listing, List<JavaFileObject>> listings = new ConcurrentHashMap<>();

    private record Listing(Location location, String name, Set<JavaFileObject.Kind> kinds, boolean recurse) {}

    ListingFileManager(StandardJavaFileManager files, PackageFiles packages) {
        super(files, packages);
    }

    @Override
    public Iterable<JavaFileObject> list(
            Location location, String packageName, Set<JavaFileObject.Kind> kinds, boolean recurse) throws IOException {
        Listing listing = new Listing(location, packageName, kinds, recurse);
        List<JavaFileObject> known = listings.get(listing);
        if (known == null) {
            List<JavaFileObject> found = new ArrayList<>();
            super.list(location, packageName, kinds, recurse).forEach(found::add);
            known = List.copyOf(found);
            listings.put(listing, known);
        }
        return known;
    }

    @Override
    public boolean handleOption(String current, Iterator<String> remaining) {
        boolean handled = super.handleOption(current, remaining);
        listings.clear();
        return handled;
    }

    @Override
    public boolean isSameFile(FileObject a, FileObject b) {
        return fileManager.isSameFile(a, b);
    }

    @Override
    public Iterable<? extends JavaFileObject> getJavaFileObjectsFromFiles(Iterable<? extends File> files) {
        return fileManager.getJavaFileObjectsFromFiles(files);
    }

    @Override
    public Iterable<? extends JavaFileObject> getJavaFileObjects(File... files) {
        return fileManager.getJavaFileObjects(files);
    }

    @Override
    public Iterable<? extends JavaFileObject> getJavaFileObjects(Path... paths) {
        return fileManager.getJavaFileObjects(paths);
    }

    @Override
    public Iterable<? extends JavaFileObject> getJavaFileObjectsFromStrings(Iterable<String> names) {
        return fileManager.getJavaFileObjectsFromStrings(names);
    }

    @Override
    public Iterable<? extends JavaFileObject> getJavaFileObjects(String... names) {
        return fileManager.getJavaFileObjects(names);
    }

    @Override
    public void setLocation(Location location, Iterable<? extends File> files) throws IOException {
        List<Path> paths = new ArrayList<>();
        files.forEach(file -> paths.add(file.toPath()));
        setLocationFromPaths(location, paths);
    }

    @Override
    public void setLocationFromPaths(Location location, Collection<? extends Path> paths) throws IOException {
        listings.clear();
        if (location == StandardLocation.CLASS_PATH) {
            classPath(List.copyOf(paths));
        } else {
            fileManager.setLocationFromPaths(location, paths);
        }
    }

    @Override
    public Iterable<? extends File> getLocation(Location location) {
        return fileManager.getLocation(location);
    }

    /**
     * Nothing for the class path and the JDK. JShell's source analysis asks for them, to index every class of every jar and
     * module for a completion that is not used here: half a second of a processor that the first cells need.
     */
    @Override
    public Iterable<? extends Path> getLocationAsPaths(Location location) {
        boolean indexed = location == StandardLocation.CLASS_PATH || location == StandardLocation.PLATFORM_CLASS_PATH;
        return indexed ? List.of() : fileManager.getLocationAsPaths(location);
    }

    @Override
    public Path asPath(FileObject file) {
        return fileManager.asPath(file);
    }
}
