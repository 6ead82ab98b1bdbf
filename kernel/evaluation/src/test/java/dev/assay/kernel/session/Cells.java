package dev.assay.kernel.session;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Makes up notebooks by a seed: declarations and redeclarations, and between them statements and expressions about what was
 * declared. Most compile, many throw, some are wrong.
 */
final class Cells {
    private final SplittableRandom random;

    /** What notebooks begin with, so that most of what follows compiles. */
    private final Deque<String> start = new ArrayDeque<>(List.of(
            "int v0 = 1, v1 = 2;",
            "String s0 = \"one\";",
            "var l0 = new ArrayList<Integer>(List.of(4, 5, 6));",
            "int[] a0 = {1, 2, 3};",
            "Runnable r0 = () -> System.out.println(\"run\");",
            "int m0(int a) { return a + v0; }",
            "void p0(int a) { System.out.println(a); }",
            "<T> T id0(T t) { return t; }\n<T> T id1(T t) { return t; }",
            "record R0(int a, String b) {}",
            "class C0 { int f = 3; public int get() { return f; } }",
            "enum E0 { A, B, C }\nenum E1 { X { public String toString() { return \"x\"; } }, Y }",
            "import static java.lang.Math.max;"));

    /** Names by what they are: int, String, int[], List, Runnable, method, void method, record, class. */
    private final Map<String, List<String>> live = new LinkedHashMap<>();

    private final boolean fresh;
    private int made;

    Cells(long seed) {
        this(seed, false);
    }

    /** @param fresh whether most declarations are of names that were never used, and several stand in a cell */
    Cells(long seed, boolean fresh) {
        random = new SplittableRandom(seed);
        this.fresh = fresh;
    }

    String next() {
        if (!start.isEmpty()) {
            return start.remove();
        }
        if (fresh && random.nextBoolean()) {
            return declarations();
        }
        return switch (random.nextInt(24)) {
            case 0, 1, 2, 3 -> declaration();
            case 4 -> declaration() + "\n" + last();
            case 5 -> wrong();
            default -> statements();
        };
    }

