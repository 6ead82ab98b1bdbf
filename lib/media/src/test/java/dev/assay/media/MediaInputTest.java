package dev.assay.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avformat.AVSEEK_FLAG_BACKWARD;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_seek_frame;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MediaInputTest {

    @BeforeAll
    static void load() {
        Libav.load();
    }

    /** A picture that breaks off has no key frame that could be sought: what was taken of it is read from the start again. */
    @Test
    void whatWasTakenIsReadAgainWhereNothingCanBeSought(@TempDir Path folder) throws IOException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        BufferedImage noise = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 64 * 64; i++) {
            noise.setRGB(i % 64, i / 64, i * 0x9E3779B1);
        }
        ImageIO.write(noise, "png", png);
        Path half = Files.write(folder.resolve("half.png"), Arrays.copyOf(png.toByteArray(), png.size() / 2));
        AVPacket packet = av_packet_alloc();
        try (MediaInput input = MediaInput.open(half)) {
            assertThat(av_read_frame(input.takenFrom(0), packet)).isNotNegative();
            av_packet_unref(packet);
            assertThat(av_seek_frame(input.context(), 0, 0, AVSEEK_FLAG_BACKWARD))
                    .as("why there is something to do")
                    .isNegative();
            assertThat(input.fromStart(0).index()).isZero();
            assertThat(av_read_frame(input.context(), packet)).isNotNegative();
        } finally {
            av_packet_free(packet);
        }
    }
}
