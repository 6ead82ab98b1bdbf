package dev.assay.notebook.export;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FSFontUseCase;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.svgsupport.BatikSVGDrawer;
import com.openhtmltopdf.util.XRLog;
import dev.assay.notebook.code.Syntax;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.jsoup.Jsoup;
import org.jsoup.helper.W3CDom;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** Pages of A4 with bookmarks and page numbers; nothing is fetched, no clock is asked. */
final class Pdf {

    private static final String SANS = "Liberation Sans";
    private static final String MONO = "Liberation Mono";

    /** Blocks up to here stand on one page. */
    private static final int SHORT_LINES = 8;

    private static final int SHORT_TEXT = 600;

    /** Boxes as high as their notebook says would take any number. */
    private static final int MOST_PAGES = 5_000;

    /** Layouts: pictures in a wide table, its blocks, and tables in them may be too wide. */
    private static final int MOST_ROUNDS = 5;

    private Pdf() {}

    static byte[] of(String name, List<List<Piece>> cells, Syntax syntax) throws IOException {
        Body body = Body.of(cells, new Paper(), syntax);
        String title = body.contents().title(name);
        Document page = Jsoup.parse("<!DOCTYPE html><html lang=\"en\"><head><title></title><style></style></head><body>"
                + body.html() + "</body></html>");
        page.title(title);
        page.select("img").forEach(Pdf::plain);
        page.select("div.prose").forEach(Paper::prose);
        page.body().getAllElements().forEach(Paper::withoutStyleInAttributes);
        page.body().getAllElements().forEach(Paper::withoutGiantSize);
        page.select("[colspan], [rowspan]").forEach(Pdf::span);
        sideBySide(page);
        page.expectFirst("style").appendChild(new org.jsoup.nodes.DataNode(Resources.text("paper.css")));
        bookmarks(page, body.contents().headings());
        return rendered(page, title, name);
    }

    /** Drawings that markup or prose brings, as harmless as those that a cell shows. */
    private static void plain(Element image) {
        String source = image.attr("src");
        Optional<PictureData> picture = PictureData.ofUri(source);
        if (picture.isPresent() && picture.get().type().equals("image/webp")) { // which Java does not read
            Sought none = Sought.none("a WebP, which the page in HTML shows");
            image.replaceWith(new Element("em").text(NamedPictures.words(image.attr("alt"), "", none)));
        } else if (picture.isPresent()) {
            image.attr("src", picture.get().plain().uri());
        } else if (source.startsWith("data:")) {
            image.replaceWith(
                    new Element("em").text(NamedPictures.words(image.attr("alt"), "", PictureData.IN_BROWSERS)));
        }
    }

    /** The renderer makes room for as many cells as it is told. */
    private static void span(Element cell) {
        for (String span : List.of("colspan", "rowspan")) {
            if (!cell.attr(span).matches("\\d{1,3}")) {
                cell.removeAttr(span);
            }
        }
    }

    /**
     * A page is kept from ending between two blocks, such as a heading and what is under it, only where they are children of
     * one element, and where the second moves as a whole if its first line does not fit: so all become the body's but what a box
     * holds in its place, and what is short stays together.
     */
    private static void sideBySide(Document page) {
        page.select("section.cell > pre.code:not(:last-child)").addClass("leads");
        page.select("section.cell > div.prose:not(.held) > *").addClass("prose");
        page.select("section.cell > div.prose:not(.held)").unwrap();
        page.select("section.cell").unwrap();
        page.select("body > p, body > pre").stream()
                .filter(block -> block.wholeText().lines().count() <= SHORT_LINES
                        && block.wholeText().length() <= SHORT_TEXT)
                .forEach(block -> block.addClass("short"));
    }

    private static void bookmarks(Document page, List<Contents.Heading> headings) {
        Element[] last = new Element[4];
        last[0] = page.head().appendElement("bookmarks");
        for (Contents.Heading heading : headings) {
            int level = heading.level();
            Element above = null;
            for (int up = level - 1; above == null; up--) {
                above = last[up];
            }
            last[level] =
                    above.appendElement("bookmark").attr("name", heading.text()).attr("href", "#" + heading.place());
            for (int down = level + 1; down < last.length; down++) {
                last[down] = null;
            }
        }
    }

