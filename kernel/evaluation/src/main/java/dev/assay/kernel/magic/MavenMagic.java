package dev.assay.kernel.magic;

import dev.assay.kernel.Outputs;
import dev.assay.kernel.maven.MavenFailure;
import dev.assay.kernel.maven.MavenPlaces;
import dev.assay.kernel.maven.MavenRequest;
import dev.assay.kernel.maven.MavenResolution;
import dev.assay.kernel.maven.MavenResolver;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads the arguments of {@code %maven}, and puts what was resolved on the class path. */
final class MavenMagic {
    private final Call call;
    private final List<String> coordinates = new ArrayList<>();
    private final List<String> boms = new ArrayList<>();
    private final List<String> exclusions = new ArrayList<>();
    private final List<String> repositories;
    private boolean offline;
    private boolean update;

    private MavenMagic(Call call, List<String> repositories) {
        this.call = call;
        this.repositories = new ArrayList<>(repositories);
        List<String> words = call.words();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            switch (word) {
                case "-o", "--offline" -> offline = true;
                case "-U", "--update" -> update = true;
                case "--bom", "--exclude", "--repo" -> {
                    if (++i >= words.size()) {
                        throw call.misuse(word + " needs a value");
                    }
                    List<String> to =
                            word.equals("--bom") ? boms : word.equals("--exclude") ? exclusions : this.repositories;
                    to.add(words.get(i));
                }
                default -> {
                    if (word.startsWith("-")) {
                        throw call.misuse("There is no option " + Words.printable(word));
                    }
                    coordinates.add(word);
                }
            }
        }
    }

    static @Nullable Object coordinates(MagicSession session, List<String> repositories, Call call)
            throws InterruptedException {
        MavenMagic magic = new MavenMagic(call, repositories);
        if (magic.coordinates.isEmpty()) {
            throw call.misuse("%maven needs at least one coordinate");
        }
        magic.add(session, magic.coordinates, null);
        return null;
    }

    static @Nullable Object pom(MagicSession session, List<String> repositories, Call call)
            throws InterruptedException {
        MavenMagic magic = new MavenMagic(call, repositories);
        if (call.code().isBlank()) {
            throw call.misuse("There is nothing below %%maven");
        }
        magic.add(session, magic.coordinates, call.code());
        return null;
    }

    static @Nullable Object pomFile(MagicSession session, List<String> repositories, Call call)
            throws InterruptedException {
        MavenMagic magic = new MavenMagic(call, repositories);
        if (magic.coordinates.size() != 1) {
            throw call.misuse("%loadFromPOM takes one file");
        }
        String name = magic.coordinates.get(0);
        List<Path> files = PathMagics.glob(name);
        if (files.size() != 1 || !Files.isRegularFile(files.get(0))) {
            throw call.misuse("There is no file " + Words.printable(name) + " (looked from "
                    + Path.of("").toAbsolutePath() + ")");
        }
        try {
            magic.add(session, List.of(), Files.readString(files.get(0), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new MagicError("Cannot read " + Words.printable(name) + ": " + Words.printable(e.toString(), 300), e);
        }
        return null;
    }

    static @Nullable Object repository(List<String> repositories, Call call) {
        List<String> words = call.words();
        if (words.isEmpty() || words.size() > 2) {
            throw call.misuse("%mavenRepo takes an address, and a name before it if you like");
        }
        String repository = String.join("=", words);
        repositories.remove(repository);
        repositories.add(repository);
        return null;
    }

    private void add(MagicSession session, List<String> wanted, @Nullable String pom) throws InterruptedException {
        MavenRequest request = new MavenRequest(wanted, boms, exclusions, repositories, pom, offline, update);
        Outputs outputs = Call.outputs();
        MavenResolution found;
        try {
            found = new MavenResolver(MavenPlaces.ofThisProcess())
                    .resolve(request, line -> outputs.text(Outputs.Stream.STDERR, Words.printable(line, 300) + "\n"));
        } catch (MavenFailure e) {
            throw new MagicError(
                    String.valueOf(e.getMessage())
                            .lines()
                            .map(line -> Words.printable(line, 500))
                            .reduce((a, b) -> a + "\n" + b)
                            .orElse(""),
                    e);
        }
        found.notes().forEach(note -> Call.note(Words.printable(note, 500) + "\n"));
        Present present = new Present(session, found.jars());
        List<Path> fresh = new ArrayList<>();
        int there = 0;
        List<String> other = new ArrayList<>();
        for (MavenResolution.Jar jar : found.jars()) {
            String version = present.version(jar);
            if (version == null) {
                PathMagics.check(jar.file());
                fresh.add(jar.file());
            } else if (version.equals(jar.version())) {
                there++;
            } else {
                other.add(jar.key() + " stays at " + version + ", not " + jar.version());
            }
        }
        if (!fresh.isEmpty()) {
            session.addToClassPath(fresh);
        }
        report(found, fresh.size(), there, other);
    }

    private void report(MavenResolution found, int added, int there, List<String> other) {
        StringBuilder text =
                new StringBuilder("Added " + added + (added == 1 ? " jar" : " jars") + " to the class path");
        if (there > 0) {
            text.append("; ").append(there).append(" there already");
        }
        if (found.downloaded() > 0) {
            text.append(String.format(
                    Locale.ROOT, " (%d files, %.1f MB downloaded)", found.downloaded(), found.bytes() / 1e6));
        }
        text.append(".\n");
        if (!other.isEmpty()) {
            text.append("On the class path in another version, which cannot be exchanged while the kernel runs:\n");
            other.forEach(
                    line -> text.append("  ").append(Words.printable(line, 300)).append('\n'));
        }
        Call.note(text.toString());
        if (call.spec().cell() && added + there + other.size() == 0) {
            Call.note("The pom names no dependency of scope compile or runtime.\n");
        }
    }
}
