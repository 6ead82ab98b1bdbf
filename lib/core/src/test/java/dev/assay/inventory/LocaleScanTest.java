package dev.assay.inventory;

import static dev.assay.inventory.Collected.write;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Where the locale cannot spell a name, as in many containers, the JDK cannot either; the scan still can. */
@EnabledOnOs(OS.LINUX)
class LocaleScanTest {

    @TempDir
    Path work;

    @Test
    void namesSurviveALocaleWithoutUtf8() throws Exception {
        Path root = work.resolve("set");
        write(root, "é ü/ñ？💀.mp4", "video");
        write(root, "é ü/ñ？💀.json", "{\"label\": \"real\"}");
        String plain = scan(root, "C");
        assertThat(plain).isEqualTo(scan(root, "C.UTF-8"));
        assertThat(plain).contains("\"id\":\"set/é ü/ñ？💀.mp4\"", "\"status\":\"ok\"", "\"label\":\"real\"");
    }

    private String scan(Path root, String locale) throws IOException, InterruptedException {
        Path out = work.resolve("out " + locale);
        ProcessBuilder scan = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        SlowScan.class.getName(),
                        root.toString(),
                        work.resolve("journal " + locale).toString(),
                        out.toString(),
                        "0")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        scan.environment().put("LC_ALL", locale);
        assertThat(scan.start().waitFor()).isZero();
        return Files.readString(out);
    }
}
