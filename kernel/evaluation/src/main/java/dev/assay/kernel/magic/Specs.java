package dev.assay.kernel.magic;

import java.util.List;

/**
 * The table of built-in magics. Every kernel reads it when it starts, so it is plain data: no lambdas, no text put together
 * at run time, which would cost some ten milliseconds there. To add one, add a row here and a case in {@link BuiltIn}.
 */
final class Specs {
    private static final String TIME = "Runs code once and says how long that took, compilation included.";
    private static final String TIMEIT = "Compiles code once, runs it many times and says how long one run takes.";

    static final List<Spec> ALL = List.of(
            Spec.line(
                            "maven",
                            "G:A:V ... [--bom G:A:V] [--exclude G:A] [--repo [ID=]URL] [-o] [-U]",
                            "Adds artifacts and what they need from Maven repositories to the class path.",
                            "%maven tech.tablesaw:tablesaw-core:0.44.4")
                    .alias("addMavenDependency", "addMavenDependencies"),
            Spec.cell(
                            "maven",
                            "[--bom G:A:V] [--exclude G:A] [--repo [ID=]URL] [-o] [-U] (part of a pom below)",
                            "Adds the dependencies of a pom, or of a part of one, to the class path.",
                            "%%maven\n<dependency>\n  <groupId>org.apache.commons</groupId>\n"
                                    + "  <artifactId>commons-text</artifactId>\n  <version>1.14.0</version>\n</dependency>")
                    .alias("loadFromPOM"),
            Spec.line(
                    "loadFromPOM",
                    "FILE [--exclude G:A] [--repo [ID=]URL] [-o] [-U]",
                    "Adds the compile and runtime dependencies of a pom file to the class path.",
                    "%loadFromPOM pom.xml"),
            Spec.line(
                            "mavenRepo",
                            "[ID] URL",
                            "Adds a repository that later %maven lines of this session ask first.",
                            "%mavenRepo jitpack https://jitpack.io")
                    .alias("addMavenRepo"),
            Spec.line(
                    "jars",
                    "PATTERN ...",
                    "Adds jars by path, directory or pattern (* within a directory, ** across) to the class path.",
                    "%jars lib/*.jar"),
            Spec.line(
                    "classpath",
                    "[PATH ...]",
                    "Shows the class path, or adds jars and class directories to it.",
                    "%classpath target/classes"),
            Spec.line(
                    "load",
                    "FILE ...",
                    "Runs a file of Java or JShell snippets, or the code cells of a notebook, in this session.",
                    "%load setup.jshell"),
            Spec.line("time", "CODE", TIME, "%time table.sortOn(\"length\")"),
            Spec.cell("time", "(CODE below)", TIME, "%%time\nvar sorted = table.sortOn(\"length\");"),
            Spec.line("timeit", "[-n LOOPS] [-r RUNS] CODE", TIMEIT, "%timeit Math.sqrt(2)"),
            Spec.cell("timeit", "[-n LOOPS] [-r RUNS] (CODE below)", TIMEIT, "%%timeit\nvar x = Math.sqrt(2);"),
            Spec.line(
                    "who",
                    "[TYPE ...]",
                    "Lists the names of the live variables, of the given types if any.",
                    "%who int"),
            Spec.line("whos", "[TYPE ...]", "Lists the live variables with type and value.", "%whos Table"),
            Spec.line(
                    "reset",
                    "[-f]",
                    "Forgets all variables, methods, types and imports of this session; asks first unless -f is given.",
                    "%reset -f"),
            Spec.cell("html", "", "Shows the cell as HTML.", "%%html\n<b>bold</b>"),
            Spec.cell("markdown", "", "Shows the cell as Markdown.", "%%markdown\n*text* with $x^2$"),
            Spec.cell("latex", "", "Shows the cell as LaTeX mathematics.", "%%latex\n$$\\sum_i x_i$$"),
            Spec.cell(
                    "svg",
                    "",
                    "Shows the cell as an SVG drawing.",
                    "%%svg\n<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
            Spec.cell("javascript", "", "Runs the cell in the browser.", "%%javascript\nelement.textContent = 'hello'")
                    .alias("js"),
            Spec.line(
                            "env",
                            "[NAME | NAME=VALUE]",
                            "Shows the environment, one variable of it, or sets one for this session as far as Java can.",
                            "%env ASSAY_DATA=/data/clips")
                    .alias("set_env"),
            Spec.line(
                    "outputlimit",
                    "[CHARACTERS]",
                    "Shows or sets how much text a cell may print before the rest is dropped.",
                    "%outputlimit 50000000"),
            Spec.line("help", "[NAME]", "Tells what a magic does; without a name lists them all.", "%help maven"),
            Spec.line("lsmagic", "", "Lists the magics there are.", "%lsmagic"));

    private Specs() {}
}
