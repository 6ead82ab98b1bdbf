package dev.assay.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.ffmpeg.global.avformat.av_find_input_format;
import static org.bytedeco.ffmpeg.global.avformat.av_probe_input_format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avformat.AVProbeData;
import org.bytedeco.javacpp.BytePointer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RecognitionTest {

    @BeforeAll
    static void load() {
        Libav.load();
    }

    @Test
    void knowsTheDemuxersThatLibavWouldChoose() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(Path.of("../../data-samples"))) {
            files = all.filter(Files::isRegularFile).sorted().toList();
        }
        TreeSet<String> met = new TreeSet<>();
        for (Path file : files) {
            byte[] content = Files.readAllBytes(file);
            byte[] head = Arrays.copyOf(content, Math.min(content.length, Signature.USUAL));
            String known = Recognition.known(new Signature(head, content.length));
            if (!known.isEmpty()) {
                assertThat(av_find_input_format(known)).as(file.toString()).isEqualTo(probed(head));
                met.add(known);
            }
        }
        assertThat(met).contains("mov", "matroska", "avi");
    }

    private static AVInputFormat probed(byte[] head) {
        try (BytePointer bytes = new BytePointer(Arrays.copyOf(head, head.length + 64));
                BytePointer name = new BytePointer("");
                AVProbeData data = new AVProbeData()) {
            data.buf(bytes).buf_size(head.length).filename(name);
            return av_probe_input_format(data, 1);
        }
    }

    @Test
    void whatOnlyLooksAlikeIsLeftToLibav() {
        assertThat(known("\0\0\0\fjP  \r\n\u0087\n\0\0\0\u0014ftypjp2 ")).isEmpty();
        assertThat(known("\0\0\0\u0014ftypjp2 ")).isEmpty();
        assertThat(known("\u001AE\u00DF\u00A3B\u0082\u0084text")).isEmpty();
        assertThat(known("RIFF\u0010\0\0\0WAVEfmt ")).isEmpty();
        assertThat(known("RIFF\u0010\0\0\0AVI LIST")).isEqualTo("avi");
        assertThat(known("short")).isEmpty();
    }

    @Test
    void photosAreWhatLibavTakesThemFor() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(SharedData.folder("media-opencv"))) {
            files = all.filter(file -> file.toString().endsWith(".jpg"))
                    .sorted()
                    .toList();
        }
        int known = 0;
        for (Path file : files) {
            byte[] content = Files.readAllBytes(file);
            byte[] head = Arrays.copyOf(content, Math.min(content.length, Signature.MOST));
            String demuxer = Recognition.known(new Signature(head, content.length));
            if (!demuxer.isEmpty()) {
                assertThat(av_find_input_format(demuxer)).as(file.toString()).isEqualTo(probed(content));
                known++;
            }
        }
        // The rest has no segment that names the format, or colours that a decoder must tell.
        assertThat(known).isGreaterThan(files.size() * 3 / 4);
    }

    @Test
    void packetsThatFollowOneAnotherAreATransportStream() {
        byte[] packets = new byte[13 * 188];
        for (int at = 0; at < packets.length; at += 188) {
            packets[at] = 0x47;
            packets[at + 3] = 0x10;
        }
        Signature whole = new Signature(packets, packets.length);
        assertThat(Recognition.known(whole)).isEqualTo("mpegts");
        assertThat(av_find_input_format("mpegts")).isEqualTo(probed(packets));
        packets[5 * 188] = 0;
        assertThat(Recognition.known(whole)).as("one packet does not begin").isEmpty();
        packets[5 * 188] = 0x47;
        packets[5 * 188 + 3] = 0;
        assertThat(Recognition.known(whole)).as("one carries nothing").isEmpty();
        packets[5 * 188 + 1] = 0x1F;
        packets[5 * 188 + 2] = (byte) 0xFF;
        assertThat(Recognition.known(whole)).as("one fills").isEqualTo("mpegts");
    }

    private static String known(String start) {
        byte[] head = start.getBytes(StandardCharsets.ISO_8859_1);
        int length = start.equals("short") ? head.length : 64;
        return Recognition.known(
                new Signature(ByteBuffer.allocate(length).put(head).array(), length));
    }
}
