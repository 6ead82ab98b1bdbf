package dev.assay.kernel.magic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.assay.kernel.MimeBundle;
import dev.assay.kernel.Outputs;
import dev.assay.kernel.output.CellContext;
import dev.assay.kernel.output.CellSession;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(120)
class MagicsTest {
    private final ShellSession session = new ShellSession();
    private final CellSession cells = new CellSession();
    private final StringBuilder out = new StringBuilder();
    private final StringBuilder err = new StringBuilder();
    private final List<MimeBundle> shown = new ArrayList<>();
    private String answer = "y";
    private boolean input = true;

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        session.close();
        cells.close();
    }

    private final Outputs outputs = new Outputs() {
        @Override
        public void text(Stream stream, String text) {
            (stream == Stream.STDOUT ? out : err).append(text);
        }

        @Override
        public void display(MimeBundle bundle, @Nullable String displayId) {
            shown.add(bundle);
        }

        @Override
        public void update(MimeBundle bundle, String displayId) {}

        @Override
        public void clear(boolean wait) {}

        @Override
        public String input(String prompt, boolean password) {
            return answer;
        }
    };

    private @Nullable Object run(String cell) throws Exception {
        AtomicReference<@Nullable Object> worth = new AtomicReference<>();
        CellContext context = CellContext.begin(cells, 1, outputs, input);
        try {
            context.run(() -> worth.set(session.run(cell)));
        } finally {
            context.end();
        }
        return worth.get();
    }

    private String refused(String cell) {
        List<String> message = new ArrayList<>();
        assertThatThrownBy(() -> run(cell)).isInstanceOfSatisfying(MagicError.class, e -> message.add(e.getMessage()));
        return message.get(0);
    }

    private Path jar(String name) throws Exception {
        Path jar = folder.resolve(name);
        Files.createDirectories(jar.getParent());
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new JarEntry("a.txt"));
        }
        return jar.toRealPath();
    }

    private Path file(String name, String text) throws Exception {
        return Files.writeString(folder.resolve(name), text, StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource({
        "%mavne a:b:1, %maven",
        "%whoos, %whos",
        "%HELP, %help",
        "%%htlm, %%html",
        "%html, %%html on the first line",
        "%%maen, %%maven",
        "%%who, It is a line magic: write %who",
        "%time(x), Did you mean %time?",
        "%qqqqqqqqq, %lsmagic",
    })
    void anUnknownMagicNamesTheNearest(String cell, String hint) {
        assertThat(refused(cell)).startsWith("There is no magic ").contains(hint);
    }

    @Test
    void hostileNamesAndArgumentsAreShownHarmless() {
        assertThat(refused("%wh\u001b[31mo\u0007 x"))
                .contains("wh\\u001b[31mo\\u0007")
                .doesNotContain("\u001b");
        assertThat(refused("%" + "x".repeat(1_000_000))).hasSizeLessThan(300);
        assertThat(refused("%load " + "y".repeat(1_000_000))).hasSizeLessThan(500);
        assertThat(refused("%jars 'a\u202eb")).doesNotContain("\u202e");
        assertThat(refused("%help a\u0000b")).contains("\\u0000");
        assertThat(refused("%jars a\u0000b")).contains("is no path");
        assertThat(refused("%jars '[a'")).contains("is no path");
    }

    @Test
    void misuseShowsUsageAndExample() {
        assertThat(refused("%jars")).contains("usage:   %jars PATTERN ...").contains("example: %jars lib/*.jar");
        assertThat(refused("%time")).contains("example: %time");
        assertThat(refused("%%html x\ny")).contains("%%html takes nothing");
        assertThat(refused("%%html")).contains("nothing below");
        assertThat(refused("%reset -x")).contains("usage:   %reset [-f]");
        assertThat(refused("%outputlimit many")).contains("whole number");
        assertThat(refused("%timeit -r 99999999 1")).contains("out of range");
    }

    @Test
    void helpTellsWhatThereIs() throws Exception {
        run("%lsmagic");
        assertThat(out).contains("%maven").contains("%%html").contains("%timeit");
        out.setLength(0);
        run("%help %%time who");
        assertThat(out).contains("%%time: Runs code once").contains("%who: Lists");
        out.setLength(0);
        run("%who?");
        assertThat(out).contains("%who: Lists");
        assertThat(session.magics.help("maven", false))
                .hasValueSatisfying(help -> assertThat(help).contains("usage:"));
        assertThat(session.magics.help("nothing", true)).isEmpty();
        assertThat(session.magics.cellNames()).contains("html", "time", "timeit", "maven");
    }

    @Test
    void extensionsRegisterReplaceAndCallMagics() throws Exception {
        session.kernel.getMagicsRegistry().registerLineMagic("twice", (BaseKernel kernel, List<String> args) -> {
            assertThat(kernel).isSameAs(session.kernel);
            return args.get(0).repeat(2);
        });
        session.kernel
                .getMagicsRegistry()
                .registerCellMagic(
                        "upper",
                        (BaseKernel kernel, List<String> args, String body) ->
                                args + body.toUpperCase(java.util.Locale.ROOT));
        assertThat(run("%twice 'a b' // remark")).isEqualTo("a ba b");
        assertThat(run("%%upper x \"y z\"\nbody")).isEqualTo("[x, y z]BODY");
        assertThat(session.magics.help("twice", false))
                .hasValueSatisfying(help -> assertThat(help).contains("extension"));
        run("%lsmagic");
        assertThat(out).contains("of extensions: %twice %%upper");
        assertThat(refused("%twic x")).contains("Did you mean %twice?");
        AtomicReference<@Nullable Object> home = new AtomicReference<>();
        CellContext context = CellContext.begin(cells, 1, outputs, true);
        context.run(() ->
                home.set(session.kernel.getMagicsRegistry().evalLineMagic(session.kernel, "env", List.of("PATH"))));
        context.end();
        assertThat(home.get()).isEqualTo(System.getenv("PATH"));
        session.kernel
                .getMagicsRegistry()
                .registerLineMagic("who", (BaseKernel kernel, List<String> args) -> "replaced");
        assertThat(run("%who")).isEqualTo("replaced");
    }

    @Test
    void displaysOtherLanguages() throws Exception {
        run("%%html\n<b>x</b>");
        run("%%markdown\n*x*");
        run("%%js\n1");
        assertThat(shown)
                .extracting(MimeBundle::data)
                .satisfiesExactly(
                        html -> assertThat(html).containsKeys("text/plain", "text/html"),
                        markdown -> assertThat(markdown).containsEntry("text/markdown", new TextNode("*x*")),
                        script -> assertThat(script).containsKey("application/javascript"));
    }

    @Test
    void timesALineAndACell() throws Exception {
        assertThat(run("%time 6 * 7")).isEqualTo(42);
        assertThat(out.toString()).matches("Wall time: [\\d.]+ (µs|ms|s) \\(CPU of the cell's thread: .*\\)\n");
        out.setLength(0);
        run("\n%%time\nint time1 = 1;\nint time2 = 2;");
        assertThat(out).startsWithIgnoringCase("wall");
        assertThat(session.places).contains(":3");
        assertThatThrownBy(() -> run("%time nothing()")).isInstanceOf(ShellSession.FailedToCompile.class);
        assertThat(run("%time \"a; // \" + '\"'")).isEqualTo("a; // \"");
    }

    @Test
    void timesManyLoopsOfCompiledCode() throws Exception {
        run("%timeit -n 1000 -r 3 Math.sqrt(2)");
        assertThat(out.toString())
                .matches(
                        "[\\d.]+ (ns|µs) ± [\\d.]+ .s per loop \\(mean ± std. dev. of 3 runs, 1,000 loops each; best .*\\)\n");
        out.setLength(0);
        run("var list = new java.util.ArrayList<Integer>();\n%timeit -n 10 -r 2 list.clear()");
        run("%%timeit -n 10 -r 2\nfor (int i = 0; i < 3; i++) {\n  list.add(i); // remark\n}");
        assertThat(run("list.size()")).isEqualTo(60);
        assertThatThrownBy(() -> run("%timeit nothing(1)")).isInstanceOf(ShellSession.FailedToCompile.class);
        assertThatThrownBy(() -> run("%timeit -n 1 -r 1 Integer.parseInt(\"x\")"))
                .isInstanceOf(NumberFormatException.class);
    }

    @Test
    void aSleepIsTimedAsLongAsItIs() throws Exception {
        run("%timeit -r 2 Thread.sleep(20)");
        assertThat(out.toString()).contains(" ms ±");
        // Other work on the machine makes it longer, never shorter.
        assertThat(Double.parseDouble(out.substring(0, out.indexOf(" ")))).isBetween(20.0, 500.0);
    }

    @Test
    void durationsHaveThreeDigits() {
        assertThat(TimeMagics.duration(0)).isEqualTo("0 ns");
        assertThat(TimeMagics.duration(1.234)).isEqualTo("1.23 ns");
        assertThat(TimeMagics.duration(999.6)).isEqualTo("1.00 µs");
        assertThat(TimeMagics.duration(123_456_789)).isEqualTo("123 ms");
        assertThat(TimeMagics.duration(61.5e9)).isEqualTo("61.5 s");
    }

    @Test
    void listsVariables() throws Exception {
        run("%who");
        assertThat(out).hasToString("No variables.\n");
        out.setLength(0);
        run(
                "int count = 3; String name = \"Ada\\n\"; var all = new int[] {1, 2, 3, 4, 5, 6, 7}; java.util.Map<String, Integer> m = java.util.Map.of(\"k\", 1);\n"
                        + "Object bad = new Object() { public String toString() { throw new IllegalStateException(); } };");
        run("%who");
        assertThat(out).hasToString("count  name  all  m  bad\n");
        out.setLength(0);
        run("%whos");
        assertThat(out.toString().lines().map(String::strip))
                .anyMatch(line -> line.matches("count +int +3"))
                .anyMatch(line -> line.matches("name +String +\"Ada\\\\n\""))
                .anyMatch(line -> line.matches("all +int\\[] +7 \\[1, 2, 3, 4, 5, …]"))
                .anyMatch(line -> line.matches("m .*1 \\{\"k\"=1}"))
                .anyMatch(line -> line.matches("bad +Object +<IllegalStateException>"));
        out.setLength(0);
        run("%who map INT");
        assertThat(out).hasToString("count  m\n");
    }

    @Test
    void previewsAreShortWhateverTheValue() {
        List<Object> self = new ArrayList<>();
        self.add(self);
        assertThat(Preview.of(() -> self)).isEqualTo("1 [1 [1 […]]]");
        assertThat(Preview.of(() -> "x".repeat(100_000))).hasSizeLessThan(100);
        assertThat(Preview.of(() -> java.util.Collections.nCopies(Integer.MAX_VALUE, 1)))
                .startsWith("2147483647 [1, 1,");
        assertThat(Preview.of(() -> null)).isEqualTo("null");
    }

    @Test
    void resetAsksUnlessForced() throws Exception {
        run("%reset -f");
        assertThat(session.resets).isEqualTo(1);
        answer = "no";
        run("%reset");
        assertThat(session.resets).isEqualTo(1);
        answer = " Yes";
        run("%reset");
        assertThat(session.resets).isEqualTo(2);
        input = false;
        assertThat(refused("%reset")).contains("%reset -f does not ask");
    }

    @Test
    void showsAndSetsTheEnvironment() throws Exception {
        assertThat(run("%env PATH")).isEqualTo(System.getenv("PATH"));
        run("%env ASSAY_MAGIC_TOKEN=a = b");
        assertThat(run("%env ASSAY_MAGIC_TOKEN")).isEqualTo("a = b");
        assertThat(run("System.getProperty(\"ASSAY_MAGIC_TOKEN\")")).isEqualTo("a = b");
        assertThat(err).contains("cannot change its environment").contains("kernelspec");
        out.setLength(0);
        run("%env");
        assertThat(out).contains("PATH=").contains("ASSAY_MAGIC_TOKEN=<hidden").doesNotContain("a = b");
        assertThat(refused("%env NO_SUCH_VARIABLE")).contains("has no variable");
        assertThat(refused("%env 1=2")).contains("no name");
        System.clearProperty("ASSAY_MAGIC_TOKEN");
    }

    @Test
    void addsJarsByPattern() throws Exception {
        Path a = jar("lib/a.jar");
        Path b = jar("lib/deep/b.jar");
        Path c = jar("with space/c.jar");
        run("%jars " + folder.toRealPath() + "/lib/*.jar");
        assertThat(session.added).containsExactly(a);
        run("%jars " + folder.toRealPath() + "/lib/**/*.jar");
        assertThat(session.added).containsExactly(a, b);
        assertThat(err).contains("Added 1 entry to the class path; 1 there already");
        run("%jars \"" + folder.toRealPath() + "/with space\"");
        assertThat(session.added).containsExactly(a, b, c);
        assertThat(refused("%jars " + folder + "/none*.jar"))
                .contains("No jar matches")
                .contains("usage:");
        run("%classpath");
        assertThat(out).contains(a.toString());
        run("%classpath " + folder.toRealPath());
        assertThat(session.added).hasSize(4);
        assertThat(refused("%classpath " + folder + "/nothing")).contains("There is no");
    }

    @Test
    void refusesWhatIsNoJar() throws Exception {
        Path bad = file("bad.jar", "no zip");
        assertThat(refused("%jars " + bad)).contains("bad.jar is no readable jar");
        assertThat(session.added).isEmpty();
    }

    @Test
    void loadsJavaAndJshellFilesAndNotebooks() throws Exception {
        Path java = file("a.java", "int loaded = 20;\n%time loaded + 1\nloaded + 2");
        assertThat(run("%load " + java)).isEqualTo(22);
        Path jshell = file("b.jshell", "/open x\n// remark\n/* more */\nloaded + 3\n/exit\n");
        assertThat(run("%load " + jshell)).isEqualTo(23);
        assertThat(err).contains("commands of the jshell tool: /open x, /exit");
        Path notebook = file(
                "c.ipynb",
                "{\"cells\":[{\"cell_type\":\"markdown\",\"source\":\"x\"},"
                        + "{\"cell_type\":\"code\",\"source\":[\"int n1 = 1;\\n\",\"int n2 = 2;\"]},"
                        + "{\"cell_type\":\"code\",\"source\":\"n1 + n2\"}]}");
        assertThat(run("%load " + notebook)).isEqualTo(3);
        assertThat(session.places).contains("a.java:1", "c.ipynb cell 2:1");
    }

    @Test
    void aCircleOfLoadsIsTold() throws Exception {
        Path a = folder.resolve("a.jshell");
        Path b = file("b.jshell", "%load " + a + "\n");
        file("a.jshell", "%load " + b + "\n");
        assertThat(refused("%load " + a)).contains("would load itself: a.jshell -> b.jshell -> a.jshell");
        file("a.jshell", "int fine = 1;\n");
        run("%load " + a); // the failure left nothing behind
    }

    @Test
    void whatCannotBeLoadedIsTold() throws Exception {
        assertThat(refused("%load")).contains("usage:   %load FILE");
        assertThat(refused("%load nothing.java")).contains("There is no file nothing.java (looked from /");
        assertThat(refused("%load " + folder)).contains("is a directory");
        assertThat(refused("%load " + file("x.ipynb", "{"))).contains("is no notebook");
        assertThat(refused("%load " + file("y.ipynb", "[1]"))).contains("is no notebook");
        Path binary = Files.write(folder.resolve("z.java"), new byte[] {(byte) 0xFF, (byte) 0xFE, 0});
        assertThat(refused("%load " + binary)).contains("is no UTF-8 text");
    }

    @Test
    void theOutputLimitIsSetForTheSession() throws Exception {
        run("%outputlimit 20_000");
        assertThat(out).hasToString("A cell may print 20000 characters.\n");
        assertThat(cells.outputLimit()).isEqualTo(20_000);
    }
}
