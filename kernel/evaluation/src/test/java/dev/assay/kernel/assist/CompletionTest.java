package dev.assay.kernel.assist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.kernel.Completions;
import dev.assay.kernel.Completions.Completion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompletionTest {
    private static Rig rig;

    @BeforeAll
    static void start() {
        rig = new Rig(
                "var names = List.of(\"a\", \"b\");",
                "int twice(int number) { return 2 * number; }",
                "enum Colour { RED, GREEN }",
                "record Point(int x, int y) { double norm() { return Math.sqrt(x * x + y * y); } }",
                "class Safe { private int secret; int open; }",
                "Safe safe = new Safe();",
                "Point point = new Point(1, 2);",
                "Map<String, List<Integer>> counts = new HashMap<>();");
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    @Test
    void membersCarryTheTypesTheirReceiverGivesThem() {
        assertThat(rig.candidate("names.|", "stream()"))
                .isEqualTo(new Completion("stream()", "function", "(): Stream<String>"));
        assertThat(rig.candidate("counts.entrySet().iterator().next().|", "getValue()")
                        .signature())
                .isEqualTo("(): List<Integer>");
        assertThat(rig.candidate("\"text\".sub|", "substring(").signature())
                .isEqualTo("(int beginIndex): String (+1 overload)");
        assertThat(rig.candidate("int[] a = {1}; a.|", "length"))
                .isEqualTo(new Completion("length", "instance", ": int"));
        assertThat(rig.candidate("twi|", "twice("))
                .isEqualTo(new Completion("twice(", "function", "(int number): int"));
    }

    @Test
    void replacesTheWordBeforeTheCursorOnly() {
        Completions found = rig.complete("names.str|eam()");
        assertThat(found.start()).isEqualTo(6);
        assertThat(found.end()).isEqualTo(9);
    }

    @Test
    void countsInCodePoints() {
        Completions found = rig.complete("\"\uD83D\uDE00\uD83D\uDE00\".leng|");
        assertThat(found.matches()).extracting(Completion::text).containsExactly("length()");
        assertThat(found.start()).isEqualTo(5);
        assertThat(found.end()).isEqualTo(9);
        // an identifier may hold characters beyond the basic plane
        Completions astral = rig.complete("int \uD835\uDCB3yz = 1;\n\uD835\uDCB3y|");
        assertThat(astral.matches()).extracting(Completion::text).containsExactly("\uD835\uDCB3yz");
        assertThat(astral.start()).isEqualTo(13);
        assertThat(astral.end()).isEqualTo(15);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "names.stream().map(name -> name.leng|",
                "names.stream().map(name -> name.leng|).toList();",
                "names.stream().collect(Collectors.groupingBy(name -> name.leng|",
                "names.stream().sorted(Comparator.comparing(name -> name.leng|",
                "for (var name : names) { if (true) { name.leng|",
                "Object o = names; if (o instanceof String text && text.leng|",
                "void shout(String text) { text.leng|",
                "class Shouter { String text; void shout() { text.leng|",
                "try { names.get(0).leng|",
                "int one = 1;\nvar all = List.of(\"q\");\nall.get(0).leng|",
                "String text = \"q\"; text\n  .trim()\n  .leng|",
                "names.get(0).leng| ;\nint after = 5;",
                "%%time\nnames.get(0).leng|",
                "var f = (Function<String, Integer>) text -> { return text.leng|",
                "counts.keySet().iterator().next().leng|"
            })
    void findsTheTypeWhereverTheStatementStands(String code) {
        assertThat(rig.texts(code)).as(code).containsExactly("length()");
    }

    @Test
    void seesWhatTheCellDeclaresBeforeItRuns() {
        assertThat(rig.texts("int later = lat|;\nint lateness() { return 1; }")).containsExactly("lateness()");
        assertThat(rig.texts("lat|\nint lateness() { return 1; }")).containsExactly("lateness()");
        assertThat(rig.texts("record Pair(int left, int right) {}\nnew Pair(1, 2).le|"))
                .containsExactly("left()");
        assertThat(rig.texts("import java.time.*;\nLocalDate.now().lengthOfY|")).containsExactly("lengthOfYear()");
        assertThat(rig.texts("String names = \"x\";\nnames.leng|"))
                .as("declared anew")
                .containsExactly("length()");
    }

    @Test
    void whatFitsTheTypeComesFirst() {
        assertThat(rig.texts("int n = names.|").subList(0, 4))
                .containsExactly("hashCode()", "indexOf(", "lastIndexOf(", "size()");
        assertThat(rig.texts("String s = point.|")).first().isEqualTo("toString()");
        assertThat(rig.texts("if (names.is|")).containsExactly("isEmpty()");
        assertThat(rig.texts("if (names.|").subList(0, 2)).containsExactly("add(", "addAll(");
        assertThat(rig.texts("Math.max(1, names.|")).first().isEqualTo("hashCode()");
        assertThat(rig.texts("Colour c = Colour.|").subList(0, 2)).containsExactly("GREEN", "RED");
        assertThat(rig.texts("Colour c = |")).contains("Colour.RED");
        assertThat(rig.texts("switch (Colour.RED) { case |")).contains("RED", "GREEN");
    }

    @Test
    void membersOfObjectComeLast() {
        assertThat(rig.texts("point.|").subList(0, 6))
                .containsExactly("equals(", "hashCode()", "norm()", "toString()", "x()", "y()");
        assertThat(rig.texts("point.|")).endsWith("wait()").doesNotContain("finalize()");
    }

    @Test
    void privateMembersOfTheSessionsTypesAreNotOffered() {
        assertThat(rig.texts("safe.|")).contains("open").doesNotContain("secret");
        assertThat(rig.texts("class Mine { private int own; void f() { this.ow|"))
                .containsExactly("own");
    }

    @Test
    void classesPackagesAndImports() {
        assertThat(rig.texts("TimeUn|")).containsExactly("java.util.concurrent.TimeUnit");
        assertThat(rig.texts("new ArrayLi|")).startsWith("ArrayList");
        assertThat(rig.texts("List<Intege|")).first().isEqualTo("Integer");
        assertThat(rig.texts("java.ut|")).containsExactly("util");
        assertThat(rig.texts("import java.util.concurrent.Ti|")).containsExactly("TimeoutException", "TimeUnit");
        assertThat(rig.texts("import java.util.conc|")).containsExactly("concurrent");
        assertThat(rig.texts("import static java.lang.Math.ma|")).containsExactly("max");
        assertThat(rig.texts("import ja|")).contains("java", "javax");
        assertThat(rig.texts("try { } catch (IOEx|")).containsExactly("IOException");
    }

    @Test
    void keywordsAndReferences() {
        assertThat(rig.candidate("whi|", "while").type()).isEqualTo("keyword");
        assertThat(rig.texts("names.forEach(System.out::printl|")).containsExactly("println");
        assertThat(rig.texts("names.stream().map(String::le|")).containsExactly("length");
        assertThat(rig.texts("System.out.printl|(3)")).as("a bracket follows").containsExactly("println");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"na|",
                "\"na|mes\"",
                "// na|",
                "/* na| */",
                "/* na|",
                "\"\"\"\n  na|",
                "1.|",
                "1.5|",
                "0x1|",
                "'n|'",
                "%%html\n<b>na|",
                "null.|",
                "unknown.|",
                "\"a\" + \"na|"
            })
    void offersNothingInTextAndNumbers(String code) {
        assertThat(rig.complete(code).matches()).as(code).isEmpty();
    }

    @Test
    void magics() {
        assertThat(rig.texts("%|")).containsExactly("%load", "%maven", "%%html", "%%time");
        assertThat(rig.complete("int x;\n%ma|").start()).isEqualTo(7);
        assertThat(rig.texts("int x;\n%|"))
                .as("a cell magic is a cell's first line")
                .doesNotContain("%%time");
        assertThat(rig.candidate("%ma|", "%maven")).isEqualTo(new Completion("%maven", "magic", "Adds a library."));
        assertThat(rig.texts("7 %na|")).as("the remainder").contains("names");
    }

    @Test
    void paths(@TempDir Path folder) throws IOException {
        Files.createDirectories(folder.resolve("scripts"));
        Files.writeString(folder.resolve("scripts").resolve("a.jsh"), "");
        Files.writeString(folder.resolve("setup.jsh"), "");
        Files.writeString(folder.resolve("two words.jsh"), "");
        Files.writeString(folder.resolve(".hidden"), "");
        try (Rig here = new Rig().in(folder)) {
            assertThat(here.texts("%load |")).containsExactly("scripts/", "setup.jsh");
            assertThat(here.texts("%load scr|")).containsExactly("scripts/");
            assertThat(here.texts("%load scripts/|")).containsExactly("a.jsh");
            assertThat(here.complete("%load scripts/a|").start()).isEqualTo(14);
            assertThat(here.texts("%load .h|")).containsExactly(".hidden");
            assertThat(here.texts("%load nowhere/|")).isEmpty();
            assertThat(here.texts("%maven s|")).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"names.|", "|", "S|", "Arr|", "counts.|", "import java.|", "new |", "System.out.|"})
    void eachTextOnceAndAlwaysInTheSameOrder(String code) {
        assertThat(rig.texts(code)).doesNotHaveDuplicates().isEqualTo(rig.texts(code));
    }
}
