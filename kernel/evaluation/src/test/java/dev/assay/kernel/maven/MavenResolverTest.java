package dev.assay.kernel.maven;

import static dev.assay.kernel.maven.FileRepository.dependency;
import static dev.assay.kernel.maven.FileRepository.needs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Against a repository in a directory that stands in for Central; nothing here opens a connection. */
@Timeout(120)
class MavenResolverTest {
    @TempDir
    Path folder;

    private final List<String> progress = Collections.synchronizedList(new ArrayList<>());

    @BeforeEach
    void repository() throws Exception {
        FileRepository central = central();
        central.artifact("org.a:base:1", "");
        central.artifact("org.a:base:2", "");
        central.artifact("org.a:base:3", "");
        central.versions("org.a", "base", "1", "2", "3");
        central.artifact("org.a:noise:1", "");
        central.artifact("org.a:middle:1", needs("org.a:base:1", "org.a:noise:1"));
        central.artifact("org.a:top:1", needs("org.a:middle:1"));
        central.artifact("org.a:other:1", needs("org.a:base:2"));
        settings("");
    }

    private FileRepository central() {
        return new FileRepository(folder.resolve("central"));
    }

    private void settings(String more) throws Exception {
        Files.writeString(
                folder.resolve("settings.xml"),
                "<settings><mirrors><mirror><id>m</id><mirrorOf>central</mirrorOf><url>"
                        + central().url() + "</url></mirror></mirrors>" + more + "</settings>");
    }

    private MavenResolution resolve(MavenRequest request) throws Exception {
        MavenPlaces places = new MavenPlaces(
                null,
                folder.resolve("settings.xml"),
                folder.resolve("settings-security.xml"),
                folder.resolve("local"),
                null);
        return new MavenResolver(places).resolve(request, progress::add);
    }

    private static MavenRequest request(String... coordinates) {
        return new MavenRequest(List.of(coordinates), List.of(), List.of(), List.of(), null, false, false);
    }

    private static MavenRequest request(
            List<String> coordinates, List<String> boms, List<String> exclusions, @Nullable String pom) {
        return new MavenRequest(coordinates, boms, exclusions, List.of(), pom, false, false);
    }

    private static List<String> names(MavenResolution found) {
        return found.jars().stream()
                .map(jar -> jar.artifact() + (jar.classifier().isEmpty() ? "" : "/" + jar.classifier()) + ":"
                        + jar.version())
                .toList();
    }

    private String failure(MavenRequest request) {
        List<String> message = new ArrayList<>();
        assertThatThrownBy(() -> resolve(request))
                .isInstanceOfSatisfying(MavenFailure.class, e -> message.add(e.getMessage()));
        return message.get(0);
    }

    @Test
    void addsWhatAnArtifactNeeds() throws Exception {
        MavenResolution found = resolve(request("org.a:top:1"));
        assertThat(names(found)).containsExactly("top:1", "middle:1", "base:1", "noise:1");
        assertThat(found.jars()).allSatisfy(jar -> assertThat(jar.file())
                .startsWith(folder.resolve("local"))
                .isRegularFile());
        assertThat(progress).hasSize(4).anyMatch(line -> line.matches("Downloaded top-1.jar \\(0.\\d kB\\) from m"));
        assertThat(found.downloaded()).isEqualTo(8);
        progress.clear();
        assertThat(names(resolve(request("org.a:top:1")))).hasSize(4);
        assertThat(progress).isEmpty();
    }

    @Test
    void resolvesSeveralTogether() throws Exception {
        assertThat(names(resolve(request("org.a:top:1", "org.a:other:1"))))
                .containsExactlyInAnyOrder("top:1", "middle:1", "noise:1", "other:1", "base:2");
        assertThat(names(resolve(request("org.a:top:1", "org.a:base:3"))))
                .contains("base:3")
                .doesNotContain("base:1");
    }

    @Test
    void leavesOutWhatIsExcluded() throws Exception {
        assertThat(names(resolve(request(List.of("org.a:top:1"), List.of(), List.of("org.a:noise"), null))))
                .containsExactly("top:1", "middle:1", "base:1");
        assertThat(names(resolve(request(List.of("org.a:top:1"), List.of(), List.of("*:*"), null))))
                .containsExactly("top:1");
        central()
                .artifact(
                        "org.a:fussy:1",
                        "<dependencies>"
                                + dependency(
                                        "org.a:top:1",
                                        "<exclusions><exclusion><groupId>org.a</groupId><artifactId>base</artifactId></exclusion></exclusions>")
                                + "</dependencies>");
        assertThat(names(resolve(request("org.a:fussy:1")))).containsExactly("fussy:1", "top:1", "middle:1", "noise:1");
    }

