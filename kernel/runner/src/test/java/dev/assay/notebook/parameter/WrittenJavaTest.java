package dev.assay.notebook.parameter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What values become is Java, whatever they say and however their types are put together. */
final class WrittenJavaTest {
    /** Values in YAML that fit a type; some would end a literal, some are too small for one. */
    private static final Map<String, List<String>> SCALARS = Map.ofEntries(
            Map.entry("String", List.of("\"a\"", "\"\\\"\\\\u0022\\r\\n\\u0007\"")),
            Map.entry("int", List.of("1", "-2147483648")),
            Map.entry("Integer", List.of("2147483647")),
            Map.entry("long", List.of("-9223372036854775808")),
            Map.entry("Long", List.of("3")),
            Map.entry("short", List.of("-3")),
            Map.entry("Short", List.of("3")),
            Map.entry("Byte", List.of("127")),
            Map.entry("char", List.of("\"\\\\\"")),
            Map.entry("Character", List.of("\"'\"")),
            Map.entry("double", List.of("1", "0.1", "-1e-400", "4.9e-324", "1e308", "123456789012345678901234567890")),
            Map.entry("Double", List.of("2.50", "0.0", "1e-999")),
            Map.entry("float", List.of("3", "1e-50", "1.1", "3.4e38")),
            Map.entry("Float", List.of("0.1")),
            Map.entry("boolean", List.of("true")),
            Map.entry("Boolean", List.of("false")),
            Map.entry("java.nio.file.Path", List.of("\"a b\"")),
            Map.entry("java.math.BigDecimal", List.of("0.10", "1e-999")),
            Map.entry("java.time.Year", List.of("2026", "-1", "12345")),
            Map.entry("java.time.Duration", List.of("\"PT5S\"")),
            Map.entry("java.net.URI", List.of("\"a:b\"")),
            Map.entry(
                    "Object",
                    List.of("1", "\"a\"", "[1, {a: 2.5}]", "12345678901234567890", "1e-400", "-.INF", ".nan")));

    private static final Map<String, String> BOXES = Map.of(
            "int",
            "Integer",
            "long",
            "Long",
            "short",
            "Short",
            "char",
            "Character",
            "double",
            "Double",
            "float",
            "Float",
            "boolean",
            "Boolean");

    private final Random random = new Random(17);

    @TempDir
    private Path folder;

