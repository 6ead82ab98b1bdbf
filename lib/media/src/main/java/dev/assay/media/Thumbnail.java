package dev.assay.media;

import static org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_DEFAULT;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** One picture as a JPEG, the way it is meant to be shown. */
final class Thumbnail {

    private static final float QUALITY = .85f;

    private Thumbnail() {}

    /** The frame shown at a time, or the last one before it; nothing where none can be decoded. */
    static Optional<byte[]> of(MediaInput input, Header header, double atSeconds, int longSide)
            throws UnreadableException {
        if (header.picture() < 0) {
            return Optional.empty();
        }
        input.deadline().extend(Thresholds.number("limits.pixels.seconds"));
        try (FrameReader reader = FrameReader.open(input, header.picture(), AVDISCARD_DEFAULT)) {
            if (header.hasDuration() && atSeconds > 0) {
                reader.seek(Math.min(atSeconds, header.duration()));
            }
            boolean more = reader.next();
            while (more && reader.time() + reader.shownFor() <= atSeconds) {
                more = reader.next();
            }
            return reader.picture(longSide).map(picture -> jpeg(picture.turned(header.rotation())));
        }
    }

    private static byte[] jpeg(Picture picture) {
        BufferedImage image = new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < picture.height(); y++) {
            for (int x = 0; x < picture.width(); x++) {
                int i = y * picture.width() + x;
                image.setRGB(x, y, (picture.value(i, 0) << 16) | (picture.value(i, 1) << 8) | picture.value(i, 2));
            }
        }
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        // In memory: ImageIO would otherwise write a cache file for each picture.
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam settings = writer.getDefaultWriteParam();
            settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            settings.setCompressionQuality(QUALITY);
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
