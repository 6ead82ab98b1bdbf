package dev.assay.kernel.assist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectionTest {
    /** Stands in for the JDK's: tests run where there is none. */
    private static final String STRING_SOURCE =
            """
            package java.lang;
            /** A string. Never changes. */
            public final class String {
                /**
                 * Returns a part of this string. Shares {@code nothing} &amp; copies.
                 *
                 * <ul><li>one<li>two</ul>
                 * @param from the first character
                 * @return the part, see {@link #length}
                 * @throws IndexOutOfBoundsException if there is no such character
                 * @since 1.0
                 */
                public String substring(int from) { return this; }
                /** Between two. */
                public String substring(int from, int to) { return this; }
            }
            """;

    private static final String HOSTILE =
            """
            package lib;
            /** A library. <script>alert('sentence')</script> */
            public class Thing<T> extends Parent<T> {
                /**
                 * Says {@code <b>} it. <script>alert(1)</script><img src=x onerror="alert(2)">
                 * <a href="javascript:alert(3)" onclick="alert(4)">bad</a> <a href="https://example.org/a?b=1&amp;c">good</a>
                 * <div onmouseover="alert(5)">box</div></div></pre><b>left open
                 * <style>p { }</style><iframe src="x"></iframe><svg onload="alert(6)"></svg>
                 * &lt;script&gt; &#60;script&#62; {@literal <script>} {@unknown <script>alert(7)</script>}
                 * @param word what to say
                 */
                public static String say(String word) { return word; }
                @Override public void inherited(java.util.List<? extends T> list, int... rest) { }
            }
            """;

    private static final String PARENT =
            """
            package lib;
            public class Parent<T> {
                /** Documented above. */
                public void inherited(java.util.List<? extends T> list, int... rest) { }
            }
            """;

    private static final String DOCUMENTED =
            """
            package lib;
            /** What is above. More of it: {@code 1 < 2}. */
            public class Parent<T> {
                /** Documented on a page.<ul><li>one &amp; <b title="hidden">two</b></ul> */
                public void inherited(java.util.List<? extends T> list, int... rest) { }
                /** Another. */
                public void inherited(int[] numbers) { }
            }
            """;

    private static final String PAGE_OF_JDK_8 =
            """
            <html><body><div class="description"><ul class="blockList"><li class="blockList">
            <pre>public class <span class="typeNameLabel">Thing</span></pre>
            <div class="block">An old page.</div></li></ul></div></body></html>
            """;

    @TempDir
    static Path folder;

    private static Rig rig;
    private static Path jar;

    @BeforeAll
    static void start() throws IOException {
        Path home = Files.createDirectories(folder.resolve("jdk"));
        zip(
                Files.createDirectories(home.resolve("lib")).resolve("src.zip"),
                "java.base/java/lang/String.java",
                STRING_SOURCE);
        jar = library(folder.resolve("repository"));
        rig = new Rig(
                home,
                "var names = List.of(\"a\");",
                "int twice(int number) { return 2 * number; }",
                "record Point(int x, int y) { }");
        rig.classPath.add(jar);
        rig.values.put("names", List.of("a"));
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    private static Path library(Path repository) throws IOException {
        Path sources = Files.createDirectories(repository.resolve("src").resolve("lib"));
        Path classes = Files.createDirectories(repository.resolve("classes"));
        Files.writeString(sources.resolve("Thing.java"), HOSTILE);
        Files.writeString(sources.resolve("Parent.java"), PARENT);
        int failed = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-d",
                        classes.toString(),
                        sources.resolve("Thing.java").toString(),
                        sources.resolve("Parent.java").toString());
        assertThat(failed).isZero();
        Path built = repository.resolve("thing-1.0.jar");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(built));
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                zip.putNextEntry(
                        new ZipEntry(classes.relativize(file).toString().replace('\\', '/')));
                Files.copy(file, zip);
            }
        }
        zip(repository.resolve("thing-1.0-sources.jar"), "lib/Thing.java", HOSTILE, "lib/Parent.java", PARENT);
        return built;
    }

    private static void zip(Path file, String... namesAndTexts) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (int i = 0; i < namesAndTexts.length; i += 2) {
                zip.putNextEntry(new ZipEntry(namesAndTexts[i]));
                zip.write(namesAndTexts[i + 1].getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    @Test
    void aMethodIsFoundBeforeItsBracketsAreWritten() {
        try (Rig rig = new Rig()) {
            assertThat(rig.plain("Math.abs|", 0)).contains("abs(int").contains("abs(double");
            assertThat(rig.plain("var x = \"a\".isBl|ank", 0)).contains("isBlank()");
            assertThat(rig.plain("Math.nothingOfTheKind|", 0)).isEmpty();
        }
    }

    @Test
    void briefIsTheSignatureAndTheFirstSentence() {
        assertThat(rig.plain("\"abc\".subst|ring(1)", 0))
                .isEqualTo(
                        """
                String String.substring(int from)

                Returns a part of this string.

                Other overloads:
                String String.substring(int beginIndex, int endIndex)""");
        assertThat(rig.plain("Strin|g s;", 0))
                .startsWith("final class java.lang.String implements Serializable, Comparable<String>, CharSequence")
                .endsWith("A string.");
    }

    @Test
    void detailIsTheWholeComment() {
        assertThat(rig.plain("\"abc\".subst|ring(1)", 1))
                .startsWith(
                        """
                String String.substring(int from)

                Returns a part of this string. Shares nothing & copies.

                 - one
                 - two

                Parameter from: the first character

                Returns: the part, see length
                Throws IndexOutOfBoundsException: if there is no such character

                Since: 1.0""");
        assertThat(rig.html("\"abc\".subst|ring(1)", 1))
                .contains("<ul><li>one<li>two</ul>", "Shares <code>nothing</code> &amp; copies");
    }

    @Test
    void argumentsShowTheirMethod() {
        for (String code : List.of("\"abc\".substring(|", "\"abc\".substring(1 + |", "\"abc\".substring(1, |2)")) {
            assertThat(rig.plain(code, 0)).as(code).contains("substring(", "Other overloads:");
        }
        assertThat(rig.plain("new ArrayList<String>(|", 0)).contains("ArrayList(Collection<? extends String> c)");
        assertThat(rig.plain("Math.max(1, \"abc\".length(|)", 0)).startsWith("int String.length()");
        assertThat(rig.plain("twice(|", 0)).startsWith("int twice(int number)");
    }

    @Test
    void commentsOfDependenciesAreHarmless() {
        String html = rig.html("lib.Thing.sa|y(\"a\")", 1);
        assertThat(html).startsWith("<pre><code>static String Thing.say(String word)</code></pre>");
        assertThat(html.toLowerCase(java.util.Locale.ROOT))
                .doesNotContain(
                        "<script",
                        "onerror=",
                        "onclick=",
                        "javascript:",
                        "<img",
                        "onmouseover=",
                        "<iframe",
                        "<svg",
                        "<style",
                        "onload=",
                        "p { }");
        assertThat(html)
                .contains("Says <code>&lt;b&gt;</code> it.", "<a href=\"https://example.org/a?b=1", "<a>bad</a>")
                .contains("<b>left open", "<b>Parameter word</b> what to say");
        assertThat(count(html, "<b>")).isEqualTo(count(html, "</b>"));
        assertThat(count(html, "<div>")).isEqualTo(count(html, "</div>"));
        assertThat(rig.html("lib.Thin|g t", 0)).doesNotContain("<script", "alert(");
    }

    private static int count(String text, String part) {
        return text.split(java.util.regex.Pattern.quote(part), -1).length - 1;
    }

    @Test
    void commentsAreInherited() {
        assertThat(rig.plain("new lib.Thing<String>().inherit|ed(null)", 1))
                .startsWith("void Thing.inherited(List<? extends String> list, int... rest)")
                .contains("Documented above.");
    }

    @Test
    void sourcesThatAppearLaterAreFound(@TempDir Path elsewhere) throws IOException {
        Path copy = elsewhere.resolve("thing-1.0.jar");
        Files.copy(jar, copy);
        try (Rig other = new Rig()) {
            other.classPath.add(copy);
            assertThat(other.plain("lib.Thin|g t", 0)).contains("put thing-1.0-sources.jar beside thing-1.0.jar");
            Files.copy(jar.resolveSibling("thing-1.0-sources.jar"), elsewhere.resolve("thing-1.0-sources.jar"));
            assertThat(other.plain("lib.Thin|g t", 0)).contains("A library.");
        }
    }

    @Test
    void pagesOfJavadocServeWhereThereAreNoSources(@TempDir Path elsewhere) throws IOException {
        Path pages = Files.createDirectories(elsewhere.resolve("pages"));
        Path source = Files.createDirectories(elsewhere.resolve("lib")).resolve("Parent.java");
        Files.writeString(source, DOCUMENTED);
        StandardJavaFileManager files =
                ToolProvider.getSystemDocumentationTool().getStandardFileManager(null, null, null);
        boolean written = ToolProvider.getSystemDocumentationTool()
                .getTask(
                        Writer.nullWriter(),
                        files,
                        diagnostic -> {},
                        null,
                        List.of("-d", pages.toString(), "-quiet", "-Xdoclint:none"),
                        files.getJavaFileObjects(source))
                .call();
        assertThat(written).isTrue();
        Path copy = elsewhere.resolve("thing-1.0.jar");
        Files.copy(jar, copy);
        zip(
                elsewhere.resolve("thing-1.0-javadoc.jar"),
                "lib/Parent.html",
                Files.readString(pages.resolve("lib").resolve("Parent.html")),
                "lib/Thing.html",
                PAGE_OF_JDK_8);
        try (Rig other = new Rig()) {
            other.classPath.add(copy);
            assertThat(other.plain("lib.Paren|t t", 0))
                    .contains("What is above.")
                    .doesNotContain("More of it");
            assertThat(other.plain("lib.Paren|t t", 1)).contains("What is above. More of it: 1 < 2");
            assertThat(other.plain("new lib.Parent<String>().inherit|ed(null)", 1))
                    .contains("Documented on a page.\none & two")
                    .doesNotContain("What is above", "<li>", "hidden");
            assertThat(other.plain("lib.Thin|g t", 0)).contains("An old page.");
        }
    }

    @Test
    void saysWhereToGetTheJavadocOfTheJdk() {
        try (Rig bare = new Rig(folder.resolve("no-jdk"))) {
            assertThat(bare.plain("\"\".tri|m()", 0))
                    .startsWith("String String.trim()")
                    .contains("src.zip", "-source)");
        }
    }

    @Test
    void readsTheJavadocOfThisJdkWhereItIs() {
        Path sources = Path.of(System.getProperty("java.home"), "lib", "src.zip");
        assumeThat(sources).as("this JDK came without its sources").isRegularFile();
        try (Rig own = new Rig()) {
            assertThat(own.plain("List.of(\"a\").subLis|t(0, 1)", 0))
                    .startsWith("List<String> List.subList(int fromIndex, int toIndex)")
                    .contains("Returns a view of the portion of this list");
        }
    }

    @Test
    void liveSnippets() {
        assertThat(rig.plain("nam|es", 0)).isEqualTo("List<String> names\n\nValue: size 1 [\"a\"]");
        assertThat(rig.plain("Poin|t p;", 0))
                .startsWith("record Point(int x, int y)")
                .contains("record Point(int x, int y) { }");
        assertThat(rig.plain("twi|ce(3)", 0)).contains("{ return 2 * number; }");
        assertThat(rig.plain("int fresh = 3; fres|h + 1", 0)).isEqualTo("int fresh");
    }

    @Test
    void namesNobodyImportedAndMagics() {
        assertThat(rig.plain("TimeUni|t", 0)).startsWith("enum java.util.concurrent.TimeUnit");
        assertThat(rig.plain("%mave|n a:b:1", 0)).isEqualTo("%maven\n\nAdds a library.\n%maven G:A:V");
        assertThat(rig.plain("%nonsens|e", 0)).isEmpty();
    }

    @Test
    void nothingWhereNothingIs() {
        for (String code :
                List.of("|", "\"na|mes\"", "// na|mes", "unknow|n", "foo(|", "1 |+ 1", "%%html\n<b>na|mes", "|)")) {
            assertThat(rig.plain(code, 0)).as(code).isEmpty();
        }
    }

    @Test
    void countsInCodePoints() {
        assertThat(rig.plain("var \uD83D = \"\uD83D\uDE00\uD83D\uDE00\"; twic|e(1)", 0))
                .startsWith("int twice(");
        assertThat(rig.plain("\"\uD83D\uDE00\uD83D\uDE00\".tri|m()", 0)).startsWith("String String.trim()");
    }
}
