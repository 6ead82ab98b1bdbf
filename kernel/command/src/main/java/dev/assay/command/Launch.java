package dev.assay.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The command that starts a kernel: one Java machine, started by Jupyter itself.
 *
 * @param jdk the Java
 * @param folder with the kernel's jars and its archive
 * @param options for Java, of the user, after ours, so that they win
 * @param words for the kernel, of the user
 */
record Launch(Jdk jdk, Path folder, List<String> options, List<String> words) {

    /** JDK 25 trains and writes an ahead-of-time cache in one go; before, it is a class-data archive. */
    private static final int AHEAD_OF_TIME = 25;

    /** The kernel's word for cells that a program sends. */
    static final String HEADLESS = "--headless";

    /** A name that tells archives of different Javas and options apart. */
    String archiveName() {
        int key = (jdk.version() + options).hashCode();
        return "java-" + jdk.major() + "-" + HexFormat.of().toHexDigits(key)
                + (jdk.major() < AHEAD_OF_TIME ? ".jsa" : ".aot");
    }

    /** Whether the archive that {@link #archiveName} names was made. */
    boolean hasArchive() {
        return Files.isRegularFile(folder.resolve(archiveName()));
    }

    /** The command that uses an archive; where it is missing or does not fit, Java starts as without. */
    List<String> command(String archive) {
        List<String> command = new ArrayList<>(List.of(jdk.java().toString()));
        command.addAll(tuning());
        if (!archive.isEmpty()) {
            command.add(option("AOTCache", "SharedArchiveFile") + folder.resolve(archive));
        }
        command.addAll(options);
        command.addAll(List.of("-jar", folder.resolve(Application.LAUNCH_JAR).toString()));
        command.addAll(words);
        command.add("{connection_file}");
        return command;
    }

    /** The command that writes an archive when the kernel ends. */
    List<String> training(Path archive, Path connectionFile) {
        List<String> command = command("");
        command.remove(command.size() - 1);
        command.addAll(List.of("--no-history", "--unhurried", connectionFile.toString()));
        command.add(command.indexOf("-jar"), option("AOTCacheOutput", "ArchiveClassesAtExit") + archive);
        return command;
    }

    private String option(String now, String before) {
        return "-XX:" + (jdk.major() < AHEAD_OF_TIME ? before : now) + "=";
    }

    /**
     * Chosen by measurement: 80 cells on JDK 17, two processors. The first heap is a sixty-fourth of the machine's memory
     * if nothing is said, and a Java that has room does not collect: 308 MB resident, 207 MB from 24 MB on; G1 with the
     * same start took 420 MB. A young generation of 24 MB takes a trivial cell from 16 to 13 ms while the compiler is
     * cold, since a collection copies all that the compiler has just read. With 40 MB of it in a heap of 96 MB a first
     * table is shown after 4 collections, not 8, for 12 MB more resident after 80 cells. Nothing bounds the heap but Java's own quarter of the memory, so large tables fit.
     */
    private List<String> tuning() {
        List<String> tuning = new ArrayList<>();
        if (options.stream().noneMatch(option -> option.matches("-XX:\\+Use\\w+GC"))) {
            // Two collectors at once would be refused, so a user's takes all of this away.
            tuning.addAll(List.of(
                    "-XX:+UseSerialGC",
                    "-Xms96m",
                    "-XX:NewSize=40m",
                    "-XX:MinHeapFreeRatio=20",
                    "-XX:MaxHeapFreeRatio=40"));
        }
        tuning.addAll(compiling());
        if (words.contains(HEADLESS)) {
            tuning.addAll(compilingForPrograms());
        }
        tuning.addAll(crashing());
        tuning.add("-Xlog:disable"); // else a stale archive is complained about among the notebook server's messages
        tuning.add("-Dfile.encoding=UTF-8");
        if (jdk.major() >= 23) {
            tuning.add("-Dsun.misc.unsafe.memory.access=allow");
        }
        return tuning;
    }

    /**
     * Where a machine that crashes in native code leaves its report: not beside the notebook, which is where it is started,
     * and no memory image there either. A folder that is missing or not writable makes Java use the notebook's after all.
     */
    private static List<String> crashing() {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir", "."));
        return List.of(
                "-XX:ErrorFile=" + temporary.resolve("assay-kernel-crash-%p.log"),
                "-XX:-CreateCoredumpOnCrash",
                "-XX:-DumpReplayDataOnError");
    }

    /**
     * Twenty times later than usual for calls, and ten times for loops, the optimizing compiler takes a method: it would
     * else spend half a second of the first one on javac and the JDK, which the first cells need. Tight code gets there a
     * few milliseconds later: eight programs from loops over arrays to sorting and grouping tables, each run in a new
     * kernel, take 2.8 s in all with it and 3.2 s without, a trivial cell 8 ms and 12.
     *
     * <p>The first compiler copies less of what is called into its callers, and so has less to compile while cells wait: of 35
     * bytecodes up to nine calls deep as it comes, 5.2 and 5.9 ms of processor time a cell over the first 40 on JDK 17 and
     * 25; of 18 up to four deep, 4.5 and 5.2, and 2 to 4 MB less. Six programs of users' kind, each in a new kernel, take the
     * same 1.9 s: what is hot gets to the optimizing compiler, which has its own measure.
     */
    private static List<String> compiling() {
        return List.of(
                "-XX:Tier4InvocationThreshold=200000",
                "-XX:Tier4MinInvocationThreshold=24000",
                "-XX:Tier4CompileThreshold=600000",
                "-XX:Tier4BackEdgeThreshold=400000",
                "-XX:C1MaxInlineSize=18",
                "-XX:C1MaxInlineLevel=4");
    }

    /**
     * Where nobody waits for a single cell, the first compiler takes a method twice as late: notebooks that run at once
     * have no processor to spare for it. Four of twelve small cells, two at once on two processors: 7.3 and 6.8 s of
     * processor time, 4.1 and 3.8 s (medians of 14 in turn). Five times as late is too late, and where people type cells
     * nothing was gained.
     */
    private static List<String> compilingForPrograms() {
        return List.of(
                "-XX:Tier3InvocationThreshold=400",
                "-XX:Tier3MinInvocationThreshold=200",
                "-XX:Tier3CompileThreshold=4000");
    }
}
