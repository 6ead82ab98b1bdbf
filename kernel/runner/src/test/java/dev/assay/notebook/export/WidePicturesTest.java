package dev.assay.notebook.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.notebook.format.Cell;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures that are wider than the pages of a PDF: they become smaller, and stay as they are in shape. */
final class WidePicturesTest {

    private static final int WIDTH = 1600;
    private static final int HEIGHT = 400;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<img src='%s'>",
                "<img src='%s' width='1600' height='400'>",
                "<img src='%s' height='400'>",
                "<img src='%s' style='width:1600px;height:400px'>",
                "<div style='padding:9px'><p><img src='%s'></p></div>",
                "<div style='width:1600px'><img src='%s'></div>",
                "<div style='display:flex'><img src='%s'></div>",
                "<table><tr><td><img src='%s'></table>",
                "<table><tr><td>words<td><img src='%s' width='1600' height='400'></table>",
                "<table><tr><td>words<td><img src='%s' style='width:1600px;height:400px'></table>",
                "<table><tr><th>words<th>picture<th>more<tr><td>words<td><img src='%s'><td>words, and more of them</table>",
            })
    void areWholeOnThePage(String html) throws IOException {
        String shown = html.formatted(picture());
        isWhole(ExportTest.code("", ExportTest.shown("text/html", shown)));
        isWhole(ExportTest.prose(shown));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%s",
                "<div style='padding:50px'>%s</div>",
                "<table><tr><td>words<td>%s</table>",
            })
    void soAreDrawings(String html) throws IOException {
        String drawing = "<svg width='1600' height='400'><rect width='800' height='400' fill='#ff0000'/>"
                + "<rect x='800' width='800' height='400' fill='#0000ff'/></svg>";
        isWhole(ExportTest.code("", ExportTest.shown("text/html", html.formatted(drawing))));
    }

    /** Of two halves both are seen, alike and in shape. */
    private static void isWhole(Cell cell) throws IOException {
        try (PDDocument pdf =
                Loader.loadPDF(Export.of(ExportTest.notebook(cell), "n").pdf())) {
            BufferedImage page = new PDFRenderer(pdf).renderImage(0);
            int red = count(page, Color.RED);
            int high = 0;
            for (int y = 0; y < page.getHeight(); y++) {
                high += count(page.getSubimage(0, y, page.getWidth(), 1), Color.RED) > 0 ? 1 : 0;
            }
            assertThat(new PDFTextStripper().getText(pdf)).doesNotContain("wider");
            assertThat(red).isGreaterThan(1_000);
            assertThat(count(page, Color.BLUE)).isCloseTo(red, Offset.offset(red / 10));
            assertThat(2.0 * red / high / high).isCloseTo((double) WIDTH / HEIGHT, Offset.offset(0.4));
        }
    }

    private static int count(BufferedImage page, Color colour) {
        int count = 0;
        for (int rgb : page.getRGB(0, 0, page.getWidth(), page.getHeight(), null, 0, page.getWidth())) {
            count += (rgb | 0xff000000) == colour.getRGB() ? 1 : 0;
        }
        return count;
    }

    private static String picture() throws IOException {
        BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = picture.createGraphics();
        graphics.setColor(Color.RED);
        graphics.fillRect(0, 0, WIDTH / 2, HEIGHT);
        graphics.setColor(Color.BLUE);
        graphics.fillRect(WIDTH / 2, 0, WIDTH / 2, HEIGHT);
        graphics.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(picture, "png", out);
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(out.toByteArray());
    }
}
