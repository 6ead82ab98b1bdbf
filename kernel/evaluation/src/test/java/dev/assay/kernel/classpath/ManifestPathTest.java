package dev.assay.kernel.classpath;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestPathTest {
    @TempDir
    private Path folder = Path.of("");

    private Path jar(String name, String classPath) throws IOException {
        Path jar = folder.resolve(name);
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classPath);
        new JarOutputStream(Files.newOutputStream(jar), manifest).close();
        return jar;
    }

    @Test
    void aJarIsFollowedByWhatItNames() throws IOException {
        Path inner = jar("b c+\u00fc.jar", "kernel.jar missing.jar");
        Path other = jar("other.jar", "");
        Path kernel = jar("kernel.jar", "b%20c+\u00fc.jar other.jar http://localhost/x.jar %%");
        Path last = Files.writeString(folder.resolve("broken.jar"), "no zip");

        String path = kernel + File.pathSeparator + last + File.pathSeparator + folder;
        try (PackageFiles files = new PackageFiles(path)) {
            assertThat(files.started()).containsExactly(kernel, inner, other, last, folder);
        }
    }

    @Test
    void anEmptyPathHasNoEntries() {
        try (PackageFiles files = new PackageFiles("")) {
            assertThat(files.started()).isEmpty();
        }
    }
}
