package dev.assay.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExifTest {

    private static final int BYTE_TEXT = 2;
    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int RATIONAL = 5;

    @TempDir
    Path folder;

    @BeforeAll
    static void load() {
        Libav.load();
    }

    /** TIFF data by hand: two directories, one after the other, and what does not fit into their entries. */
    private static byte[] tiff(String make, String model, int thousandths, int tenthsOfAperture, int iso, int flash) {
        ByteBuffer bytes = ByteBuffer.allocate(256);
        bytes.put("MM".getBytes(StandardCharsets.US_ASCII)).putShort((short) 42).putInt(8);
        int first = 8 + 2 + 3 * 12 + 4;
        int data = first + 2 + 4 * 12 + 4;
        bytes.putShort((short) 3);
        entry(bytes, 0x010F, BYTE_TEXT, 16, data);
        entry(bytes, 0x0110, BYTE_TEXT, 16, data + 16);
        entry(bytes, 0x8769, LONG, 1, first);
        bytes.putInt(0).putShort((short) 4);
        entry(bytes, 0x829A, RATIONAL, 1, data + 32);
        entry(bytes, 0x829D, RATIONAL, 1, data + 40);
        entry(bytes, 0x8827, SHORT, 1, iso << 16);
        entry(bytes, 0x9209, SHORT, 1, flash << 16);
        bytes.putInt(0);
        bytes.put(Arrays.copyOf(make.getBytes(StandardCharsets.US_ASCII), 16));
        bytes.put(Arrays.copyOf(model.getBytes(StandardCharsets.US_ASCII), 16));
        bytes.putInt(thousandths).putInt(1000).putInt(tenthsOfAperture).putInt(10);
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    private static void entry(ByteBuffer bytes, int tag, int type, int count, int value) {
        bytes.putShort((short) tag).putShort((short) type).putInt(count).putInt(value);
    }

    /** EV = log2(N^2 / t) - log2(ISO / 100): f/16 at 1/125 s and ISO 100 is 14.97 (the sunny-16 rule); and so on. */
    @ParameterizedTest
    @CsvSource({"8,160,100,14.97", "8,160,400,12.97", "1000,10,100,0.0", "17,20,800,4.88"})
    void theExposureValueIsThatOfTheTables(int thousandths, int tenths, int iso, double value) {
        assertThat(Exif.of(tiff("Maker", "One", thousandths, tenths, iso, 0)))
                .containsEntry("m_exposure_value", value)
                .containsEntry("m_flash", 0.0);
    }

    @Test
    void aModelThatNamesItsMakerStandsAlone() {
        assertThat(Exif.of(tiff("Maker", "One", 8, 160, 100, 25)))
                .containsEntry("camera", "Maker One")
                .containsEntry("m_flash", 1.0);
        assertThat(Exif.of(tiff("Maker", "Maker Two", 8, 160, 100, 0))).containsEntry("camera", "Maker Two");
    }

    @Test
    void whatCannotBeReckonedIsLeftOut() {
        assertThat(Exif.of(tiff("", "", 0, 160, 100, 0))).containsOnlyKeys("m_flash");
        assertThat(Exif.of(new byte[0])).isEmpty();
    }

    /** One directory with a maker and one more entry of bytes; then another directory, of the same tags. */
    private static byte[] tiff(String make, int tag, byte[] data, String second) {
        int then = 8 + 2 + 2 * 12 + 4;
        int texts = then + 2 + 12 + 4;
        ByteBuffer bytes = ByteBuffer.allocate(texts + 400 + data.length);
        bytes.put("MM".getBytes(StandardCharsets.US_ASCII)).putShort((short) 42).putInt(8);
        bytes.putShort((short) 2);
        entry(bytes, 0x010F, BYTE_TEXT, 200, texts);
        entry(bytes, tag, 1, data.length, texts + 400);
        bytes.putInt(then).putShort((short) 1);
        entry(bytes, 0x010F, BYTE_TEXT, 200, texts + 200);
        bytes.putInt(0);
        bytes.put(Arrays.copyOf(make.getBytes(StandardCharsets.US_ASCII), 200));
        bytes.put(Arrays.copyOf(second.getBytes(StandardCharsets.US_ASCII), 200));
        return bytes.put(data).array();
    }

    /** XMP nested so deeply that a parser runs out of stack, and XMP that ends in the middle of a character. */
    @Test
    void otherFormatsInsideAreLeftAlone() {
        String nested =
                "<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>"
                        + "<rdf:Description rdf:about='' xmlns:q='urn:q'>" + "<q:b>".repeat(20_000)
                        + "</q:b>".repeat(20_000)
                        + "</rdf:Description></rdf:RDF></x:xmpmeta>";
        for (String xmp : List.of(nested, "<q>\u00E2", "no XML")) {
            byte[] bytes = xmp.getBytes(StandardCharsets.ISO_8859_1);
            assertThat(Exif.of(tiff("Maker", 0x02BC, bytes, ""))).containsOnly(Map.entry("camera", "Maker"));
        }
    }

    @Test
    void textIsOneShortLine() {
        String camera = (String) Exif.of(tiff("A\n\t\u001B[31mB" + "c".repeat(150), 0, new byte[8], ""))
                .get("camera");
        assertThat(camera).startsWith("A [31mBccc").hasSizeLessThanOrEqualTo(120);
    }

    /** The second directory is the thumbnail's, or one that somebody has put there. */
    @Test
    void theFirstDirectoryCounts() {
        ByteBuffer bytes = ByteBuffer.allocate(8 + 2 * (2 + 12 + 4));
        bytes.put("MM".getBytes(StandardCharsets.US_ASCII)).putShort((short) 42).putInt(8);
        bytes.putShort((short) 1);
        entry(bytes, 0x9209, SHORT, 1, 1 << 16);
        bytes.putInt(26).putShort((short) 1);
        entry(bytes, 0x9209, SHORT, 1, 0);
        assertThat(Exif.of(bytes.array())).containsEntry("m_flash", 1.0);
        assertThat(Exif.of(tiff("First", 0, new byte[8], "Second"))).containsEntry("camera", "First");
    }

    /** Exposure by day is outdoor even where pixels say little, and a room's light with walls is surer. */
    @ParameterizedTest
    @CsvSource({"15,false,2", "15,true,1", "10,false,0", "6,false,-1", "6,true,-2", "NaN,false,0", "NaN,true,-1"})
    void exposureCountsAsCues(double exposureValue, boolean flash, int cues) {
        assertThat(Environment.stated(exposureValue, flash)).isEqualTo(cues);
    }

    @Test
    void aPhotographSaysWhatItWasTakenWith() throws IOException {
        Path file = Files.write(folder.resolve("photo"), jpeg(tiff("Maker", "One", 8, 160, 100, 0)));
        Map<String, Object> values = new FFmpegEngine(folder)
                .probe(file, dev.assay.source.MediaEngine.Depth.HEADERS)
                .values();
        assertThat(values).containsEntry("camera", "Maker One").containsEntry("m_exposure_value", 14.97);
    }

    private static byte[] jpeg(byte[] tiff) throws IOException {
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB), "jpeg", plain);
        ByteBuffer whole = ByteBuffer.allocate(plain.size() + tiff.length + 10);
        whole.put(plain.toByteArray(), 0, 2).putShort((short) 0xFFE1).putShort((short) (tiff.length + 8));
        whole.put("Exif\0\0".getBytes(StandardCharsets.US_ASCII)).put(tiff);
        return whole.put(plain.toByteArray(), 2, plain.size() - 2).array();
    }

    @Test
    void damagedDataHurtNobody() {
        byte[] whole = tiff("Maker", "One", 8, 160, 100, 0);
        Random random = new Random(3);
        for (int i = 0; i < 3000; i++) {
            byte[] damaged = Arrays.copyOf(whole, 1 + random.nextInt(whole.length));
            for (int k = 0; k < 4; k++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            assertThatCode(() -> Exif.of(damaged)).doesNotThrowAnyException();
        }
    }
}