    @Test
    void takesVersionsFromABom() throws Exception {
        central().artifact("org.a:parent:1", "<packaging>pom</packaging><properties><base>3</base></properties>");
        central()
                .artifact(
                        "org.a:inner:1",
                        "<packaging>pom</packaging><dependencyManagement><dependencies>" + dependency("org.a:top:1", "")
                                + "</dependencies></dependencyManagement>");
        central()
                .write(
                        central().file("org.a:bom:1", ".pom"),
                        ("<project><modelVersion>4.0.0</modelVersion>"
                                        + "<parent><groupId>org.a</groupId><artifactId>parent</artifactId><version>1</version></parent>"
                                        + "<artifactId>bom</artifactId><packaging>pom</packaging><dependencyManagement><dependencies>"
                                        + dependency("org.a:base:${base}", "")
                                        + dependency("org.a:inner:1", "<type>pom</type><scope>import</scope>")
                                        + "</dependencies></dependencyManagement></project>")
                                .getBytes(StandardCharsets.UTF_8));
        assertThat(names(resolve(request(List.of("org.a:top"), List.of("org.a:bom:1"), List.of(), null))))
                .containsExactlyInAnyOrder("top:1", "middle:1", "base:3", "noise:1");
        assertThat(failure(request(List.of("org.a:zzz"), List.of("org.a:bom:1"), List.of(), null)))
                .contains("org.a:zzz has no version, and no BOM here tells one");
        assertThat(failure(request(List.of("org.a:top"), List.of("org.a:nobom:1"), List.of(), null)))
                .contains("org.a:nobom:pom:1");
    }

    @Test
    void leavesOutTestProvidedAndOptional() throws Exception {
        central()
                .artifact(
                        "org.a:scopes:1",
                        "<dependencies>"
                                + dependency("org.a:base:1", "<scope>test</scope>")
                                + dependency("org.a:noise:1", "<scope>provided</scope>")
                                + dependency("org.a:middle:1", "<optional>true</optional>")
                                + dependency("org.a:other:1", "<scope>runtime</scope>") + "</dependencies>");
        assertThat(names(resolve(request("org.a:scopes:1")))).containsExactly("scopes:1", "other:1", "base:2");
    }

    @Test
    void saysWhichVersionARangeOrLatestIs() throws Exception {
        MavenResolution range = resolve(request("org.a:base:[1,3)"));
        assertThat(names(range)).containsExactly("base:2");
        assertThat(range.notes()).containsExactly("org.a:base [1,3) is 2.");
        MavenResolution latest = resolve(request("org.a:base:LATEST"));
        assertThat(names(latest)).containsExactly("base:3");
        assertThat(latest.notes()).containsExactly("org.a:base LATEST is 3.");
        assertThat(failure(request("org.a:base:[7,8)"))).contains("org.a:base").contains("[7,8)");
    }

    @Test
    void knowsClassifiersAndExtensions() throws Exception {
        central().jar("org.a:base:1", "-linux");
        assertThat(names(resolve(request("org.a:base:jar:linux:1", "org.a:base:1"))))
                .containsExactly("base/linux:1", "base:1");
        central().artifact("org.a:bundle:1", "<packaging>pom</packaging>" + needs("org.a:other:1"));
        assertThat(names(resolve(request("org.a:bundle:pom:1")))).containsExactly("other:1", "base:2");
    }

