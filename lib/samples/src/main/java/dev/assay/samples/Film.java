package dev.assay.samples;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/** All frames of one sample, painted one after another into the same buffers. */
final class Film {
    private final Sample.Picture picture;
    private final Sample.Encoding encoding;
    private final List<Scene> shots = new ArrayList<>();
    private final BufferedImage painted;
    private final BufferedImage stored;

    Film(Sample.Picture picture, Sample.Encoding encoding) {
        this.picture = picture;
        this.encoding = encoding;
        // Softness is painted: a smaller picture, enlarged, as an upscaled upload is.
        double sharpness =
                switch (picture.quality()) {
                    case "hq" -> 1;
                    case "mq" -> 0.36;
                    case "lq" -> 0.14;
                    default -> throw new IllegalArgumentException("no such quality: " + picture.quality());
                };
        int width = (int) Math.round(encoding.shownWidth() * sharpness);
        int height = (int) Math.round(encoding.shownHeight() * sharpness);
        for (int shot = 0; shot <= picture.cuts().size(); shot++) {
            shots.add(new Scene(picture, shot, width, height));
        }
        this.painted = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        this.stored = new BufferedImage(encoding.width(), encoding.height(), BufferedImage.TYPE_3BYTE_BGR);
    }

    /** The frame at an index, as stored: before a player turns it. The buffer is reused by the next call. */
    BufferedImage frame(int index) {
        double time = (double) index / encoding.fps();
        Graphics2D graphics = stored.createGraphics();
        if (picture.black().stream().anyMatch(span -> time >= span.start() && time < span.end())) {
            graphics.setColor(Color.BLACK);
            graphics.fillRect(0, 0, stored.getWidth(), stored.getHeight());
        } else {
            int shot = (int) picture.cuts().stream().filter(cut -> time >= cut).count();
            shots.get(shot).paint(painted, picture.start() + time);
            graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            graphics.drawImage(painted, ontoStored(), null);
        }
        graphics.dispose();
        return stored;
    }

    /** Turns the shown picture back, against the way in which the player will turn it. */
    private AffineTransform ontoStored() {
        AffineTransform onto = new AffineTransform();
        onto.translate(encoding.width() / 2.0, encoding.height() / 2.0);
        onto.quadrantRotate(-encoding.rotation() / 90);
        onto.translate(-encoding.shownWidth() / 2.0, -encoding.shownHeight() / 2.0);
        onto.scale(
                (double) encoding.shownWidth() / painted.getWidth(),
                (double) encoding.shownHeight() / painted.getHeight());
        return onto;
    }
}
