package dev.assay.kernel.display;

import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.RenderedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Map;
import javax.imageio.ImageIO;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.Renderer;

/** Images of AWT as PNG, scaled down where no screen would show all of their pixels. */
final class Pictures {

    /** Pixels of the longer side. */
    static final int LONGEST_SIDE = 2_000;

    private Pictures() {}

    static void register(Renderer renderer) {
        renderer.createRegistration(Image.class)
                .preferring("image/png")
                .register((image, context) -> render(drawn(image), context.getOutputContainer()));
        renderer.createRegistration(RenderedImage.class)
                .preferring("image/png")
                .register((image, context) -> render(image, context.getOutputContainer()));
    }

    private static void render(RenderedImage image, DisplayData out) {
        int width = image.getWidth();
        int height = image.getHeight();
        double scale = Math.min(1, (double) LONGEST_SIDE / Math.max(width, height));
        RenderedImage shown = scale < 1 ? scaled(image, scale) : image;
        byte[] png = png(shown);
        out.putData("image/png", Base64.getEncoder().encodeToString(png));
        out.putMetaData("image/png", Map.of("width", shown.getWidth(), "height", shown.getHeight()));
        out.putText("image, " + width + " x " + height + " pixels"
                + (scale < 1 ? ", shown at " + shown.getWidth() + " x " + shown.getHeight() : ""));
    }

    private static byte[] png(RenderedImage image) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, "png", bytes) && !ImageIO.write(scaled(image, 1), "png", bytes)) {
                throw new IllegalStateException("this Java writes no PNG");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a picture in memory does not fail", e);
        }
        return bytes.toByteArray();
    }

    private static BufferedImage scaled(RenderedImage image, double scale) {
        int width = Math.max(1, (int) Math.round(image.getWidth() * scale));
        int height = Math.max(1, (int) Math.round(image.getHeight() * scale));
        BufferedImage copy = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = copy.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawRenderedImage(
                image,
                java.awt.geom.AffineTransform.getScaleInstance(
                        (double) width / image.getWidth(), (double) height / image.getHeight()));
        graphics.dispose();
        return copy;
    }

    private static RenderedImage drawn(Image image) {
        if (image instanceof RenderedImage rendered) {
            return rendered;
        }
        // a toolkit image is loaded behind; an icon waits for it
        Image loaded = new javax.swing.ImageIcon(image).getImage();
        int width = loaded.getWidth(null);
        int height = loaded.getHeight(null);
        if (width <= 0 || height <= 0) {
            throw new IllegalArgumentException("the image has no size: it could not be loaded");
        }
        BufferedImage copy = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = copy.createGraphics();
        graphics.drawImage(loaded, 0, 0, null);
        graphics.dispose();
        return copy;
    }
}