    @Test
    void readsAPomOrAPartOfOne() throws Exception {
        assertThat(names(resolve(request(
                        List.of(),
                        List.of(),
                        List.of(),
                        dependency("org.a:top:1", "") + "\n" + dependency("org.a:base:2", "")))))
                .containsExactlyInAnyOrder("top:1", "middle:1", "noise:1", "base:2");
        String managed = "<properties><v>3</v></properties><dependencyManagement>" + needs("org.a:base:${v}")
                + "</dependencyManagement>" + needs("org.a:middle:1");
        assertThat(names(resolve(request(List.of(), List.of(), List.of(), managed))))
                .containsExactlyInAnyOrder("middle:1", "base:3", "noise:1");
        String whole = "<?xml version=\"1.0\"?>\n<project xmlns=\"http://maven.apache.org/POM/4.0.0\">"
                + "<modelVersion>4.0.0</modelVersion><groupId>x</groupId><artifactId>y</artifactId><version>1</version>"
                + "<dependencies>" + dependency("org.a:base:1", "<scope>test</scope>")
                + dependency("org.a:noise:${project.version}", "") + "</dependencies></project>";
        assertThat(names(resolve(request(List.of(), List.of(), List.of(), whole))))
                .containsExactly("noise:1");
    }

    @Test
    void saysWhatIsWrongWithAPom() {
        assertThat(failure(request(List.of(), List.of(), List.of(), "<dependency>")))
                .contains("This is no XML");
        assertThat(failure(request(List.of(), List.of(), List.of(), "<groupId>x</groupId>")))
                .contains("must stand in a <dependency>");
        assertThat(failure(request(List.of(), List.of(), List.of(), "org.a:base:1")))
                .contains("no part of a pom: org.a:base:1");
        assertThat(failure(request(List.of(), List.of(), List.of(), "<project/>")))
                .contains("needs groupId");
        assertThat(failure(request(
                        List.of(),
                        List.of(),
                        List.of(),
                        "<dependencies><dependency><groupId>g</groupId></dependency></dependencies>")))
                .contains("artifactId");
        assertThat(failure(request(
                        List.of(),
                        List.of(),
                        List.of(),
                        "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><dependency>&e;</dependency>")))
                .contains("DOCTYPE");
    }

    @Test
    void asksTheRepositoriesOfTheRequestAndOfActiveProfiles() throws Exception {
        FileRepository own = new FileRepository(folder.resolve("own"));
        own.artifact("org.own:thing:1", needs("org.a:base:1"));
        assertThat(failure(request("org.own:thing:1"))).contains("org.own:thing:jar:1 was not found");
        MavenRequest asked = new MavenRequest(
                List.of("org.own:thing:1"), List.of(), List.of(), List.of("own=" + own.url()), null, false, false);
        assertThat(names(resolve(asked))).containsExactly("thing:1", "base:1");
        FileRepository profiled = new FileRepository(folder.resolve("profiled"));
        profiled.artifact("org.p:thing:1", "");
        String profile = "<profiles><profile><id>p</id>%s<repositories><repository><id>r</id><url>" + profiled.url()
                + "</url></repository></repositories></profile></profiles>";
        settings(String.format(profile, ""));
        assertThat(failure(request("org.p:thing:1"))).contains("was not found");
        settings(String.format(profile, "<activation><jdk>[17,)</jdk></activation>"));
        assertThat(names(resolve(request("org.p:thing:1")))).containsExactly("thing:1");
        settings(String.format(profile, "") + "<activeProfiles><activeProfile>p</activeProfile></activeProfiles>");
        assertThat(names(resolve(request("org.p:thing:1")))).containsExactly("thing:1");
    }

    @Test
    void offlineTakesFromTheLocalRepositoryOnly() throws Exception {
        MavenRequest offline =
                new MavenRequest(List.of("org.a:top:1"), List.of(), List.of(), List.of(), null, true, false);
        assertThat(failure(offline)).contains("org.a:top:jar:1").contains("Maven is offline here");
        resolve(request("org.a:top:1"));
        assertThat(names(resolve(offline))).hasSize(4);
        settings("<offline>true</offline>");
        assertThat(names(resolve(request("org.a:top:1")))).hasSize(4);
        assertThat(failure(request("org.a:other:1"))).contains("offline");
    }

    @Test
    void aWrongChecksumFailsAndKeepsNothing() throws Exception {
        Path jar = central().file("org.a:base:1", ".jar");
        Files.writeString(jar.resolveSibling("base-1.jar.sha1"), "0".repeat(40));
        assertThat(failure(request("org.a:base:1")))
                .contains("org.a:base:jar:1")
                .containsIgnoringCase("checksum");
        assertThat(folder.resolve("local/org/a/base/1/base-1.jar")).doesNotExist();
    }

