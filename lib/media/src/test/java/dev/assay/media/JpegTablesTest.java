package dev.assay.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JpegTablesTest {

    /** The JDK's encoder is the Independent JPEG Group's, and states quality in hundredths. */
    private static byte[] jpeg(float quality) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ImageWriteParam param = writer.getDefaultWriteParam();
        param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        param.setCompressionQuality(quality);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (var out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB), null, null), param);
        }
        writer.dispose();
        return bytes.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(floats = {.2f, .3f, .5f, .75f, .9f})
    void qualityIsWhatTheEncoderWasAskedFor(float quality) throws IOException {
        assertThat(JpegTables.quality(jpeg(quality)).orElseThrow()).isCloseTo(100 * quality, within(1.0));
    }

    @Test
    void whatIsNoJpegOrIsCutOffSaysNothing() throws IOException {
        byte[] whole = jpeg(.5f);
        assertThat(JpegTables.quality(new byte[0])).isEmpty();
        assertThat(JpegTables.quality(new byte[] {(byte) 0x89, 'P', 'N', 'G', 0, 0, 0, 0}))
                .isEmpty();
        // Neither the first bytes of one nor zeros after its start lead anywhere.
        assertThat(JpegTables.quality(Arrays.copyOf(whole, 24))).isEmpty();
        assertThat(JpegTables.quality(Arrays.copyOf(Arrays.copyOf(whole, 2), 500)))
                .isEmpty();
    }
}
