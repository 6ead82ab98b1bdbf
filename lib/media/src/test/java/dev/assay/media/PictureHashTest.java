package dev.assay.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.source.MediaEngine.Depth;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.function.IntFunction;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Perceptual hashes of files, from the pictures that are measured anyway. */
class PictureHashTest {

    /** The publishers' hash of the pattern at 512 x 288: see reference/pdq.csv. */
    private static final String REFERENCE = "366066626661ce628c619c623ce938c378e9b0fd6afec0e881d443e89fd4ffe8";

    private final FFmpegEngine engine = new FFmpegEngine();

    @TempDir
    private Path folder;

    private static BufferedImage image(int width, int height, int edge, double gain) {
        BufferedImage image = new BufferedImage(width, height + 2 * edge, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, edge + y, lit(PdqTest.pattern(x * 512 / width, y * 288 / height), gain));
            }
        }
        return image;
    }

    private static int lit(int rgb, double gain) {
        int lit = 0;
        for (int shift = 0; shift < 24; shift += 8) {
            lit |= Math.min(255, (int) (gain * (rgb >> shift & 255))) << shift;
        }
        return lit;
    }

    private Path jpeg(BufferedImage image, float quality, String name) throws IOException {
        Path file = folder.resolve(name);
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ImageWriteParam parameters = writer.getDefaultWriteParam();
        parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        parameters.setCompressionQuality(quality);
        try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), parameters);
        }
        return file;
    }

    private static int distance(String a, String b) {
        return new BigInteger(a, 16).xor(new BigInteger(b, 16)).bitCount();
    }

    private String hashes(Path file) {
        return String.valueOf(engine.probe(file, Depth.PIXELS).values().get("m_pdq"));
    }

    @Test
    void aPictureHasThePublishersHash() throws IOException {
        Path file = folder.resolve("good.png");
        ImageIO.write(image(512, 288, 0, 1), "png", file.toFile());
        assertThat(distance(hashes(file), REFERENCE)).isLessThanOrEqualTo(2);
    }

    @Test
    void aPoorCopyOfAPhotoStaysNear() throws IOException {
        assertThat(distance(hashes(jpeg(image(512, 288, 0, 1), .3f, "poor.jpg")), REFERENCE))
                .isBetween(1, 31);
        assertThat(distance(hashes(jpeg(image(320, 180, 0, 1), .5f, "small.jpg")), REFERENCE))
                .isLessThanOrEqualTo(31);
        assertThat(distance(hashes(jpeg(image(512, 288, 0, .7), .9f, "dark.jpg")), REFERENCE))
                .isLessThanOrEqualTo(31);
        assertThat(distance(hashes(jpeg(image(512, 288, 48, 1), .9f, "barred.jpg")), REFERENCE))
                .isLessThanOrEqualTo(31);
    }

    @Test
    void aVideoHasAHashForEachFrameLookedAt() throws IOException {
        Path file = Clips.record(
                folder.resolve("a.mp4"), "mp4", 60, i -> i < 30 ? PdqTest::pattern : (x, y) -> PdqTest.pattern(y, x));
        String[] hashes = hashes(file).split(" ");
        assertThat(hashes).hasSize(4).allMatch(hash -> hash.matches("[0-9a-f]{64}"));
        assertThat(distance(hashes[0], hashes[1])).isLessThanOrEqualTo(31);
        assertThat(distance(hashes[1], hashes[2])).isGreaterThan(62);
        assertThat(distance(hashes[2], hashes[3])).isLessThanOrEqualTo(31);
    }

    /** Key frames of two encodings show different moments of what moves; seconds do not. */
    @Test
    void theFullTierSeesTheSameMomentsOfTwoEncodings() throws IOException {
        IntFunction<Clips.Painter> moving = i -> (x, y) -> PdqTest.pattern(x + 4 * i, y + 2 * i);
        Path often = Clips.record(folder.resolve("often.mp4"), "mp4", 80, 7, moving);
        Path seldom = Clips.record(folder.resolve("seldom.mp4"), "mp4", 80, 80, moving);
        String[] one = seconds(often);
        String[] other = seconds(seldom);
        assertThat(one).hasSameSizeAs(other).hasSize(4);
        for (int second = 0; second < one.length; second++) {
            assertThat(distance(one[second], other[second])).isLessThanOrEqualTo(31);
        }
        assertThat(distance(one[0], one[2])).isGreaterThan(31);
        assertThat(engine.probe(often, Depth.PIXELS).values()).doesNotContainKey("m_pdq_seconds");
    }

    private String[] seconds(Path file) {
        return String.valueOf(engine.probe(file, Depth.FULL).values().get("m_pdq_seconds"))
                .split(" ");
    }

    @Test
    void aFlatOrBlackPictureHasNone() throws IOException {
        for (int rgb : new int[] {0x7F7F7F, 0}) {
            Path file = Clips.record(folder.resolve(rgb + ".mp4"), "mp4", 30, i -> Clips.plain(rgb));
            assertThat(engine.probe(file, Depth.PIXELS).values())
                    .containsKey("m_luma_mean")
                    .doesNotContainKey("m_pdq");
        }
    }
}