    @Test
    void aRepositoryWithoutChecksumsIsAccepted() throws Exception {
        for (String ending : List.of(".jar.sha1", ".pom.sha1")) {
            Files.delete(central().file("org.a:base:1", ending));
        }
        assertThat(names(resolve(request("org.a:base:1")))).containsExactly("base:1");
    }

    @Test
    void whatIsMissingIsNamedWithItsRepository() throws Exception {
        central().artifact("org.a:broken:1", needs("org.a:gone:1", "org.a:lost:1"));
        assertThat(failure(request("org.a:broken:1")))
                .contains("org.a:gone:jar:1 was not found")
                .contains("org.a:lost:jar:1 was not found")
                .contains("in m (file:");
        central().artifact("org.a:gone:1", "");
        central().artifact("org.a:lost:1", "");
        assertThat(names(resolve(request("org.a:broken:1")))).hasSize(3);
    }

    @Test
    void aPomThatIsMissingOrNoPomIsTold() throws Exception {
        Files.delete(central().file("org.a:base:1", ".pom"));
        assertThat(resolve(request("org.a:base:1")).notes())
                .anyMatch(note -> note.startsWith("The pom of org.a:base:1 is missing"));
        central().write(central().file("org.a:base:2", ".pom"), "<project><x".getBytes(StandardCharsets.UTF_8));
        assertThat(resolve(request("org.a:base:2")).notes())
                .anyMatch(note -> note.startsWith("The pom of org.a:base:2") && note.contains("cannot be used"));
    }

    @Test
    void profilesOfPomsSeeTheJavaVersionAndTheEnvironment() throws Exception {
        central()
                .artifact(
                        "org.a:profiled:1",
                        "<profiles>"
                                + "<profile><id>new</id><activation><jdk>[1.8,)</jdk></activation>"
                                + needs("org.a:base:2") + "</profile>"
                                + "<profile><id>old</id><activation><jdk>(,1.8)</jdk></activation>"
                                + needs("org.a:other:1") + "</profile>"
                                + "<profile><id>env</id><activation><property><name>env.PATH</name></property></activation>"
                                + needs("org.a:noise:1") + "</profile></profiles>");
        MavenResolution found = resolve(request("org.a:profiled:1"));
        assertThat(names(found)).containsExactly("profiled:1", "base:2", "noise:1");
        assertThat(found.notes()).isEmpty();
    }

    @Test
    void plainHttpIsRefused() {
        MavenRequest asked = new MavenRequest(
                List.of("org.x:y:1"),
                List.of(),
                List.of(),
                List.of("x=http://user:secret@repo.example.invalid/"),
                null,
                false,
                false);
        assertThat(failure(asked)).contains("Blocked").doesNotContain("secret");
    }

    @Test
    void wrongCoordinatesSayHowTheyGo() {
        for (String wrong : List.of(
                "a", "a:b:c:d:e:f", "a b:c:1", "../x:y:1", "a:b:1/../2", "a:b:", ":b:1", "a\u001b:b:1", "a:b:${c}")) {
            assertThat(failure(request(wrong)))
                    .contains("is no Maven coordinate")
                    .contains("GROUP:ARTIFACT:VERSION");
        }
        assertThat(failure(request("a:b"))).contains("a:b has no version: write a:b:1.2.3, or a:b:RELEASE");
        assertThat(failure(request(List.of("a:b:1"), List.of(), List.of("x"), null)))
                .contains("is no exclusion");
        assertThat(failure(new MavenRequest(
                        List.of("a:b:1"), List.of(), List.of(), List.of("nowhere"), null, false, false)))
                .contains("is no address of a repository");
    }

    @Test
    void settingsThatCannotBeReadAreTold() throws Exception {
        Files.writeString(folder.resolve("settings.xml"), "<settings><mirr");
        assertThat(failure(request("org.a:base:1")))
                .startsWith("Maven's settings cannot be read")
                .contains("settings.xml");
    }

    @Test
    void theSettingsNameTheLocalRepository() throws Exception {
        settings("<localRepository>" + folder.resolve("elsewhere") + "</localRepository>");
        assertThat(resolve(request("org.a:base:1")).jars().get(0).file()).startsWith(folder.resolve("elsewhere"));
    }

    @Test
    void aWaitCanBeInterrupted() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> resolve(request("org.a:top:1"))).isInstanceOf(InterruptedException.class);
    }
}
