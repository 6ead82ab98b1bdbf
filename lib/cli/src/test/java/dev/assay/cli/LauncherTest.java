package dev.assay.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code assay} in a small tree of its own, with a Maven and a Java that only write down what they get. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "a POSIX shell script")
final class LauncherTest {

    private static final String TOOLS = "cat cksum dirname find locale mkdir mv readlink rm sed sleep sort tail uname";

    @TempDir
    Path temp;

    private Path tree;
    private Path source;
    private Path java;
    private final Map<String, String> environment = new TreeMap<>();

    @BeforeEach
    void smallTree() throws IOException {
        tree = temp.resolve("a tree, with spaces");
        write(tree.resolve("pom.xml"), "<project/>");
        write(tree.resolve(".mvn/jvm.config"), "-Xmx1g");
        write(tree.resolve("kernel/app/pom.xml"), "<project/>");
        source = tree.resolve("lib/core/src/main/java/A.java");
        write(source, "class A {}");
        write(source.resolveSibling("B.java"), "class B {}");
        write(tree.resolve("lib/core/src/test/java/T.java"), "class T {}");
        write(tree.resolve("lib/samples/src/main/java/S.java"), "class S {}");
        program(tree.resolve("assay"), Files.readString(script()));
        Path bin = Files.createDirectories(temp.resolve("bin"));
        for (String tool : TOOLS.split(" ")) {
            program(bin.resolve(tool), "#!/bin/sh\nexec " + tool(tool) + " \"$@\"\n");
        }
        program(
                bin.resolve("mvn"),
                """
                #!/bin/sh
                echo "$JAVA_HOME $*" >>mvn.calls
                sleep 0.5
                [ ! -e fail ] || { echo "[ERROR] A.java:1 is wrong"; exit 1; }
                mkdir -p kernel/app/target/app
                : >kernel/app/target/app/assay-cli.jar
                : >kernel/app/target/app/a-library.jar
                """);
        java = javaHome("jdk 17", "17.0.15");
        environment.put("PATH", bin.toString());
        environment.put("JAVA_HOME", java.toString());
        environment.put("ASSAY_JAVA_PLACES", "");
        environment.put("LANG", "C");
    }

    @Test
    void buildsOnceSaysSoAndHandsOverArgumentsAndExitCode() throws Exception {
        Run run = run("bias", "two words", "", "*");

        assertThat(run.err())
                .isEqualTo("assay: building (first run or sources changed), this takes about a minute ...\n");
        String app = apps().get(0).toRealPath() + "/";
        assertThat(run.out().lines())
                .containsSubsequence(
                        "-cp",
                        app + "assay-cli.jar:" + app + "a-library.jar",
                        "dev.assay.cli.Main",
                        "bias",
                        "two words",
                        "",
                        "*")
                .contains("LC_ALL=C.UTF-8", "-Dfile.encoding=UTF-8");
        assertThat(run.exit()).isEqualTo(42);
        assertThat(builds()).containsExactly(java + " -q -B -Dquick -Dmaven.test.skip=true -pl kernel/app -am package");

        assertThat(run("--version").err()).isEmpty();
        assertThat(builds()).hasSize(1);
        assertThat(tree.resolve("kernel/app/target/.build-lock")).doesNotExist();
    }

