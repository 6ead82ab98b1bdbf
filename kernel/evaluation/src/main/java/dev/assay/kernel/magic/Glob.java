package dev.assay.kernel.magic;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;

/** Files by pattern, sorted, absolute; {@code ~} is the home directory. */
final class Glob {
    private static final int DEEPEST = 32;

    private Glob() {}

    static List<Path> find(String pattern) throws IOException {
        String expanded = pattern.equals("~") || pattern.startsWith("~/") || pattern.startsWith("~\\")
                ? System.getProperty("user.home") + pattern.substring(1)
                : pattern;
        int special = firstSpecial(expanded);
        if (special < 0 || exists(expanded)) {
            Path plain = Path.of(expanded).toAbsolutePath().normalize();
            return Files.exists(plain) ? List.of(plain) : List.of();
        }
        int cut = Math.max(expanded.lastIndexOf('/', special), expanded.lastIndexOf(File.separatorChar, special));
        Path root = Path.of(cut < 0 ? "" : expanded.substring(0, cut + 1))
                .toAbsolutePath()
                .normalize();
        String below = expanded.substring(cut + 1).replace(File.separatorChar, '/');
        return Files.isDirectory(root) ? below(root, below) : List.of();
    }

    private static boolean exists(String path) {
        try {
            return Files.exists(Path.of(path));
        } catch (java.nio.file.InvalidPathException e) {
            return false; // Windows: a star is no part of a name
        }
    }

    private static int firstSpecial(String pattern) {
        for (int i = 0; i < pattern.length(); i++) {
            if ("*?[{".indexOf(pattern.charAt(i)) >= 0) {
                return i;
            }
        }
        return -1;
    }

    private static List<Path> below(Path root, String pattern) throws IOException {
        PathMatcher matcher = root.getFileSystem().getPathMatcher("glob:" + pattern);
        // "**/x" means any directory, the first one too.
        PathMatcher shallow = pattern.contains("**/")
                ? root.getFileSystem().getPathMatcher("glob:" + pattern.replace("**/", ""))
                : matcher;
        int depth = pattern.contains("**")
                ? DEEPEST
                : (int) pattern.chars().filter(c -> c == '/').count() + 1;
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(root, EnumSet.of(FileVisitOption.FOLLOW_LINKS), depth, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                visitFile(directory, attributes);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                Path relative = root.relativize(file);
                if (!file.equals(root) && (matcher.matches(relative) || shallow.matches(relative))) {
                    found.add(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                return FileVisitResult.CONTINUE; // unreadable, or a link into itself
            }
        });
        Collections.sort(found);
        return found;
    }
}
