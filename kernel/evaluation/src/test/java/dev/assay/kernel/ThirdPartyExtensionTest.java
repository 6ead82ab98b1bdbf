package dev.assay.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.ToolProvider;
import org.dflib.jjava.jupyter.Extension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A jar of somebody's with an extension of the jjava family, found as such jars are: by its service file. */
class ThirdPartyExtensionTest {
    private static final String SOURCE =
            """
            package third.party;


            import org.dflib.jjava.jupyter.Extension;
            import org.dflib.jjava.jupyter.kernel.BaseKernel;
            import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;

            public class Stamps implements Extension {
                public static int installed;

                @Override
                public void install(BaseKernel kernel) {
                    installed++;
                    kernel.getRenderer().createRegistration(Stamp.class)
                            .preferring(MIMEType.TEXT_PLAIN)
                            .register((stamp, context) ->
                                    context.renderIfRequested(MIMEType.TEXT_PLAIN, () -> "a stamp of " + stamp.value()));
                    kernel.getMagicsRegistry().registerLineMagic("stamp", (owner, words) -> new Stamp(words.size()));
                    kernel.eval("int postage = 7;");
                }

                public record Stamp(int value) {}
            }
            """;

    @TempDir
    private Path folder;

    @Test
    void addsItsRendererItsMagicAndItsCode() throws IOException {
        Path jar = jar();
        try (Notebook notebook = new Notebook(KernelOptions.defaults())) {
            notebook.run("%jars " + jar);
            assertThat(notebook.run("new third.party.Stamps.Stamp(3)")).isEqualTo("a stamp of 3");
            assertThat(notebook.run("%stamp one two")).isEqualTo("a stamp of 2");
            assertThat(notebook.run("postage + 1")).isEqualTo("8");
            assertThat(notebook.run("third.party.Stamps.installed")).isEqualTo("1");
        }
    }

    @Test
    void isThereFromTheStartWhereTheKernelIsStartedWithIt() throws IOException {
        try (Notebook notebook = new Notebook(KernelOptions.defaults().withClassPath(List.of(jar().toString())))) {
            assertThat(notebook.run("new third.party.Stamps.Stamp(postage)")).isEqualTo("a stamp of 7");
        }
    }

    @Test
    void staysAwayWhereExtensionsAreOff() throws IOException {
        try (Notebook notebook =
                new Notebook(KernelOptions.defaults().withExtensions(false).withClassPath(List.of(jar().toString())))) {
            assertThat(notebook.run("third.party.Stamps.installed")).isEqualTo("0");
        }
    }

    private Path jar() throws IOException {
        Path source = Files.createDirectories(folder.resolve("source")).resolve("Stamps.java");
        Files.writeString(source, SOURCE);
        Path classes = Files.createDirectories(folder.resolve("classes"));
        String family = Path.of(Objects.requireNonNull(
                                Extension.class.getProtectionDomain().getCodeSource())
                        .getLocation()
                        .getPath())
                .toString();
        int failed = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-cp", family, "-d", classes.toString(), source.toString());
        assertThat(failed).isZero();
        Path jar = folder.resolve("stamps.jar");
        try (OutputStream out = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (String name : List.of("Stamps", "Stamps$Stamp")) {
                zip.putNextEntry(new ZipEntry("third/party/" + name + ".class"));
                Files.copy(classes.resolve("third/party/" + name + ".class"), zip);
            }
            zip.putNextEntry(new ZipEntry("META-INF/services/" + Extension.class.getName()));
            zip.write("third.party.Stamps\n".getBytes(StandardCharsets.UTF_8));
        }
        return jar;
    }
}
