package dev.assay.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.FileImageOutputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What coding takes, on pictures and clips that were coded as coarsely as is known. */
class CompressionTest {

    @TempDir
    Path folder;

    @BeforeAll
    static void load() {
        Libav.load();
    }

    private static Compression of(Path file) throws IOException {
        try (MediaInput input = MediaInput.open(file)) {
            return Compression.median(
                    FrameSample.of(input, HeaderProbe.alone(input)).compressions());
        }
    }

    /** A smooth relief with some grain, which coarse coding cuts into blocks. */
    private Path jpeg(float quality) throws IOException {
        BufferedImage image = new BufferedImage(320, 240, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 320 * 240; i++) {
            int x = i % 320;
            int y = i / 320;
            int grain = ((x * 7919 + y * 104729) >> 3) % 9;
            int value = (int) (120 + 50 * Math.sin(x / 23.0) + 50 * Math.cos(y / 31.0)) + grain;
            image.setRGB(x, y, 0x010101 * value);
        }
        Path file = Files.createTempFile(folder, "still", ".jpg");
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ImageWriteParam how = writer.getDefaultWriteParam();
        how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        how.setCompressionQuality(quality);
        try (FileImageOutputStream out = new FileImageOutputStream(file.toFile())) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), how);
        } finally {
            writer.dispose();
        }
        return file;
    }

    @Test
    void theCoarserAJpegTheMoreBlocks() throws IOException {
        List<Double> found = new ArrayList<>();
        List<Double> quantisers = new ArrayList<>();
        for (float quality : new float[] {.95f, .5f, .2f, .05f}) {
            Compression lost = of(jpeg(quality));
            quantisers.add(lost.quantiser());
            found.add(lost.blockiness());
        }
        assertThat(found).isSorted().doesNotHaveDuplicates();
        assertThat(quantisers).isSorted().doesNotHaveDuplicates();
        assertThat(found.get(0)).isCloseTo(1, within(.2));
        assertThat(found.get(3)).isGreaterThan(Thresholds.number("quality.blockiness.lq"));
    }

    /** Made by the system's ffmpeg, where there is one that has x264. */
    @ParameterizedTest
    @CsvSource({"18,18", "23,23", "40,40"})
    void theQuantiserIsThatOfTheEncoder(int crf, double quantiser) throws IOException, InterruptedException {
        Path file = folder.resolve("clip.mp4");
        Assumptions.assumeTrue(made(file, crf), "no ffmpeg with x264 here");
        assertThat(of(file).quantiser()).isCloseTo(quantiser, within(4.0));
    }

    /** One and the same scene, coded finely and coarsely; the test picture has blocks of its own, which do not count here. */
    @Test
    void aReencodeAtCrf40IsPoor() throws IOException, InterruptedException {
        Path fine = folder.resolve("fine.mp4");
        Path coarse = folder.resolve("coarse.mp4");
        Assumptions.assumeTrue(made(fine, 18) && made(coarse, 40), "no ffmpeg with x264 here");
        assertThat(level(fine)).isEqualTo("hq");
        assertThat(level(coarse)).isEqualTo("lq");
    }

    private static String level(Path file) throws IOException {
        Compression lost = new Compression(of(file).quantiser(), Double.NaN);
        return Quality.of(1080, 1, Double.NaN, "h264", lost).level();
    }

    private static boolean made(Path file, int crf) throws InterruptedException {
        String call =
                "ffmpeg -v quiet -f lavfi -i testsrc2=size=320x240:rate=10:duration=2 -c:v libx264 -preset ultrafast"
                        + " -pix_fmt yuv420p -crf " + crf;
        List<String> words = new ArrayList<>(List.of(call.split(" ")));
        words.add(file.toString());
        try {
            Process process = new ProcessBuilder(words).inheritIO().start();
            process.getOutputStream().close();
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
