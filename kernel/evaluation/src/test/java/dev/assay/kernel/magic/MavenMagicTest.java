package dev.assay.kernel.magic;

import static dev.assay.kernel.maven.FileRepository.dependency;
import static dev.assay.kernel.maven.FileRepository.needs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import dev.assay.kernel.MimeBundle;
import dev.assay.kernel.Outputs;
import dev.assay.kernel.maven.FileRepository;
import dev.assay.kernel.output.CellContext;
import dev.assay.kernel.output.CellSession;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** With a home directory of its own, whose settings send every request to a directory. */
@Timeout(120)
class MavenMagicTest {
    private final ShellSession session = new ShellSession();
    private final CellSession cells = new CellSession();
    private final StringBuilder err = new StringBuilder();
    private final String home = System.getProperty("user.home");

    @TempDir
    Path folder;

    @BeforeEach
    void repository() throws Exception {
        System.setProperty("user.home", folder.toString());
        FileRepository central = central();
        Files.createDirectories(folder.resolve(".m2"));
        Files.writeString(
                folder.resolve(".m2/settings.xml"),
                "<settings><mirrors><mirror><id>m</id><mirrorOf>*</mirrorOf><url>" + central.url()
                        + "</url></mirror></mirrors></settings>");
        central.artifact("org.a:base:1", "");
        central.artifact("org.a:base:2", "");
        central.artifact("org.a:top:1", needs("org.a:base:1"));
    }

    @AfterEach
    void close() {
        System.setProperty("user.home", home);
        session.close();
        cells.close();
    }

    private FileRepository central() {
        return new FileRepository(folder.resolve("central"));
    }

    private List<String> run(String cell) throws Exception {
        CellContext context = CellContext.begin(
                cells,
                1,
                new Outputs() {
                    @Override
                    public void text(Stream stream, String text) {
                        err.append(text);
                    }

                    @Override
                    public void display(MimeBundle bundle, @Nullable String displayId) {}

                    @Override
                    public void update(MimeBundle bundle, String displayId) {}

                    @Override
                    public void clear(boolean wait) {}

                    @Override
                    public String input(String prompt, boolean password) {
                        return "";
                    }
                },
                false);
        try {
            context.run(() -> session.run(cell));
        } finally {
            context.end();
        }
        return session.added.stream()
                .map(path -> String.valueOf(path.getFileName()))
                .toList();
    }

    private String refused(String cell) {
        List<String> message = new ArrayList<>();
        assertThatThrownBy(() -> run(cell)).isInstanceOfSatisfying(MagicError.class, e -> message.add(e.getMessage()));
        return message.get(0);
    }

    @Test
    void addsJarsAndTellsWhatItDid() throws Exception {
        assertThat(run("%maven org.a:top:1")).containsExactly("top-1.jar", "base-1.jar");
        assertThat(err)
                .contains("Downloaded top-1.jar")
                .contains("Added 2 jars to the class path (4 files, 0.0 MB downloaded).");
        err.setLength(0);
        assertThat(run("%maven org.a:top:1;")).hasSize(2);
        assertThat(err).hasToString("Added 0 jars to the class path; 2 there already.\n");
    }

    @Test
    void anotherVersionThatIsThereStaysAndIsTold() throws Exception {
        run("%maven org.a:base:2");
        assertThat(run("%maven org.a:top:1")).containsExactly("base-2.jar", "top-1.jar");
        assertThat(err).contains("another version").contains("org.a:base stays at 2, not 1");
    }

    @Test
    void jarsAreKnownByWhatTheySayOfThemselves() throws Exception {
        Path merged = folder.resolve("merged.jar");
        Files.copy(central().file("org.a:base:2", ".jar"), merged);
        session.added.add(merged);
        Path loose = folder.resolve("top-1.0-SNAPSHOT.jar");
        Files.copy(central().file("org.a:base:2", ".jar"), loose);
        session.added.add(loose);
        assertThat(run("%maven org.a:top:1")).hasSize(2);
        assertThat(err).contains("org.a:base stays at 2, not 1").contains("org.a:top stays at 1.0-SNAPSHOT, not 1");
    }

    @Test
    void aJarOfTheSameNameInAnotherGroupIsAnother() throws Exception {
        central().artifact("org.b:base:1", "");
        run("%maven org.b:base:1");
        assertThat(run("%maven org.a:base:2")).containsExactly("base-1.jar", "base-2.jar");
    }

    @Test
    void aJarThatIsNoneIsRefusedAndNothingIsAdded() {
        central().write(central().file("org.a:base:1", ".jar"), "not a zip".getBytes(StandardCharsets.UTF_8));
        assertThat(refused("%maven org.a:top:1")).contains("base-1.jar is no readable jar");
        assertThat(session.added).isEmpty();
    }

    @Test
    void takesAPomBelow() throws Exception {
        assertThat(run("%%maven --exclude org.a:base\n" + dependency("org.a:top:1", "")))
                .containsExactly("top-1.jar");
        run("%%loadFromPOM\n" + dependency("org.a:base:1", "<scope>test</scope>"));
        assertThat(err).contains("names no dependency of scope compile or runtime");
        Path file = Files.writeString(folder.resolve("pom.xml"), dependency("org.a:base:2", ""));
        assertThat(run("%loadFromPOM " + file)).containsExactly("top-1.jar", "base-2.jar");
    }

    @Test
    void misuseIsTold() {
        assertThat(refused("%maven")).contains("at least one coordinate").contains("example: %maven tech.tablesaw");
        assertThat(refused("%maven -x a:b:1")).contains("There is no option -x");
        assertThat(refused("%maven a:b:1 --repo")).contains("--repo needs a value");
        assertThat(refused("%maven a:b:1\u001b[31m"))
                .contains("is no Maven coordinate")
                .doesNotContain("\u001b");
        assertThat(refused("%maven org.a:nothing:1")).contains("org.a:nothing:jar:1 was not found");
        assertThat(refused("%maven " + "x".repeat(200_000))).hasSizeLessThan(1_000);
        assertThat(refused("%%maven")).contains("nothing below");
        assertThat(refused("%loadFromPOM nothing.xml")).contains("There is no file nothing.xml");
        assertThat(refused("%mavenRepo a b c")).contains("takes an address");
    }

    @Test
    void onlyTheMavenRoomKnowsMaven() {
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.assay.kernel");
        ArchRuleDefinition.noClasses()
                .that()
                .resideOutsideOfPackage("dev.assay.kernel.maven")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.maven..", "org.eclipse.aether..")
                .check(classes);
        ArchRuleDefinition.noClasses()
                .that()
                .resideInAnyPackage("dev.assay.kernel.maven", "dev.assay.kernel.output")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.assay.kernel.magic", "dev.assay.kernel.session..")
                .check(classes);
    }
}
