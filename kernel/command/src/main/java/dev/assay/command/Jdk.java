package dev.assay.command;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Java that can run the kernel.
 *
 * @param home its folder
 * @param java the program in it
 * @param major 17, 25
 * @param version the machine's full version: a class-data archive fits this one only
 */
record Jdk(Path home, Path java, int major, String version) {

    static final int OLDEST = 17;

    /** The one that runs this program. */
    static Jdk running() throws IOException {
        return at(Path.of(System.getProperty("java.home", "")));
    }

    /**
     * Asks the Java in a folder what it is.
     *
     * @throws IllegalArgumentException if there is none, it is too old, or has no compiler and JShell
     */
    static Jdk at(Path folder) throws IOException {
        Path home = folder.toAbsolutePath().normalize();
        Path java = home.resolve("bin").resolve(Files.exists(home.resolve("bin/java.exe")) ? "java.exe" : "java");
        if (!Files.isExecutable(java)) {
            throw new UsageException("expected the folder of a JDK, found no bin/java in " + home);
        }
        String said = ask(java);
        int major =
                Integer.parseInt(property(said, "java.specification.version").replaceFirst("^1\\.", ""));
        if (major < OLDEST) {
            throw new UsageException("expected JDK " + OLDEST + " or later, found " + major + " in " + home);
        }
        for (String module : new String[] {"jdk.jshell", "jdk.compiler"}) {
            if (!said.contains("\n" + module + "@")) {
                throw new UsageException(
                        "expected a full JDK, found a Java without the module " + module + " in " + home);
            }
        }
        String version = property(said, "java.vm.vendor") + " " + property(said, "java.vm.version");
        return new Jdk(home, java, major, version);
    }

    private static String ask(Path java) throws IOException {
        Process process = new ProcessBuilder(java.toString(), "-XshowSettings:properties", "--list-modules")
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), Charset.defaultCharset());
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new UsageException(java + " does not run: " + said.strip());
            }
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while asking " + java + " for its version", e);
        }
        return said.replace("\r\n", "\n");
    }

    private static String property(String said, String name) {
        Matcher line =
                Pattern.compile("(?m)^ +" + Pattern.quote(name) + " = (.*)$").matcher(said);
        return line.find() ? line.group(1).strip() : "0";
    }
}