    @Test
    void everyValueOfEveryTypeCompiles() throws Exception {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            String type = type(3);
            Value value = YamlValues.read(value(type));
            lines.add(Language.JAVA.assignment(new Parameter("x" + i, type, "", ""), value));
        }
        assertThat(complaints(String.join("\n", lines))).isEmpty();
    }

    /** Constants of a class are at most 65,535 bytes long; these take four for two characters, and begin between two pieces. */
    @Test
    void aTextOfAnyLengthCompiles() throws Exception {
        Parameter text = new Parameter("x", "String", "", "");
        String code = Language.JAVA.assignment(text, Value.text("a" + "\ud83d\ude00".repeat(50_000)));
        assertThat(complaints(code)).isEmpty();
        assertThat(code).matches("String x = String.join\\(\"\"(, \"a?(\ud83d\ude00)+\"){6}\\);");
    }

    /** A method has at most 65,535 bytes: what is taken compiles, and of the plainest a tenth more would not. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "int[] | # | true",
                "double[] | 0.# | true",
                "java.util.List<String> | abc# | true",
                "java.util.List<Integer> | # | true",
                "java.util.List<Integer> | 3 | true",
                "java.util.List<Short> | -77 | true",
                "java.util.List<Long> | 1 | false",
                "java.util.List<Double> | 0.# | true",
                "Object | .nan | false",
                "Object | # | true",
                "java.util.List<java.nio.file.Path> | a# | true",
                "java.math.BigInteger[] | # | true",
                "char[] | a | false",
                "java.util.List<Boolean> | true | true",
                "java.util.Set<java.util.List<Long>> | [123456#, 1, 2#] | false",
                "java.util.List<java.util.List<java.util.List<java.net.URI>>> | a# | false",
                "java.util.List<java.util.List<String>> | [a#, b#, c#, d#, e#, f#, g#, h#, i#, j#, k#] | false",
                "java.util.List<java.util.Map<String, Object>> | {a#: 1, b: c#} | false"
            })
    void asManyValuesCompileAsAreTaken(String type, String element, boolean close) throws Exception {
        int most = most(type, element);
        assertThat(complaints(several(type, element, most))).isEmpty();
        if (close) {
            assertThat(complaints(several(type, element, most * 11 / 10))).contains("limit.code");
        }
    }

    @Test
    void eachMapHasAMethodOfItsOwn() throws Exception {
        String type = "java.util.Map<String, String>";
        List<String> code = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Parameter parameter = new Parameter("x" + i, type, "", "");
            Value map = entries(i * 10_000, 5_800);
            assertThat(Language.JAVA.bytes(parameter, map)).isLessThan(100);
            code.add(Language.JAVA.assignment(parameter, map));
        }
        assertThat(complaints(String.join("\n", code))).isEmpty();
        assertThatThrownBy(() -> Language.JAVA.bytes(new Parameter("x", type, "", ""), entries(0, 6_000)))
                .hasMessageContaining("found 6,000; write them to a file");
    }

    private static Value entries(int from, int count) {
        return YamlValues.read(IntStream.range(from, from + count)
                .mapToObj(key -> key + "k: " + key + "v")
                .collect(Collectors.joining(", ", "{", "}")));
    }

    private static int most(String type, String element) {
        int two = bytes(type, element, 2);
        int one = two - bytes(type, element, 1);
        return 2 + (JavaLiteral.MOST_BYTES - two) / one;
    }

    private static int bytes(String type, String element, int count) {
        return Language.JAVA.bytes(new Parameter("x", type, "", ""), all(element, count));
    }

    /** With another number for each {@code #}: what is said twice is cheaper the second time. */
    private static Value all(String element, int count) {
        return new Value.Several(IntStream.range(0, count)
                .mapToObj(i -> YamlValues.read(element.replace("#", Integer.toString(100_000 + i))))
                .toList());
    }

    /** Without the types of what is in a list, a thousand of these take a compiler half a minute, and two thousand four. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "java.util.List<java.util.Set<Long>> | [123456789012]",
                "java.util.List<java.util.List<Integer>> | 1",
                "java.util.Map<String, java.math.BigInteger>[] | {a: 1}",
                "Object | [1, [2]]"
            })
    @Timeout(60)
    void aThousandListsInAListCompileInSeconds(String type, String element) throws Exception {
        assertThat(complaints(several(type, element, 1_500))).isEmpty();
    }

    /** Types are written where Java takes them. */
    @Test
    void anEmptyListOfWildcardsCompiles() throws Exception {
        assertThat(complaints(several("java.util.List<? extends java.util.List<Integer>>", "1", 0)))
                .isEmpty();
    }

    private static String several(String type, String element, int count) {
        return Language.JAVA.assignment(new Parameter("x", type, "", ""), all(element, count));
    }

    private String type(int depth) {
        return switch (random.nextInt(depth == 0 ? 1 : 6)) {
            case 1 -> "java.util.List<" + boxed(type(depth - 1)) + ">";
            case 2 -> "java.util.Set<" + boxed(type(depth - 1)) + ">";
            case 3 -> "java.util.Map<String, " + boxed(type(depth - 1)) + ">";
            case 4 -> type(depth - 1) + "[]";
            default -> any(SCALARS.keySet().stream().sorted().toList());
        };
    }

    private static String boxed(String type) {
        return BOXES.getOrDefault(type, type);
    }

    private String value(String text) {
        JavaType type = JavaType.parse(text);
        if (type.isArray() || type.name().endsWith("List") || type.name().endsWith("Set")) {
            List<String> values = new ArrayList<>();
            for (int i = random.nextInt(3); i >= 0; i--) {
                values.add(value(type.argument(0).toString()));
            }
            return values.toString();
        }
        if (type.name().endsWith("Map")) {
            return "{\"b\": " + value(type.argument(1).toString()) + "}";
        }
        return any(SCALARS.getOrDefault(text, List.of()));
    }

    private String any(List<String> some) {
        return some.get(random.nextInt(some.size()));
    }

    private String complaints(String statements) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        List<String> options = List.of("-proc:none", "-d", folder.toString(), "-XDrawDiagnostics");
        JavaFileObject code = new SimpleJavaFileObject(URI.create("string:///Cell.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return "class Cell { void run() {\n" + statements + "\n} }";
            }
        };
        boolean compiles =
                compiler.getTask(said, null, null, options, null, List.of(code)).call();
        return compiles ? "" : said.toString();
    }
}