    @Test
    void severalStartedAtOnceBuildOnce() throws Exception {
        List<Process> started = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            started.add(start(tree.resolve("assay"), temp, "n" + i));
        }
        String err = "";
        for (Process process : started) {
            Run run = finish(process);
            assertThat(run.exit()).isEqualTo(42);
            err += run.err();
        }
        assertThat(builds()).hasSize(1);
        assertThat(err.split("assay: building", -1)).hasSize(2);
    }

    @Test
    void onlyWhatTheBuildIsMadeOfCausesAnother() throws Exception {
        run();
        Files.setLastModifiedTime(source, FileTime.from(Instant.parse("2040-01-01T00:00:00Z")));
        write(tree.resolve("README.md"), "read me");
        write(tree.resolve("lib/core/src/test/java/T.java"), "class T { int changed; }");
        write(tree.resolve("lib/samples/src/main/java/S.java"), "class S { int changed; }");
        write(tree.resolve("lib/core/target/generated/src/main/G.java"), "class G {}");
        run();
        assertThat(builds()).as("dates, tests, samples, outputs").hasSize(1);

        write(source, "class A { int changed; }");
        run();
        assertThat(builds()).as("a changed source").hasSize(2);
        Files.delete(source.resolveSibling("B.java"));
        run();
        assertThat(builds()).as("a deleted source").hasSize(3);
        write(tree.resolve("kernel/app/pom.xml"), "<project></project>");
        run();
        assertThat(builds()).as("a changed pom").hasSize(4);
        run();
        assertThat(builds()).as("nothing").hasSize(4);
    }

    @Test
    void aRunningProgramKeepsItsJarsUntilItEnds() throws Exception {
        Process running = start(tree.resolve("assay"), temp, "hold");
        while (running.isAlive() && !Files.exists(temp.resolve("held"))) {
            Thread.sleep(5);
        }
        write(source, "class A { int changed; }");
        assertThat(run().exit()).isEqualTo(42);
        assertThat(builds()).hasSize(2);
        assertThat(apps()).as("what runs, and what was built").hasSize(2);

        write(temp.resolve("go"), "");
        assertThat(finish(running).out()).contains("its jars are there");
        write(source, "class A { int changedAgain; }");
        assertThat(run().exit()).isEqualTo(42);
        assertThat(apps()).as("nothing runs on the others").hasSize(1);
    }

    @Test
    void aFailedBuildShowsItsEndAndIsTriedAgain() throws Exception {
        write(tree.resolve("fail"), "");
        Run run = run();
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).contains("the build failed; the end of ", "build.log:", "[ERROR] A.java:1 is wrong");

        Files.delete(tree.resolve("fail"));
        assertThat(run().exit()).isEqualTo(42);
    }

    @Test
    void aLockWhoseProcessIsGoneIsTakenOver() throws Exception {
        Process gone = new ProcessBuilder("sh", "-c", ":").start();
        gone.waitFor();
        write(tree.resolve("kernel/app/target/.build-lock/pid"), gone.pid() + "\n");

        assertThat(run().exit()).isEqualTo(42);
        assertThat(builds()).hasSize(1);
    }

    @Test
    void aBuildThatIsStoppedLeavesNoLock() throws Exception {
        Process process = start(tree.resolve("assay"), temp);
        while (process.isAlive() && !Files.exists(tree.resolve("mvn.calls"))) {
            Thread.sleep(5);
        }
        process.toHandle().destroy(); // Process.destroy() would close its streams as well
        assertThat(finish(process).exit()).isEqualTo(128 + 15);
        assertThat(tree.resolve("kernel/app/target/.build-lock")).doesNotExist();
        assertThat(run().exit()).isEqualTo(42);
    }

    @Test
    void worksThroughLinksAndFromAnywhere() throws Exception {
        Path link = Files.createSymbolicLink(temp.resolve("first link"), tree.resolve("assay"));
        Path other = Files.createDirectories(temp.resolve("some where"));
        Files.createSymbolicLink(other.resolve("second"), Path.of("../first link"));

        assertThat(finish(start(link, other)).exit()).isEqualTo(42);
        assertThat(finish(start(other.resolve("second"), Path.of("/"))).exit()).isEqualTo(42);
        assertThat(builds()).hasSize(1);
    }

    @Test
    void withoutJavaItSaysHowToGetOne() throws Exception {
        environment.remove("JAVA_HOME");
        Run run = run();
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err())
                .startsWith("assay: needs a JDK, version 17 or later, and found none.\n")
                .contains("sudo apt install openjdk-17-jdk", "brew install openjdk", "winget install");
    }

    @Test
    void aJavaThatIsTooOldIsNamedAndPassedOver() throws Exception {
        Path old = javaHome("jdk 8", "1.8.0_392");
        environment.put("JAVA_HOME", old.toString());
        Run run = run();
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("found Java 8 in " + old + ": too old");

        environment.put("ASSAY_JAVA_PLACES", java.toString());
        assertThat(run().exit()).isEqualTo(42);
    }

    @Test
    void whatANewJavaWarnsAboutIsAllowedAndOptionsArePassedOn() throws Exception {
        assertThat(run().out()).doesNotContain("--enable-native-access");
        environment.put("JAVA_HOME", javaHome("jdk 25", "25.0.3").toString());
        environment.put("ASSAY_JAVA_OPTS", "-Xmx2g -Xss2m");
        assertThat(run().out().lines()).contains("--enable-native-access=ALL-UNNAMED", "-Xmx2g", "-Xss2m");
    }

    @Test
    void anArchiveOfARunThatFailedIsNotKept() throws Exception {
        environment.put("REHEARSAL", "1");
        assertThat(run("notebook", "run", "a.ipynb").out()).doesNotContain("SharedArchiveFile");
        assertThat(archives("17.0.15")).isDirectoryContaining("glob:**/done").isDirectoryNotContaining("glob:**.jsa");
    }

    @Test
    void whatRunsNotebooksStartsFromTheArchiveThatTheBuildLeft() throws Exception {
        assertThat(run("notebook", "export").out()).doesNotContain("-XX:");
        Path archive = archives("17.0.15").resolve("runner.jsa");
        assertThat(archive).hasContent("an archive");

        environment.put("ASSAY_JAVA_OPTS", "-XX:TieredStopAtLevel=4");
        assertThat(run("notebook", "run", "a.ipynb").out().lines())
                .as("the last one wins")
                .containsSubsequence(
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:SharedArchiveFile=" + archive,
                        "-XX:TieredStopAtLevel=4",
                        "-cp");
        environment.put("ASSAY_JAVA_OPTS", "-XX:+UseG1GC");
        assertThat(run("notebook", "run", "a.ipynb").out())
                .as("Java refuses two collectors")
                .doesNotContain("UseSerialGC");
        Files.delete(archive);
        assertThat(run("notebook", "run", "a.ipynb").out()).doesNotContain("SharedArchiveFile");
        assertThat(builds()).hasSize(1);
    }

    @Test
    void anotherJavaMakesItsArchivesWhenItFirstRunsANotebook() throws Exception {
        run();
        assertThat(rehearsals()).containsExactly("jdk 17");
        environment.put("JAVA_HOME", javaHome("jdk 25", "25.0.3").toString());
        assertThat(run("bias").err()).isEmpty();

        Run first = run("notebook", "run", "a.ipynb");
        Path archives = archives("25.0.3");
        assertThat(first.err()).contains("first notebook on Java 25.0.3, this takes a few seconds once");
        assertThat(first.out().lines())
                .contains("-XX:SharedArchiveFile=" + archives.resolve("runner.jsa"), "a.ipynb")
                .contains("-Dassay.archives=" + archives);
        assertThat(run("notebook", "run", "a.ipynb").err()).isEmpty();
        assertThat(rehearsals()).containsExactly("jdk 17", "jdk 25");
        assertThat(builds()).hasSize(1);
    }

    /** Builds of one version differ, and an archive fits one only. */
    @Test
    void aJavaOfTheSameVersionThatIsAnotherBuildMakesItsOwn() throws Exception {
        run();
        Path other = javaHome("other 17", "17.0.15");
        Files.writeString(other.resolve("release"), "IMPLEMENTOR=\"them\"\nJAVA_VERSION=\"17.0.15\"\n");
        environment.put("JAVA_HOME", other.toString());
        assertThat(run("notebook", "run", "a.ipynb").err()).contains("first notebook on Java 17.0.15");
        assertThat(run("notebook", "run", "a.ipynb").err()).isEmpty();
        assertThat(rehearsals()).containsExactly("jdk 17", "other 17");
    }

    @Test
    void whatIsKilledIsMadeAnewNextTime() throws Exception {
        run();
        environment.put("JAVA_HOME", javaHome("jdk 25", "25.0.3").toString());
        Process making = startHeldRehearsal();
        making.descendants().forEach(ProcessHandle::destroyForcibly);
        making.toHandle().destroyForcibly(); // nothing of it can tidy up
        finish(making);
        write(archives("25.0.3").resolve("half-made"), "");
        Files.delete(temp.resolve("hold-rehearsal"));

        Run next = run("notebook", "run", "a.ipynb");
        assertThat(next.err()).contains("first notebook on Java 25.0.3");
        assertThat(next.out()).contains("SharedArchiveFile");
        assertThat(archives("25.0.3")).isDirectoryNotContaining("glob:**/half-made");
        assertThat(rehearsals()).containsExactly("jdk 17", "jdk 25", "jdk 25");
    }

    @Test
    void whoComesWhileArchivesAreMadeGoesWithoutAndWhatIsStoppedIsMadeAnew() throws Exception {
        run();
        environment.put("JAVA_HOME", javaHome("jdk 25", "25.0.3").toString());
        Process making = startHeldRehearsal();
        Run other = run("notebook", "run", "b.ipynb");
        assertThat(other.err()).isEmpty();
        assertThat(other.out().lines()).contains("b.ipynb").noneMatch(line -> line.contains("SharedArchiveFile"));

        making.toHandle().destroy();
        assertThat(finish(making).exit()).isEqualTo(128 + 15);
        assertThat(apps().get(0)).as("nothing half made is left").isDirectoryNotContaining("glob:**/java-25*");
        Files.delete(temp.resolve("hold-rehearsal"));
        assertThat(run("notebook", "run", "a.ipynb").out()).contains("SharedArchiveFile");
        assertThat(rehearsals()).containsExactly("jdk 17", "jdk 25", "jdk 25");
    }

    @Test
    void withoutMavenItSaysHowToGetItUnlessItIsBuiltAlready() throws Exception {
        Path maven = temp.resolve("bin/mvn");
        Files.move(maven, temp.resolve("mvn"));
        Run run = run();
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).startsWith("assay: needs Maven once").contains("sudo apt install maven");

        Files.move(temp.resolve("mvn"), maven);
        run();
        Files.delete(maven);
        assertThat(run().exit()).isEqualTo(42);
    }

    private Process startHeldRehearsal() throws IOException, InterruptedException {
        write(temp.resolve("hold-rehearsal"), "");
        Process making = start(tree.resolve("assay"), temp, "notebook", "run", "a.ipynb");
        while (making.isAlive() && !Files.exists(temp.resolve("held"))) {
            Thread.sleep(5);
        }
        return making;
    }

    /** The folder for what a Java of this version keeps. */
    private Path archives(String version) throws IOException {
        try (Stream<Path> found = Files.list(apps().get(0).toRealPath())) {
            return found.filter(path -> path.getFileName().toString().matches("java-" + version + "-\\d+"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private List<Path> apps() throws IOException {
        try (Stream<Path> apps = Files.list(tree.resolve("kernel/app/target/apps"))) {
            return apps.toList();
        }
    }

    private record Run(int exit, String out, String err) {}

    private Run run(String... arguments) throws IOException, InterruptedException {
        return finish(start(tree.resolve("assay"), temp, arguments));
    }

    private Process start(Path script, Path directory, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(script.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static Run finish(Process process) throws IOException, InterruptedException {
        String out = new String(process.getInputStream().readAllBytes(), UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Run(process.exitValue(), out, err);
    }

    /** The Java that each ran on. */
    private List<String> rehearsals() throws IOException {
        return Files.readAllLines(temp.resolve("rehearsals"));
    }

    private List<String> builds() throws IOException {
        return Files.readAllLines(tree.resolve("mvn.calls"));
    }

    /** A Java that prints what it is given, an argument a line, and ends with 42; told to hold, it waits for a file. */
    private Path javaHome(String name, String version) throws IOException {
        Path home = temp.resolve(name);
        write(home.resolve("release"), "IMPLEMENTOR=\"us\"\nJAVA_VERSION=\"" + version + "\"\n");
        program(
                home.resolve("bin/java"),
                """
                #!/bin/sh
                printf '%s\\n' "LC_ALL=${LC_ALL:-}" "$@"
                code=42
                until [ "$1" = -cp ]; do
                  case $1 in -XX:ArchiveClassesAtExit=*)
                    printf 'an archive' >"${1#*=}"
                    code=${REHEARSAL:-0} ;;
                  esac
                  shift
                done
                case $* in
                *"kernel rehearse")
                  echo 'NAME' >>rehearsals
                  [ ! -e hold-rehearsal ] || { : >held; exec sleep 30; } ;;
                *hold)
                  : >held
                  until [ -e go ]; do sleep 0.05; done
                  [ ! -e "${2%%:*}" ] || echo its jars are there
                esac
                exit $code
                """
                        .replace("NAME", name));
        program(home.resolve("bin/javac"), "#!/bin/sh\nexit 1\n");
        return home;
    }

    private static Path tool(String name) {
        for (String folder : List.of("/bin", "/usr/bin", "/usr/local/bin")) {
            if (Files.isExecutable(Path.of(folder, name))) {
                return Path.of(folder, name);
            }
        }
        throw new AssertionError("this system has no " + name);
    }

    /** The script stands at the top of the source tree, and tests run somewhere below. */
    private static Path script() {
        Path at = Path.of("").toAbsolutePath();
        while (at != null && !(Files.isRegularFile(at.resolve("assay")) && Files.isDirectory(at.resolve("lib")))) {
            at = at.getParent();
        }
        assertThat(at).as("the top of the source tree").isNotNull();
        return at.resolve("assay");
    }

    private static void program(Path file, String content) throws IOException {
        write(file, content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static void write(Path file, String content) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
