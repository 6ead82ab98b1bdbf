package dev.assay.kernel.session;

import java.util.List;
import java.util.Set;

/** Code that takes the compiler, the fast path and the first cells' libraries through their paths. */
final class Warming {
    /** What messages would call this code, were there any. */
    static final Place PLACE = new Place("warming up", 1);

    /** What any cell needs javac to have read. */
    static final String FIRST = "1 + 1";

    /** Names no cell would use. */
    static final List<String> CODE = List.of(
            "Math.abs(-1)",
            "int $warm1 = 1;",
            "$warm1 + 1",
            "var $warm2 = java.util.List.of(1, 2, 3);",
            "$warm2.stream().map(x -> x * 2).toList()",
            "String $warm3(int n) { return \"n\" + n; }",
            "$warm3($warm1)",
            "for (int i = 0; i < 3; i++) { $warm1 += i; }",
            "record $Warm4(int a, String b) {}",
            "new $Warm4($warm1, $warm3(2))",
            "if ($warm1 > 1) { $warm1--; } else { $warm1++; }",
            "int $warm1 = 2; int $warm5 = $warm1 * 2; $warm5 + $warm1",
            "String.format(\"%d %s\", $warm5, $warm2)",
            "$warm1 = 3;",
            "double $warm6 = Math.sqrt($warm1);",
            "$warm6 + \" of \" + $warm1",
            "Math.max($warm1, $warm6)",
            "switch ($warm1) { case 1 -> \"a\"; default -> \"b\"; }",
            "int $warm1 = 4;",
            "$warm2.size() + $warm1");

    /** What it declares. */
    static final Set<String> NAMES = Set.of("$warm1", "$warm2", "$warm3", "$Warm4", "$warm5", "$warm6");

    private Warming() {}
}
