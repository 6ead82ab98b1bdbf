package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** What each command says no to, with which code, and that it says so in words. */
final class ExitCodesTest {

    @TempDir
    Path temp;

    private Path items;
    private Path root;

    @BeforeEach
    void some() throws IOException {
        items = write("items.csv", "id,code\na,0\nb,1\n");
        root = temp.resolve("root");
        write("root/notes.txt", "no video");
    }

    static List<String> commands() {
        return Main.commandLine(
                        new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                        new PrintWriter(System.err, true, StandardCharsets.UTF_8))
                .getSubcommands()
                .keySet()
                .stream()
                .filter(name -> !name.equals("help"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandHasHelpWithAnExample(String command) {
        Assay help = Assay.run(command, "--help");
        assertThat(help.exit()).isEqualTo(Exit.DONE);
        assertThat(help.out()).contains("Example:\n  assay " + command, "--json", "--quiet");
        assertThat(help.err()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void anOptionThatDoesNotExistIsWrongUsage(String command) {
        Assay wrong = Assay.run(command, "--no-such-option");
        assertThat(wrong.exit()).isEqualTo(Exit.USAGE);
        assertThat(wrong.out()).isEmpty();
        assertThat(wrong.err()).contains("Usage: assay " + command);
    }

    @Test
    void rootsThatCannotBe() throws IOException {
        Path missing = temp.resolve("missing");
        Path out = temp.resolve("out");
        Files.createDirectories(temp.resolve("other/root"));
        usage("missing", "inventory", missing, "-o", out);
        usage("missing", "verdict", missing, "-o", out);
        usage("missing", "bias", missing);
        usage("root", "inventory", root, temp.resolve("other/root"), "-o", out);
        usage("web", "verdict", "web=" + root, "web=" + temp.resolve("other"), "-o", out);
        assertThat(out).doesNotExist();
    }

    @Test
    void nothingIsWrittenUnderARoot() throws IOException {
        usage("under a root", "inventory", root, "-o", root.resolve("inventory.jsonl"));
        usage("under a root", "verdict", root, "-o", root.resolve("new/verdict"));
        Path link = Files.createSymbolicLink(temp.resolve("link"), root);
        usage("under a root", "inventory", root, "-o", link.resolve("inventory.jsonl"));
        usage("under a root", "verdict", root, "-o", link);
        Path plan = write("plan.yaml", "size: 1\naxes: [status]\nsplits: {shares: {a: 1}, disjoint_by: []}\n");
        usage("under a root", "sample", plan, "-i", root, "-o", root.resolve("sample.jsonl"));
        usage("under a root", "split", plan, "-i", "web=" + root, "-o", root.resolve("splits.jsonl"));
        usage("under a root", "crosstab", root, "--by", "status", "--html", link.resolve("page.html"));
        usage("under a root", "review", root, "-o", root.resolve("review.html"));
        assertThat(root).isDirectoryContaining(file -> file.endsWith("notes.txt"));
        try (var files = Files.list(root)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void whatStandsInAFoldersPlaceIsSaid() throws IOException {
        Path inTheWay = write("a", "");
        usage(
                "a file is in the way: " + inTheWay,
                "crosstab",
                items,
                "--by",
                "code",
                "--html",
                inTheWay.resolve("b.html"));
    }

    @Test
    void anInventoryIsNotReplacedByWhatIsMadeOfIt() throws IOException {
        Path plan = write("plan.yaml", "size: 1\naxes: [code]\nsplits: {shares: {a: 1}, disjoint_by: []}\n");
        String before = Files.readString(items);
        usage("the inventory itself", "sample", plan, "-i", items, "-o", items);
        usage("the inventory itself", "split", plan, "-i", items, "-o", items);
        usage("the inventory itself", "review", items, "-o", temp.resolve("items.html"));
        assertThat(items).hasContent(before);
    }

    @Test
    void plansAndTablesThatCannotBeRead() throws IOException {
        Path plan = write("plan.yaml", "size: 1\naxes: [code]\n");
        usage("none.yaml", "quota", temp.resolve("none.yaml"), "-i", items);
        usage("siez", "quota", write("wrong.yaml", "siez: 1\naxes: [code]\n"), "-i", items);
        usage("wrong2.yaml", "sample", write("wrong2.yaml", "size: [\n"), "-i", items, "-o", temp.resolve("s"));
        usage("none.csv", "quota", plan, "-i", temp.resolve("none.csv"));
        usage("cdoe", "crosstab", items, "--by", "cdoe,id");
        usage("splits", "split", plan, "-i", items, "-o", temp.resolve("s"));
        usage("report.json", "check", root);
        assertThat(temp.resolve("s")).doesNotExist();
    }

    @Test
    void namesThatNothingHas() throws IOException {
        Path out = temp.resolve("out");
        usage("'nope'", "crosstab", items, "--by", "code", "--weight", "nope");
        usage("[code, code]", "crosstab", items, "--by", "code,code");
        usage("[code, code]", "bias", items, "--axes", "code,code");
        usage("'nope'", "bias", items, "--label", "nope");
        usage("'nope'", "review", items, "--axes", "nope", "-o", out);
        usage("a number", "crosstab", items, "--by", "code", "--where", "code>=many");
        usage("expected a folder: nope", "promote", "nope", "--to", out);
        usage("empty name", "inventory", "", "-o", out);
        usage("empty name", "verdict", "web=", "-o", out);
        String splits = "splits: {shares: {a: 0.5, b: 0.5}, disjoint_by: [%s]}\n";
        Path misspelled = write("plan.yaml", "size: 1\naxes: [code]\n" + splits.formatted("identiy"));
        usage("'identiy'", "split", misspelled, "-i", items, "-o", out);
        Path axis = write("axis.yaml", "size: 1\naxes: [lightning]\n" + splits.formatted("identity"));
        usage("'lightning'", "split", axis, "-i", items, "-o", out);
        Path plan = write("fine.yaml", "size: 1\naxes: [code]\n" + splits.formatted("identity"));
        Path cells = write("cells.csv", "code,count\na,3\nb,4\n");
        usage("neither drawn nor split", "sample", plan, "-i", cells, "--weight", "count", "-o", out);
        assertThat(Assay.run("sample", plan, "-i", cells, "--weight", "count", "-o", out)
                        .err())
                .doesNotContain("ASSAY_DEBUG");
        usage("neither drawn nor split", "split", plan, "-i", cells, "--weight", "count", "-o", out);
        assertThat(out).doesNotExist();
        assertThat(Assay.run("split", plan, "-i", items, "-o", out).exit()).isEqualTo(Exit.DONE);
    }

    /** A misspelled id would be neither taken nor kept out. All three commands say so, in the same words. */
    @Test
    void idsOfAPlanThatNothingHas() throws IOException {
        Path out = temp.resolve("out");
        String plan = "size: 1\naxes: [code]\nsplits: {shares: {a: 1}, disjoint_by: []}\n";
        for (String key : List.of("must_include", "must_exclude")) {
            Path misspelled = write(key + ".yaml", plan + key + ": [ab]\n");
            String words = key + " names ab, which is not among the items; did you mean a?";
            usage(words, "quota", misspelled, "-i", items);
            usage(words, "sample", misspelled, "-i", items, "-o", out);
            usage(words, "split", misspelled, "-i", items, "-o", out);
        }
        Path left = write("left.yaml", plan + "must_include: [b]\n");
        usage("which --where 'code=0' leaves out", "quota", left, "-i", items, "--where", "code=0");
        Path excluded = write("excluded.yaml", plan + "must_exclude: [b]\n");
        Assay fine = Assay.run("quota", excluded, "-i", items, "--where", "code=0");
        assertThat(fine.exit()).as(fine.err()).isEqualTo(Exit.DONE);
        Path target = write("target.yaml", "size: 1\naxes: [code]\ntarget: {code: {0: 0.5, 2: 0.5}}\n");
        usage("code=2, which no item has; levels there are [0, 1]", "quota", target, "-i", items);
        assertThat(out).doesNotExist();
    }

    @Test
    void theFewestVideosAreNotMoreThanTheMost() throws IOException {
        Path out = temp.resolve("out");
        usage("found 100 and 5", "verdict", root, "-o", out, "--max-videos", 5, "--min-videos", 100);
        // The fewest follow the most where nobody names them.
        assertThat(Assay.run("verdict", root, "-o", out, "--max-videos", 50).exit())
                .isEqualTo(Exit.NO);
        assertThat(Assay.json(out.resolve("report.json"))
                        .at("/parameters/min_videos")
                        .asInt())
                .isEqualTo(50);
    }

    /** What may be a fault of ours says how to see more; what is plainly the user's does not. */
    @Test
    void aMessageSaysHowToSeeTheTrace() throws IOException {
        plainly("found under 0.1 and over 3.0", "bias", items, "--over", "3");
        plainly("no column 'cdoe'", "crosstab", items, "--by", "cdoe,id");
        plainly("siez", "quota", write("wrong.yaml", "siez: 1\n"), "-i", items);
        plainly("found 3", "bias", items, "--target", write("target.yaml", "code: {a: 3}"));
        plainly("expected uniform, or shares", "bias", items, "--target", write("words.yaml", "evenly"));
        plainly("no axis 'lightning'", "review", items, "-o", temp.resolve("review.html"), "--axes", "lightning");
        plainly(
                "most must be at least 0, found -1",
                "review",
                items,
                "-o",
                temp.resolve("review.html"),
                "--most",
                "-1");
        plainly("and over 3.0", "verdict", root, "-o", temp.resolve("out"), "--over", "3");
        StringWriter words = new StringWriter();
        PrintWriter out = new PrintWriter(words, true);
        CommandLine line = Main.commandLine(out, out);
        new Failures().handleExecutionException(new NumberFormatException("For input string"), line, line.parseArgs());
        assertThat(words.toString()).contains("For input string", "ASSAY_DEBUG=1");
    }

    private void plainly(String words, Object... arguments) {
        usage(words, arguments);
        assertThat(Assay.run(arguments).err()).doesNotContain("ASSAY_DEBUG");
    }

    @Test
    void brokenJsonIsToldWithoutTheParsersWords() throws IOException {
        Path folder = Files.createDirectories(temp.resolve("broken"));
        write("broken/inventory.jsonl", "{\"id\":\"a\"}\n");
        write("broken/report.json", "{\"verdict\": [1,");
        Assay broken = Assay.run("compare", folder, folder);
        assertThat(broken.exit()).isEqualTo(Exit.USAGE);
        assertThat(broken.err())
                .contains("it ends too soon")
                .doesNotContain("REDACTED", "START_", "StreamRead", "Source");
    }

    @Test
    void anEmptyFolderIsAnAnswerToo() throws IOException {
        Path empty = Files.createDirectories(temp.resolve("empty"));
        Path inventory = temp.resolve("empty.jsonl");
        assertThat(Assay.run("inventory", empty, "-o", inventory).exit()).isEqualTo(Exit.DONE);
        assertThat(Assay.run("bias", inventory, "--json").json().path("total").asInt(-1))
                .isZero();
        Path verdict = temp.resolve("verdict");
        Assay no = Assay.run("verdict", empty, "-o", verdict, "--json");
        assertThat(no.exit()).as(no.err()).isEqualTo(Exit.NO);
        assertThat(no.json().at("/verdict/status").asText()).isEqualTo("NOT FEASIBLE");
        Assay check = Assay.run("check", verdict);
        assertThat(check.exit()).as(check.out() + check.err()).isEqualTo(Exit.DONE);
    }

    @Test
    void whatCannotBeIsAnAnswer() throws IOException {
        Path plan = write("plan.yaml", "size: 3\naxes: [code]\n");
        Path sample = temp.resolve("sample.jsonl");
        for (Assay no : List.of(
                Assay.run("quota", plan, "-i", items, "--json"),
                Assay.run("sample", plan, "-i", items, "-o", sample, "--json"))) {
            assertThat(no.exit()).isEqualTo(Exit.NO);
            assertThat(no.json().path("status").asText()).isEqualTo("infeasible");
            assertThat(no.json().path("conflicts").toString()).contains("size 3");
            assertThat(no.json().path("largest_size").asInt()).isEqualTo(2);
        }
        assertThat(sample).doesNotExist();
    }

    @Test
    void jsonIsOneDocumentOnStdout() throws IOException {
        Path plan = write("plan.yaml", "size: 2\naxes: [code]\nsplits: {shares: {a: 0.5, b: 0.5}, disjoint_by: []}\n");
        for (Assay done : List.of(
                Assay.run("inventory", root, "-o", temp.resolve("i.jsonl"), "--json"),
                Assay.run("crosstab", items, "--by", "id,code", "--json"),
                Assay.run("bias", items, "--axes", "code", "--json"),
                Assay.run("quota", plan, "-i", items, "--json"),
                Assay.run("sample", plan, "-i", items, "-o", temp.resolve("s.jsonl"), "--json"),
                Assay.run("split", plan, "-i", items, "-o", temp.resolve("p.jsonl"), "--json"),
                Assay.run("compare", items, items, "--json"),
                Assay.run("doctor", "--json"))) {
            assertThat(done.exit()).as(done.err()).isEqualTo(Exit.DONE);
            assertThat(done.json().isObject()).isTrue();
        }
    }

    private static void usage(String word, Object... arguments) {
        Assay wrong = Assay.run(arguments);
        assertThat(wrong.exit()).as(wrong.err()).isEqualTo(Exit.USAGE);
        assertThat(wrong.err()).contains(word).doesNotContain("internal error").doesNotContain("\tat ");
        assertThat(wrong.out()).isEmpty();
    }

    private Path write(String name, String content) throws IOException {
        Path file = temp.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.write(file, content.getBytes(StandardCharsets.UTF_8));
    }

    /** A verdict has files of its own names, an inventory among them: what was published would be lost. */
    @Test
    void aVerdictIsNotWrittenBesideTheInventoryItReads() throws IOException {
        Path run = Files.createDirectory(temp.resolve("run"));
        Path inventory = Files.writeString(
                run.resolve("inventory.jsonl"), "{\"id\":\"a\",\"path\":\"a.mp4\",\"label\":\"real\"}\n");
        Path report = Files.writeString(run.resolve("report.json"), "theirs");
        Assay refused = Assay.run("verdict", inventory, "-o", run.resolve("..").resolve("run"));
        assertThat(refused.exit()).isEqualTo(Exit.USAGE);
        assertThat(refused.err()).contains("stands in the output folder");
        Path link = Files.createSymbolicLink(temp.resolve("link.jsonl"), inventory);
        assertThat(Assay.run("verdict", link, "-o", run).exit()).isEqualTo(Exit.USAGE);
        assertThat(report).hasContent("theirs");
        assertThat(run.toFile().list()).hasSize(2);
    }
}
