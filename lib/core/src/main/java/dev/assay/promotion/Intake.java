package dev.assay.promotion;

import dev.assay.promotion.PromotionResult.Placed;
import dev.assay.promotion.PromotionResult.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** One promotion, from reading the manifest to writing it; runs under the dataset's lock. */
final class Intake {

    /** Reruns of one name on one day. */
    private static final int MOST_RERUNS = 10_000;

    private final DatasetFolder dataset;
    private final String name;
    private final String source;
    private final PromotionOptions options;
    private final List<Refusal> refused;
    private final List<String> warnings = new ArrayList<>();
    private final List<Placed> placed = new ArrayList<>();
    private final List<ManifestLine> added = new ArrayList<>();
    private final Set<Path> touched = new LinkedHashSet<>();
    /** Where each content stands, as the manifest spells it. */
    private final Map<String, String> places = new HashMap<>();

    Intake(DatasetFolder dataset, String name, String source, PromotionOptions options, List<Refusal> refused) {
        this.dataset = dataset;
        this.name = name;
        this.source = source;
        this.options = options;
        this.refused = refused;
    }

    PromotionResult take(List<SourceFile> files) throws IOException {
        Manifest manifest = Manifest.read(dataset.root());
        note(manifest);
        findPlaces(manifest, files);
        Path aside = emptied(dataset.directory(".manifests/incoming"));
        if (files.stream().anyMatch(file -> !places.containsKey(file.sha256()))) {
            String folder = freeFolder(files);
            for (SourceFile file : files) {
                takeOne(file, folder, aside);
            }
        } else {
            files.forEach(this::alreadyThere);
        }
        touched.forEach(dataset::force);
        manifest.append(dataset.root(), added);
        dataset.force(aside);
        return new PromotionResult(placed, refused, warnings);
    }

    private void note(Manifest manifest) {
        if (manifest.tornTail()) {
            warnings.add("the manifest ended within a line (a promotion was killed, or an editor cut the last newline);"
                    + " new lines begin after it");
        }
        for (Manifest.Problem problem : manifest.problems()) {
            warnings.add("manifest " + problem.where() + ": " + problem.what());
        }
    }

    /** A line alone proves nothing: only what is still there and unharmed makes a copy needless. */
    private void findPlaces(Manifest manifest, List<SourceFile> files) throws IOException {
        Set<String> wanted = new LinkedHashSet<>();
        files.forEach(file -> wanted.add(file.sha256()));
        for (ManifestLine line : manifest.lines()) {
            if (wanted.contains(line.sha256()) && !places.containsKey(line.sha256())) {
                String difference = Manifest.difference(line, dataset.root());
                if (difference.isEmpty()) {
                    places.put(line.sha256(), line.dst());
                } else {
                    warnings.add("manifest names " + line.dst() + ": " + difference);
                }
            }
        }
    }

    /** The first of {@code name}, {@code name-2}, ... in which no file stands in the way of one of ours. */
    private String freeFolder(List<SourceFile> files) throws IOException {
        String day = String.format(
                Locale.ROOT,
                "%04d/%02d/%02d",
                options.date().getYear(),
                options.date().getMonthValue(),
                options.date().getDayOfMonth());
        dataset.directory(day); // fails here if a link stands in the way: no other name would help
        for (int number = 1; number <= MOST_RERUNS; number++) {
            String folder = day + "/" + name + (number == 1 ? "" : "-" + number);
            if (isFree(folder, files)) {
                return folder;
            }
        }
        throw new IOException(dataset.root().resolve(day) + " holds " + MOST_RERUNS + " other folders " + name + "-N");
    }

    private boolean isFree(String folder, List<SourceFile> files) throws IOException {
        for (SourceFile file : files) {
            String below = folder + "/" + file.name();
            Path dst = dataset.root().resolve(below);
            if (!dataset.canHold(below.substring(0, below.lastIndexOf('/')))) {
                return false;
            }
            if (Files.exists(dst, LinkOption.NOFOLLOW_LINKS) && !holds(dst, file)) {
                return false;
            }
        }
        return true;
    }

    private static boolean holds(Path dst, SourceFile file) throws IOException {
        return Files.isRegularFile(dst, LinkOption.NOFOLLOW_LINKS)
                && Files.size(dst) == file.bytes()
                && Digests.sha256(dst).equals(file.sha256());
    }

    private void alreadyThere(SourceFile file) {
        placed.add(new Placed(file.name(), Objects.requireNonNull(places.get(file.sha256())), true));
    }

    private void takeOne(SourceFile file, String folder, Path aside) throws IOException {
        if (places.containsKey(file.sha256())) {
            alreadyThere(file);
            return;
        }
        String below = folder + "/" + file.name();
        Path parent = dataset.directory(below.substring(0, below.lastIndexOf('/')));
        Path dst = dataset.root().resolve(below);
        // A file of this content without a line is what a killed run left between moving and writing: it is ours.
        String problem = Files.exists(dst, LinkOption.NOFOLLOW_LINKS) ? "" : place(file, dst, aside);
        if (!problem.isEmpty()) {
            refused.add(new Refusal(file.name(), problem));
            return;
        }
        String dstText = dataset.spelled(below);
        touched.add(parent);
        places.put(file.sha256(), dstText);
        placed.add(new Placed(file.name(), dstText, false));
        added.add(new ManifestLine(
                options.at(),
                source + (source.endsWith("/") ? "" : "/") + file.name(),
                dstText,
                file.sha256(),
                file.bytes(),
                options.actor(),
                options.planId(),
                options.tags()));
    }

    /** Brings a file to its name. Returns why not, or nothing. */
    private String place(SourceFile file, Path dst, Path aside) throws IOException {
        Path copy = aside.resolve(Integer.toString(placed.size()));
        try {
            if (!(options.hardLink() && link(file.path(), copy))) {
                copy(file.path(), copy);
            }
        } catch (NoSuchFileException e) {
            return "vanished while it was promoted";
        }
        if (!holds(copy, file)) {
            Files.delete(copy);
            return "changed while it was promoted";
        }
        try {
            moveWithoutOverwriting(copy, dst);
            return "";
        } catch (FileAlreadyExistsException e) {
            Files.deleteIfExists(copy);
            return "another program put a file in its place meanwhile";
        }
    }

    private static boolean link(Path file, Path link) throws IOException {
        try {
            Files.createLink(link, file);
            return true;
        } catch (NoSuchFileException e) {
            throw e;
        } catch (FileSystemException | UnsupportedOperationException e) {
            return false; // another file system, or one without hard links: copy
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (InputStream in = Files.newInputStream(from, LinkOption.NOFOLLOW_LINKS);
                FileChannel channel =
                        FileChannel.open(to, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))) {
            OutputStream out = Channels.newOutputStream(channel);
            in.transferTo(out);
            channel.force(true);
        }
    }

    /** A link fails where a name exists, in one step; a move looks first, which is enough where links are unknown. */
    private static void moveWithoutOverwriting(Path from, Path to) throws IOException {
        if (Files.exists(to, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileAlreadyExistsException(to.toString());
        }
        if (link(from, to)) {
            Files.delete(from);
        } else {
            Files.move(from, to);
        }
    }

    /** What a killed promotion left half copied; the lock says that nobody is writing there. */
    private static Path emptied(Path aside) throws IOException {
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(aside)) {
            for (Path leftover : leftovers) {
                Files.delete(leftover);
            }
        }
        return aside;
    }
}
