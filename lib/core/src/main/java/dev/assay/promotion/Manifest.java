package dev.assay.promotion;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.assay.schema.Counted;
import dev.assay.source.Syntax;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The ledger of a dataset, {@code .manifests/dataset_manifest.jsonl}: a line a promoted file, only ever appended to.
 * Lines that cannot be read never stop a reader; they are listed as problems.
 *
 * @param lines the lines that are well formed, in file order
 * @param problems the lines that are not
 * @param tornTail true if the file ends within a line: a writer died. The next writer starts a new line
 */
public record Manifest(List<ManifestLine> lines, List<Problem> problems, boolean tornTail) {

    /** A writer of ours stays far below; a longer line is not ours. */
    private static final int LONGEST_LINE = 1 << 20;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    public Manifest {
        lines = List.copyOf(lines);
        problems = List.copyOf(problems);
    }

    /**
     * What is wrong, and where.
     *
     * @param where {@code line 17} for a line that cannot be read, or the {@code dst} of a file that is not as stated
     * @param what expected and found, for people
     */
    public record Problem(String where, String what) {}

    /** The manifest file of a dataset. */
    public static Path file(Path datasetDir) {
        return datasetDir.resolve(".manifests").resolve("dataset_manifest.jsonl");
    }

    /**
     * Reads the manifest of a dataset; one that does not exist is empty.
     *
     * @throws IOException if it exists and cannot be read
     */
    public static Manifest read(Path datasetDir) throws IOException {
        Path file = file(datasetDir);
        List<ManifestLine> lines = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        if (!Files.exists(file)) {
            return new Manifest(lines, problems, false);
        }
        boolean torn = false;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int number = 1, end; (end = nextLine(in, line)) >= 0 || line.size() > 0; number++) {
                torn = end < 0;
                parse(line.toByteArray(), "line " + number, lines, problems);
            }
        }
        return new Manifest(lines, problems, torn);
    }

    /**
     * Looks at every promoted file: is it there, a plain file, with the size and the content that its line states?
     *
     * @return a problem for each unreadable line and each file that differs; empty if all is well
     */
    public List<Problem> verify(Path datasetDir) throws IOException {
        List<Problem> found = new ArrayList<>(problems);
        for (ManifestLine line : lines) {
            String difference = difference(line, datasetDir);
            if (!difference.isEmpty()) {
                found.add(new Problem(line.dst(), difference));
            }
        }
        return found;
    }

    /** How the file differs from what its line states; empty if it does not. */
    static String difference(ManifestLine line, Path datasetDir) throws IOException {
        Path file = datasetDir.resolve(line.below());
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return "no such file";
        }
        if (!file.toRealPath().startsWith(datasetDir.toRealPath())) {
            return "a link leads out of the dataset";
        }
        long bytes = Files.size(file);
        if (bytes != line.bytes()) {
            return "expected " + Counted.of(line.bytes(), "byte") + ", found " + bytes;
        }
        String sha256 = Digests.sha256(file);
        return sha256.equals(line.sha256()) ? "" : "expected sha256 " + line.sha256() + ", found " + sha256;
    }

    /** Appends in one write and forces it to disk. The caller holds the lock. */
    void append(Path datasetDir, List<ManifestLine> added) throws IOException {
        if (added.isEmpty()) {
            return;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (tornTail) {
            out.write('\n');
        }
        for (ManifestLine line : added) {
            out.writeBytes(JSON.writeValueAsBytes(line.json()));
            out.write('\n');
        }
        try (FileChannel channel = FileChannel.open(
                file(datasetDir),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.APPEND,
                LinkOption.NOFOLLOW_LINKS)) {
            ByteBuffer bytes = ByteBuffer.wrap(out.toByteArray());
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    /** Reads up to the next newline; keeps at most one byte more than the longest line. Returns -1 at the end. */
    private static int nextLine(InputStream in, ByteArrayOutputStream line) throws IOException {
        line.reset();
        int b;
        while ((b = in.read()) >= 0 && b != '\n') {
            if (line.size() <= LONGEST_LINE) {
                line.write(b);
            }
        }
        return b;
    }

    private static void parse(byte[] line, String where, List<ManifestLine> lines, List<Problem> problems)
            throws IOException {
        if (line.length == 0) {
            return;
        }
        if (line.length > LONGEST_LINE) {
            problems.add(new Problem(where, "longer than " + LONGEST_LINE + " bytes"));
            return;
        }
        try {
            lines.add(ManifestLine.of(JSON.readTree(line)));
        } catch (JsonProcessingException e) {
            problems.add(new Problem(where, "no JSON: " + Syntax.wrong(e)));
        } catch (IllegalArgumentException e) {
            problems.add(new Problem(where, String.valueOf(e.getMessage())));
        }
    }
}
