package dev.assay.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.source.MediaEngine.Depth;
import dev.assay.source.MediaFacts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileFilesTest {

    @TempDir
    static Path folder;

    private static Path clip = Path.of("");
    private final FFmpegEngine engine = new FFmpegEngine();

    @BeforeAll
    static void record() throws IOException {
        clip = Clips.record(folder.resolve("clip.mp4"), "mp4", 20, i -> Clips.checks(0x404040, 0xC0C0C0 + i));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u5168\u89d2\uff1f\uff5c.mp4",
                "\ud83c\udfac film.mp4",
                "it's \"quoted\".mp4",
                "<script>alert(1)<.mp4",
                "-i.mp4",
                "=cmd().mp4",
                "%03d.png",
                "100% [a-b]*{x}.mp4",
                "concat:a|b.mp4",
                "http:example.mp4",
                "data:text,x.mp4",
                "new\nline.mp4",
                "wrong.jpg",
                "no extension",
            })
    void namesNeitherMisleadNorCommand(String name) throws IOException {
        Path file;
        try {
            file = Files.copy(clip, Files.createTempDirectory(folder, "names").resolve(name));
        } catch (IOException | java.nio.file.InvalidPathException e) {
            Assertions.assertEquals("\\", java.io.File.separator, "only Windows may refuse the name " + name);
            return;
        }
        MediaFacts facts = engine.probe(file, Depth.PIXELS);
        assertThat(facts.error()).isNull();
        assertThat(facts.media()).isEqualTo("video");
        assertThat(facts.values()).containsEntry("format", "mp4").containsEntry("width", 320L);
    }

    @Test
    void playlistsOpenNothing() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            server.setSoTimeout(300);
            String url = "http://127.0.0.1:" + server.getLocalPort() + "/x.ts";
            unreadable("list.m3u8", "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n" + url + "\n#EXT-X-ENDLIST\n");
            unreadable("local.m3u8", "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nclip.mp4\n#EXT-X-ENDLIST\n");
            unreadable("list.ffconcat", "ffconcat version 1.0\nfile clip.mp4\n");
            unreadable("list.mp4", "ffconcat version 1.0\nfile '" + url + "'\n");
            unreadable("stream.sdp", "v=0\no=- 0 0 IN IP4 127.0.0.1\nc=IN IP4 127.0.0.1\nm=video 5004 RTP/AVP 96\n");
            unreadable(
                    "dash.mpd",
                    "<?xml version=\"1.0\"?><MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\" type=\"static\"><Period>"
                            + "<BaseURL>" + url + "</BaseURL></Period></MPD>");
            Assertions.assertThrows(SocketTimeoutException.class, server::accept, "a file made us call a host");
        }
    }

    private void unreadable(String name, String content) throws IOException {
        Path file = Files.writeString(folder.resolve(name), content);
        MediaFacts facts = engine.probe(file, Depth.FULL);
        assertThat(facts.error()).as(name).startsWith("expected ").contains(", found");
        assertThat(facts.values()).isEmpty();
        assertThat(facts.media()).isEqualTo("other");
        assertThat(engine.thumbnail(file, 0, 100)).isEmpty();
    }

    @Test
    void whatIsNoFileSaysSo() throws IOException {
        assertThat(engine.probe(folder, Depth.HEADERS).error()).isEqualTo("expected a regular file, found a directory");
        assertThat(engine.probe(folder.resolve("none"), Depth.HEADERS).error())
                .isEqualTo("expected a regular file, found none");
        assertThat(engine.probe(Files.createFile(folder.resolve("empty.mp4")), Depth.HEADERS)
                        .error())
                .isEqualTo("expected a media file, found an empty file");
        unreadable("text.mp4", "hello");
    }

    @Test
    void damageAnywhereIsNeverACrash() throws IOException {
        byte[] whole = Files.readAllBytes(clip);
        Random random = new Random(7);
        Path file = folder.resolve("damaged.mp4");
        for (int i = 0; i < 150; i++) {
            byte[] damaged = Arrays.copyOf(whole, i % 3 == 0 ? random.nextInt(whole.length) + 1 : whole.length);
            for (int k = 0; k < i % 40; k++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            Files.write(file, damaged);
            MediaFacts facts = engine.probe(file, Depth.FULL);
            assertThat(facts.error() == null || facts.error().startsWith("expected "))
                    .isTrue();
        }
    }

    @Test
    void framesThatCannotBeDecodedLeaveTheHeaderAndNoEvidence() throws IOException {
        Path file = Clips.record(folder.resolve("zeros.avi"), "avi", 20, i -> Clips.checks(0x404040, 0xC0C0C0));
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        int chunk = new String(bytes.array(), StandardCharsets.ISO_8859_1).indexOf("movi") + 4;
        while (bytes.getInt(chunk) == 0x63643030) {
            int size = bytes.getInt(chunk + 4);
            Arrays.fill(bytes.array(), chunk + 8, chunk + 8 + size, (byte) 0);
            chunk += 8 + size + size % 2;
        }
        MediaFacts facts = engine.probe(Files.write(file, bytes.array()), Depth.PIXELS);
        assertThat(facts.error()).isNull();
        assertThat(facts.values())
                .containsEntry("width", 320L)
                .containsEntry("m_frames_decoded", 0L)
                .doesNotContainKey("m_luma_mean");
        assertThat(facts.evidence()).isEmpty();
    }
}
