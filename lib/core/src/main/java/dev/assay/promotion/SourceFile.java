package dev.assay.promotion;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A file that could be promoted.
 *
 * @param name its path below the promoted folder, {@code /}-separated
 * @param path where it is
 * @param sha256 its content when it was listed
 * @param bytes its size then
 */
record SourceFile(String name, Path path, String sha256, long bytes) {

    /** The plain files below a folder, by name; all else goes to {@code refused} with its reason. */
    static List<SourceFile> list(Path root, List<PromotionResult.Refusal> refused) throws IOException {
        Walk walk = new Walk(root, refused);
        Files.walkFileTree(root, walk);
        walk.files.sort(Comparator.comparing(SourceFile::name));
        refused.sort(Comparator.comparing(PromotionResult.Refusal::file));
        return walk.files;
    }

    private static final class Walk extends SimpleFileVisitor<Path> {
        private final Path root;
        private final List<PromotionResult.Refusal> refused;
        private final List<SourceFile> files = new ArrayList<>();

        Walk(Path root, List<PromotionResult.Refusal> refused) {
            this.root = root;
            this.refused = refused;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes facts) {
            if (dir.equals(root)) {
                return FileVisitResult.CONTINUE;
            }
            // A directory that is "other" as well is a Windows junction: a link by another name.
            String problem = facts.isOther() ? "is a link" : nameProblem(dir);
            return problem.isEmpty() ? FileVisitResult.CONTINUE : refuse(dir, problem, FileVisitResult.SKIP_SUBTREE);
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes facts) {
            if (facts.isSymbolicLink()) {
                return refuse(file, "is a symbolic link", FileVisitResult.CONTINUE);
            }
            if (!facts.isRegularFile()) {
                return refuse(file, "is no plain file", FileVisitResult.CONTINUE);
            }
            String problem = nameProblem(file);
            if (!problem.isEmpty()) {
                return refuse(file, problem, FileVisitResult.CONTINUE);
            }
            try {
                files.add(new SourceFile(name(file), file, Digests.sha256(file), facts.size()));
            } catch (IOException e) {
                return visitFileFailed(file, e);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) {
            return refuse(file, "cannot be read: " + e.getClass().getSimpleName(), FileVisitResult.CONTINUE);
        }

        private FileVisitResult refuse(Path file, String reason, FileVisitResult next) {
            refused.add(new PromotionResult.Refusal(name(file), reason));
            return next;
        }

        private static String nameProblem(Path file) {
            return PortableNames.problem(String.valueOf(file.getFileName()));
        }

        private String name(Path file) {
            return Promotion.slashed(root.relativize(file));
        }
    }
}