    private String declarations() {
        StringBuilder cell = new StringBuilder();
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            cell.append(pick("", "", "static ", "\n", "/* ; */ ")).append(declaration());
            cell.append(pick("\n", " ", "\n\n", " // so }\n"));
            cell.append(random.nextInt(3) == 0 ? statement(1) + "\n" : "");
        }
        return cell + pick("", last());
    }

    private String pick(String... of) {
        return of[random.nextInt(of.length)];
    }

    private String name(String kind, String otherwise) {
        List<String> names = live.getOrDefault(kind, List.of());
        return names.isEmpty() ? otherwise : names.get(random.nextInt(names.size()));
    }

    /** A name that now means this kind and no other. */
    private String declare(String kind, String prefix) {
        String name = prefix + (fresh && random.nextInt(4) > 0 ? 10 + made++ : random.nextInt(4));
        live.values().forEach(names -> names.remove(name));
        live.computeIfAbsent(kind, k -> new ArrayList<>()).add(name);
        return name;
    }

    private String declaration() {
        return switch (random.nextInt(16)) {
            case 0, 1 -> {
                String value = integer(2);
                yield "int " + declare("int", "v") + " = " + value + ";";
            }
            case 2 -> {
                String value = integer(1);
                yield "var " + declare("int", "v") + " = " + value + ";";
            }
            case 3 -> {
                String value = string(1);
                yield "String " + declare("String", pick("v", "s", "s", "s")) + " = " + value + ";";
            }
            case 4 -> "int[] " + declare("int[]", pick("v", "a", "a", "a")) + " = {1, 2, 3};";
            case 5 -> "var " + declare("List", "l") + " = new ArrayList<Integer>(List.of(4, 5, 6));";
            case 6 -> "Runnable " + declare("Runnable", "r") + " = () -> System.out.println(\"run\");";
            case 7 -> {
                String body = integer(1);
                yield "int " + declare("method", "m") + "(int a) { return a + " + body + "; }";
            }
            case 8 -> {
                String body = string(1);
                yield "void " + declare("void method", "p") + "(int a) {\n  System.out.println(a + " + body + ");\n}";
            }
            case 9 -> "<T> T id" + random.nextInt(2) + "(T t) { return t; }";
            case 10 -> "record " + declare("record", "R") + "(int a, String b) {}";
            case 11 ->
                "class " + declare("class", "C") + " {\n  " + pick("", "public ", "public ", "protected ") + "int f = "
                        + random.nextInt(9) + ";\n  public int get() { return f; }\n}";
            case 12 -> "import java.util.concurrent.atomic.*;";
            case 13 -> "import static java.lang.Math." + pick("max", "min", "abs", "*") + ";";
            case 14 -> "enum E" + random.nextInt(2) + " { A, B, C }";
            default -> "int " + name("method", "m9") + "(int a, int b) { return a * b; }";
        };
    }

    private String statements() {
        StringBuilder cell = new StringBuilder();
        int count = random.nextInt(3);
        for (int i = 0; i < count; i++) {
            cell.append(statement(2)).append(pick("\n", " ", "\n\n", " // so\n", "\n/* x;\n } */ "));
        }
        return cell + last();
    }

    private String last() {
        return switch (random.nextInt(6)) {
            case 0 -> integer(3);
            case 1 -> integer(2) + ";";
            case 2 -> string(2);
            case 3 -> pick("", " ") + reference() + pick("", ";", " // the end", "\n");
            default -> statement(2);
        };
    }

    private String statement(int depth) {
        String block = depth > 0 ? "{\n  " + statement(depth - 1) + "\n}" : "{ }";
        return switch (random.nextInt(24)) {
            case 0, 1 -> name("int", pick("v0", "v1")) + " " + pick("=", "+=", "-=", "*=") + " " + integer(2) + ";";
            case 2 -> name("int", pick("v0", "v1")) + pick("++;", "--;");
            case 3 -> "System.out.println(" + integer(2) + ");";
            case 4 -> "System.out.print(" + string(1) + ");";
            case 5 -> "System.out.printf(\"%s %s%n\", " + integer(1) + ", " + string(1) + ");";
            case 6 -> "if (" + condition() + ") " + block + pick("", " else " + block);
            case 7 -> "for (int i = 0; i < 3; i++) {\n  System.out.println(i + " + integer(1) + ");\n}";
            case 8 -> "for (var e : " + name("List", "List.of(1)") + ") System.out.println(e);";
            case 9 ->
                "try " + block + " catch (RuntimeException e) {\n  System.out.println(e.getClass());\n}"
                        + pick("", " finally { System.out.println(\"fin\"); }");
            case 10 ->
                "switch (" + integer(1) + ") {\n  case 1: System.out.println(\"one\"); break;\n  default: "
                        + statement(0) + "\n}";
            case 11 ->
                "throw new " + pick("IllegalStateException", "Exception", "RuntimeException") + "(" + string(0) + ");";
            case 12 -> name("int[]", "a0") + "[" + random.nextInt(5) + "] = " + integer(1) + ";";
            case 13 -> name("List", "l0") + ".add(" + integer(1) + ");";
            case 14 -> name("List", "l0") + ".forEach(x -> System.out.println(x + " + integer(0) + "));";
            case 15 -> name("Runnable", "r0") + ".run();";
            case 16 ->
                name("Runnable", "r0") + " = () -> " + pick("{ " + statement(0) + " }", "System.out.println(7)") + ";";
            case 17 -> name("void method", "p0") + "(" + integer(1) + ")" + pick(";", ";;");
            case 18 -> "{ int v0 = " + integer(0) + "; System.out.println(v0); }";
            case 19 -> "outer: for (int i = 0; i < 3; i++) for (;;) { if (i == 1) break outer; continue outer; }";
            case 20 ->
                "{ class L { public String toString() { return \"L\" + " + integer(1) + "; } }\n"
                        + "  System.out.println(new L()); }";
            case 21 -> "new Thread() { public void run() { System.out.println(\"t\"); } }.run();";
            case 22 -> "synchronized (System.class) " + block;
            default -> name("String", "s0") + " = " + string(1) + ";";
        };
    }

    private String condition() {
        return switch (random.nextInt(4)) {
            case 0 -> integer(1) + " < " + integer(1);
            case 1 -> "!" + string(0) + ".isEmpty()";
            case 2 -> integer(1) + " == " + integer(0);
            default -> name("List", "List.of()") + ".isEmpty() || " + integer(0) + " > 3";
        };
    }

    private String integer(int depth) {
        if (depth == 0) {
            return random.nextBoolean() ? name("int", "3") : String.valueOf(random.nextInt(5));
        }
        return switch (random.nextInt(15)) {
            case 0 -> "(" + integer(depth - 1) + pick(" + ", " - ", " * ", " / ", " % ") + integer(depth - 1) + ")";
            case 1 -> integer(depth - 1) + " + " + integer(depth - 1);
            case 2 -> name("method", "m0") + "(" + integer(depth - 1) + ")";
            case 3 -> name("int[]", "a0") + "[" + integer(depth - 1) + "]";
            case 4 -> string(depth - 1) + ".length()";
            case 5 -> "(" + condition() + " ? " + integer(depth - 1) + " : " + integer(depth - 1) + ")";
            case 6 -> "switch (" + integer(depth - 1) + ") { case 0 -> 1; case 1 -> { yield 5; } default -> 2; }";
            case 7 -> "List.of(1, 2, 3).stream().mapToInt(i -> i * " + integer(0) + ").sum()";
            case 8 -> "new " + name("class", "C0") + "()." + pick("f", "get()");
            case 9 -> "new " + name("record", "R0") + "(" + integer(depth - 1) + ", " + string(0) + ").a()";
            case 10 -> pick("max", "Math.max") + "(" + integer(depth - 1) + ", " + integer(0) + ")";
            case 11 -> "id" + random.nextInt(2) + "(" + integer(depth - 1) + ")";
            case 12 -> "(" + name("int", pick("v0", "v1")) + " = " + integer(depth - 1) + ")";
            default -> integer(0);
        };
    }

    private String string(int depth) {
        if (depth == 0) {
            return random.nextBoolean()
                    ? name("String", "\"s\"")
                    : pick("\"a;b\"", "\"}{\"", "\"\\\"\"", "\"\"", "\"\\u00e9\"");
        }
        return switch (random.nextInt(7)) {
            case 0 -> "(" + string(depth - 1) + " + " + integer(depth - 1) + ")";
            case 1 -> "String.valueOf(" + integer(depth - 1) + ")";
            case 2 -> "\"\"\"\n  text; } \"q\"\n  \"\"\"";
            case 3 -> "new " + name("record", "R0") + "(1, " + string(depth - 1) + ").b()";
            case 4 -> "(" + condition() + " ? " + string(depth - 1) + " : \"n\")";
            default -> string(0);
        };
    }

    /** Expressions of other types, last in a cell. */
    private String reference() {
        return switch (random.nextInt(16)) {
            case 0 -> name("List", "l0");
            case 1 -> "new " + name("record", "R0") + "(" + integer(1) + ", " + string(1) + ")";
            case 2 -> "E" + random.nextInt(2) + ".values()[" + random.nextInt(4) + "]";
            case 3 -> name("int[]", "a0").concat(".clone()");
            case 4 -> condition() + " ? 1 : 2.0";
            case 5 -> "(switch (" + integer(1) + ") { case 1, 2, 3 -> 1; default -> 2.5; })";
            case 6 -> name("List", "l0") + ".stream().map(x -> x + " + integer(0) + ").collect(Collectors.toList())";
            case 7 -> "null";
            case 8 -> "new Object() { int z = 4; public String toString() { return \"o\" + z; } }";
            case 9 -> condition();
            case 10 -> "(Supplier<Integer>) () -> " + integer(1);
            case 11 -> "Map.of(" + string(0) + ", " + integer(0) + ")";
            case 12 -> "id0(" + name("record", "1") + "::new)";
            case 13 -> "id" + random.nextInt(2) + "(List.of(" + integer(0) + "))";
            case 14 -> "(long) " + integer(1) + " << 3";
            default -> "new int[] {" + integer(0) + ", 2}";
        };
    }

    private String wrong() {
        return switch (random.nextInt(8)) {
            case 0 -> "undefined + 1";
            case 1 -> statement(1) + "\nint = 3;";
            case 2 -> name("int", pick("v0", "v1")) + " = \"text\";";
            case 3 -> "System.out.println(\"before\");\nmissing(" + integer(1) + ");";
            case 4 -> "return " + integer(1) + ";";
            case 5 -> "foo(";
            case 6 -> {
                start.addAll(List.of(statements(), "int notYet() { return 4; }", "later()"));
                yield "int later() { return notYet(); }";
            }
            default -> "(null)";
        };
    }
}