    private static byte[] rendered(Document page, String title, String name) throws IOException {
        XRLog.setLoggingEnabled(false); // it tells of each style that it does not know
        WideTables.number(page);
        try {
            return inRounds(page, title, name);
        } catch (RuntimeException e) { // of the renderer, or of what draws for it, on what a notebook brings
            if (!Unprintable.replace(page, Pdf::isPrinted)) {
                throw new IOException(name + " cannot be put on pages: " + e.getMessage(), e);
            }
        }
        try {
            return inRounds(page, title, name);
        } catch (RuntimeException e) {
            throw new IOException(name + " cannot be put on pages: " + e.getMessage(), e);
        }
    }

    private static byte[] inRounds(Document page, String title, String name) throws IOException {
        for (int round = 1; ; round++) {
            Optional<byte[]> pages = rendered(page, title, name, round == MOST_ROUNDS);
            if (pages.isPresent()) {
                return pages.get();
            }
        }
    }

    private static boolean isPrinted(Document page) {
        try (PdfBoxRenderer renderer = builder(page).buildPdfRenderer()) {
            renderer.layout();
            renderer.createPDFWithoutClosing();
            return true;
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    /** Empty where tables were too wide, and are not any more. */
    private static Optional<byte[]> rendered(Document page, String title, String name, boolean isLast)
            throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (PdfBoxRenderer renderer = builder(page).buildPdfRenderer()) {
            renderer.layout();
            int pages = renderer.getRootBox().getLayer().getPages().size();
            if (pages > MOST_PAGES) {
                throw new IOException(
                        name + " cannot be put on pages: at most " + MOST_PAGES + ", and these are " + pages);
            }
            if (!isLast && WideTables.split(page, renderer.getRootBox())) {
                return Optional.empty();
            }
            renderer.createPDFWithoutClosing();
            PDDocument document = renderer.getPdfDocument();
            PDDocumentInformation about = new PDDocumentInformation();
            about.setTitle(title);
            about.setProducer("Assay");
            document.setDocumentInformation(about);
            document.setDocumentId((long) title.hashCode());
            document.save(out);
        }
        return Optional.of(out.toByteArray());
    }

    /** Nothing is fetched but what the page holds itself. */
    private static PdfRendererBuilder builder(Document page) {
        PdfRendererBuilder builder = new PdfRendererBuilder();
        fonts(builder);
        builder.useSVGDrawer(new BatikSVGDrawer());
        builder.useUriResolver(
                (base, uri) -> uri != null && (uri.startsWith("data:") || uri.startsWith("#")) ? uri : null);
        builder.useExternalResourceAccessControl(
                (uri, type) -> uri != null && uri.startsWith("data:"),
                ExternalResourceControlPriority.RUN_BEFORE_RESOLVING_URI);
        builder.withW3cDocument(new W3CDom().fromJsoup(page), null);
        return builder;
    }

    private static void fonts(PdfRendererBuilder builder) {
        for (String family : List.of(SANS, MONO)) {
            String file = "/liberation/" + family.replace(" ", "");
            font(builder, file + "-Regular.ttf", family, 400, FontStyle.NORMAL);
            font(builder, file + "-Bold.ttf", family, 700, FontStyle.NORMAL);
            font(builder, file + "-Italic.ttf", family, 400, FontStyle.ITALIC);
            font(builder, file + "-BoldItalic.ttf", family, 700, FontStyle.ITALIC);
        }
    }

    private static void font(PdfRendererBuilder builder, String file, String family, int weight, FontStyle style) {
        builder.useFont(
                () -> Pdf.class.getResourceAsStream(file),
                family,
                weight,
                style,
                true,
                EnumSet.allOf(FSFontUseCase.class));
    }
}
