package dev.assay.kernel.magic;

import java.util.ArrayList;
import java.util.List;

/** {@code %maven} and its relatives. What they do lives in {@link MavenMagic}, which is not loaded before one of them runs. */
final class MavenMagics {
    private MavenMagics() {}

    static List<Spec> specs(MagicSession session) {
        String options = " [--bom G:A:V] [--exclude G:A] [--repo [ID=]URL] [-o] [-U]";
        List<String> repositories = new ArrayList<>();
        return List.of(
                Spec.line(
                                "maven",
                                "G:A:V ..." + options,
                                "Adds artifacts and what they need from Maven repositories to the class path.",
                                "%maven tech.tablesaw:tablesaw-core:0.44.4",
                                call -> MavenMagic.coordinates(session, repositories, call))
                        .alias("addMavenDependency", "addMavenDependencies"),
                Spec.cell(
                                "maven",
                                "[--exclude G:A] [--repo [ID=]URL] [-o] [-U] (part of a pom below)",
                                "Adds the dependencies of a pom, or of a part of one, to the class path.",
                                "%%maven\n<dependency>\n  <groupId>org.apache.commons</groupId>\n"
                                        + "  <artifactId>commons-text</artifactId>\n  <version>1.14.0</version>\n</dependency>",
                                call -> MavenMagic.pom(session, repositories, call))
                        .alias("loadFromPOM"),
                Spec.line(
                        "loadFromPOM",
                        "FILE" + options,
                        "Adds the compile and runtime dependencies of a pom file to the class path.",
                        "%loadFromPOM pom.xml",
                        call -> MavenMagic.pomFile(session, repositories, call)),
                Spec.line(
                                "mavenRepo",
                                "[ID] URL",
                                "Adds a repository that later %maven lines of this session ask first.",
                                "%mavenRepo jitpack https://jitpack.io",
                                call -> MavenMagic.repository(repositories, call))
                        .alias("addMavenRepo"));
    }
}
