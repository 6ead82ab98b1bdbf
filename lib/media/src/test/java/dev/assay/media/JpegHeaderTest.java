package dev.assay.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.source.MediaEngine;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JpegHeaderTest {

    private static final int FRAME = 0xC0;
    private static final int APPLICATION = 0xE0;
    private static final int COMMENT = 0xFE;

    @BeforeAll
    static void load() {
        Libav.load();
    }

    /** By the encoder of the JDK, which is the Independent JPEG Group's. */
    private static byte[] jpeg(int type, boolean progressive) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ImageWriteParam param = writer.getDefaultWriteParam();
        param.setProgressiveMode(progressive ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (var out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(new BufferedImage(50, 30, type), null, null), param);
        }
        writer.dispose();
        return bytes.toByteArray();
    }

    private static byte[] jpeg() throws IOException {
        return jpeg(BufferedImage.TYPE_INT_RGB, false);
    }

    private static Optional<StillHeader> of(byte[] jpeg) {
        return StillHeader.of(jpeg, jpeg.length);
    }

    /** The same with another segment behind its start. */
    private static byte[] with(byte[] jpeg, int marker, String content) {
        byte[] text = content.getBytes(StandardCharsets.ISO_8859_1);
        return ByteBuffer.allocate(jpeg.length + text.length + 4)
                .put(jpeg, 0, 2)
                .putShort((short) (0xFF00 | marker))
                .putShort((short) (text.length + 2))
                .put(text)
                .put(jpeg, 2, jpeg.length - 2)
                .array();
    }

    /** The same with another byte so many behind the marker of its frame. */
    private static byte[] changed(byte[] jpeg, int[] places, int... values) {
        byte[] changed = jpeg.clone();
        int frame = 2;
        while (changed[frame + 1] != (byte) FRAME) {
            frame += 2 + ByteBuffer.wrap(changed).getShort(frame + 2);
        }
        for (int i = 0; i < places.length; i++) {
            changed[frame + places[i]] = (byte) values[i];
        }
        return changed;
    }

    @ParameterizedTest
    @CsvSource({
        BufferedImage.TYPE_INT_RGB + ",false,yuvj420p",
        BufferedImage.TYPE_INT_RGB + ",true,yuvj420p",
        BufferedImage.TYPE_BYTE_GRAY + ",false,gray"
    })
    void saysWhatASearchOfTheStreamSays(int type, boolean progressive, String format, @TempDir Path folder)
            throws IOException {
        byte[] jpeg = jpeg(type, progressive);
        assertThat(of(jpeg)).get().extracting(StillHeader::pixelFormat).isEqualTo(format);
        Path file = Files.write(folder.resolve("still"), jpeg);
        try (MediaInput one = MediaInput.open(file);
                MediaInput other = MediaInput.open(file)) {
            Map<String, Object> searched = HeaderProbe.read(one).values();
            assertThat(HeaderProbe.alone(other).values()).isEqualTo(searched).containsEntry("width", 50L);
        }
    }

    @ParameterizedTest
    @CsvSource({"17,17,yuvj444p", "33,17,yuvj422p", "34,18,yuvj422p", "34,34,yuvj444p", "34,17,yuvj420p"})
    void factorsOfSamplingAreRelative(int luma, int chroma, String format) throws IOException {
        byte[] sampled = changed(jpeg(), new int[] {11, 14, 17}, luma, chroma, chroma);
        assertThat(of(sampled)).contains(new StillHeader("jpeg", 50, 30, format, "pc"));
    }

    @Test
    void whatMayMeanOtherColoursIsLeftToADecoder() throws IOException {
        byte[] jpeg = jpeg();
        assertThat(of(changed(jpeg, new int[] {10, 13, 16}, 'R', 'G', 'B'))).isEmpty();
        assertThat(of(changed(jpeg, new int[] {4}, 12))).as("12 bits").isEmpty();
        assertThat(of(changed(jpeg, new int[] {1}, 0xC9)))
                .as("arithmetic coding")
                .isEmpty();
        assertThat(of(changed(jpeg, new int[] {11}, 0x41))).as("4:1:1").isEmpty();
        assertThat(of(with(jpeg, COMMENT, "CS=ITU601\0"))).isEmpty();
        assertThat(of(with(jpeg, APPLICATION, "AVI1\1\0\0\0\0\0")))
                .as("a field")
                .isEmpty();
        assertThat(of(with(jpeg, 0xEE, "Adobe\0d\0\0\0\0\0"))).as("RGB").isEmpty();
        assertThat(of(with(jpeg, 0xEE, "Adobe\0d\0\0\0\0\1"))).as("YCbCr").isPresent();
        assertThat(of(with(jpeg, COMMENT, "Lavc59.37.100\0"))).isPresent();
    }

    @Test
    void aFrameHeaderOfAnotherLengthThanItsComponentsTakeIsNone() throws IOException {
        byte[] jpeg = jpeg();
        assertThat(of(changed(jpeg, new int[] {2, 3}, 0, 17))).isPresent();
        assertThat(of(changed(jpeg, new int[] {2, 3}, 0, 16))).isEmpty();
        assertThat(of(changed(jpeg, new int[] {2, 3}, 0, 20))).isEmpty();
    }

    /** What is too large to decode is unreadable by its header, too, and not a picture of 4 billion pixels. */
    @Test
    void aSizeThatNobodyDecodesIsNotBelieved(@TempDir Path folder) throws IOException {
        byte[] vast = changed(jpeg(), new int[] {5, 6, 7, 8}, 0xFF, 0xDC, 0xFF, 0xDC);
        assertThat(of(vast)).isEmpty();
        Path file = Files.write(folder.resolve("vast.jpg"), vast);
        assertThat(new FFmpegEngine(folder)
                        .probe(file, MediaEngine.Depth.HEADERS)
                        .error())
                .isNotNull();
        long most = (long) Thresholds.number("limits.pixels");
        byte[] wide = changed(jpeg(), new int[] {5, 6, 7, 8}, 0x40, 0, 0x20, 0);
        assertThat(0x4000L * 0x2000).isEqualTo(most);
        assertThat(of(wide)).isPresent();
        assertThat(of(changed(wide, new int[] {8}, 1))).isEmpty();
    }

    /** A film of small JPEGs begins like a photo. */
    @Test
    void picturesThatFollowOneAnotherAreAFilm(@TempDir Path folder) throws IOException {
        byte[] one = jpeg();
        ByteBuffer film = ByteBuffer.allocate(12 * one.length);
        for (int i = 0; i < 12; i++) {
            film.put(one);
        }
        Path photo = Files.write(folder.resolve("photo"), one);
        Path raw = Files.write(folder.resolve("film"), film.array());
        assertThat(Recognition.known(new Signature(one, one.length))).isEqualTo("jpeg_pipe");
        assertThat(Recognition.known(new Signature(film.array(), film.capacity())))
                .isEmpty();
        FFmpegEngine engine = new FFmpegEngine(folder);
        assertThat(engine.probe(photo, MediaEngine.Depth.HEADERS).media()).isEqualTo("image");
        assertThat(engine.probe(raw, MediaEngine.Depth.HEADERS)).satisfies(facts -> {
            assertThat(facts.media()).isEqualTo("video");
            assertThat(facts.values()).containsEntry("width", 50L);
        });
    }

    @Test
    void aHeaderThatIsCutOffSaysNothingAndMoreIsRead() throws IOException {
        byte[] far = with(jpeg(), APPLICATION + 2, "x".repeat(2 * Signature.USUAL));
        byte[] near = Arrays.copyOf(far, Signature.USUAL);
        assertThat(StillHeader.of(near, far.length)).isEmpty();
        assertThat(new Signature(near, far.length).isCut()).isTrue();
        assertThat(new Signature(far, far.length).isCut()).isFalse();
        for (int length = 0; length < 24; length++) {
            assertThat(of(Arrays.copyOf(far, length))).isEmpty();
        }
    }
}
