package dev.assay.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The script {@code assay} in a small tree of its own, with a Maven and a Java that only write down what they get. */
final class LauncherTree {
    private static final String TOOLS = "cat cksum dirname find locale mkdir mv readlink rm sed sleep sort tail uname";

    private final Path temp;
    private final Path tree;
    private final Path source;
    private final Path java;
    private final Map<String, String> environment = new TreeMap<>();

    /** @param temp an empty folder */
    LauncherTree(Path temp) throws IOException {
        this.temp = temp;
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

    /** The folder that all of it is in, and that the script is called from. */
    Path temp() {
        return temp;
    }

    /** The top of the source tree. */
    Path tree() {
        return tree;
    }

    /** One of the sources. */
    Path source() {
        return source;
    }

    /** The home of a Java 17. */
    Path java() {
        return java;
    }

    /** What the script finds in its environment. */
    Map<String, String> environment() {
        return environment;
    }

    /** A folder of jars for each state of the sources that was built and is in use. */
    List<Path> apps() throws IOException {
        try (Stream<Path> apps = Files.list(tree.resolve("kernel/app/target/apps"))) {
            return apps.toList();
        }
    }

    record Run(int exit, String out, String err) {}

    Run run(String... arguments) throws IOException, InterruptedException {
        return finish(start(tree.resolve("assay"), temp, arguments));
    }

    Process start(Path script, Path directory, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(script.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder.start();
    }

    static Run finish(Process process) throws IOException, InterruptedException {
        String out = new String(process.getInputStream().readAllBytes(), UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Run(process.exitValue(), out, err);
    }

    /** The Java that each ran on. */
    List<String> rehearsals() throws IOException {
        return Files.readAllLines(temp.resolve("rehearsals"));
    }

    /** How Maven was called, a line a build. */
    List<String> builds() throws IOException {
        return Files.readAllLines(tree.resolve("mvn.calls"));
    }

    /** A Java that prints what it is given, an argument a line, and ends with 42; told to hold, it waits for a file. */
    Path javaHome(String name, String version) throws IOException {
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

    static void write(Path file, String content) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
