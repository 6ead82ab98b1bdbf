package dev.assay.notebook.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.assay.notebook.format.Cell;
import dev.assay.notebook.format.Fields;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures beside a notebook, and files that a notebook has no business with. */
@Timeout(120)
final class LocalPicturesTest {

    /** One pixel. */
    private static final byte[] PNG = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    private static final String SHOWN =
            "data:image/png;base64," + Base64.getEncoder().encodeToString(PNG);

    @TempDir
    private Path around;

    private Path folder;

    @BeforeEach
    void pictures() throws IOException {
        folder = Files.createDirectories(around.resolve("home/notebooks"));
        Files.createDirectories(folder.resolve("sub/deeper"));
        for (String name : List.of("pic.png", "a b.png", "100%.png", "ü+.png", "sub/deeper/pic.png", "nameless")) {
            Files.write(folder.resolve(name), PNG);
        }
        Files.write(around.resolve("home/secret.png"), PNG);
        Files.write(around.resolve("home/notebooks.png"), PNG);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "![x](pic.png)",
                "![](./pic.png)",
                "![x][r]\n\n[r]: pic.png",
                "![x](pic.png?raw=true#width)",
                "![x](<a b.png>)",
                "![x](a%20b.png)",
                "![x](100%.png)",
                "![x](%C3%BC+.png)",
                "![x](sub/deeper/pic.png \"title\")",
                "![x](sub%2fdeeper%2Fpic.png)",
                "![x](nameless)",
                "text <img src=\"pic.png\" width=\"9\"> text",
                "<div><IMG SRC=' pic.png' alt='x'></div>",
                "[![x](pic.png)](https://example.org)"
            })
    void aPictureBesideTheNotebookIsInThePage(String markdown) throws IOException {
        assertThat(page(markdown).select("img").eachAttr("src")).containsExactly(SHOWN);
        String text = markdown(markdown);
        assertThat(text).contains("](out_files/cell-1-1.png").doesNotContain("<img", "<IMG");
        assertThat(around.resolve("else/out_files/cell-1-1.png")).hasBinaryContent(PNG);
        try (PDDocument pdf = Loader.loadPDF(export(markdown).pdf())) {
            assertThat(pdf.getPage(0).getResources().getXObjectNames()).hasSize(1);
            COSName name =
                    pdf.getPage(0).getResources().getXObjectNames().iterator().next();
            assertThat(pdf.getPage(0).getResources().isImageXObject(name)).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "missing.png",
                "../secret.png",
                "sub/../../secret.png",
                "sub/../pic.png",
                "%2e%2e/secret.png",
                "..%2fsecret.png",
                "%2E%2E%2Fsecret.png",
                "../notebooks.png",
                "link.png",
                "linked/secret.png",
                "gone.png",
                "loop.png",
                "/etc/hostname",
                "%2fetc%2fhostname",
                "sub",
                ".",
                "pic.png/..",
                "pic.png/x.png",
                "pic.png%00",
                "pipe.png",
                "%5C%5Cevil.example%5Cshare%5Cx.png",
                "~/secret.png"
            })
    void whatIsNotThereOrLiesElsewhereIsMissingAlike(String address) throws Exception {
        links();
        pipe();
        Element main = page("before ![x](<" + address + ">) after").expectFirst("main");
        assertThat(main.text()).isEqualTo("before [x: no such picture beside the notebook] after");
        assertThat(main.select("img")).isEmpty();
        String unnamed = page("<img src=\"" + address + "\">").select("main").text();
        assertThat(unnamed).isEqualTo("[" + address + ": no such picture beside the notebook]");
    }

    private void links() throws IOException {
        Files.createSymbolicLink(folder.resolve("link.png"), around.resolve("home/secret.png"));
        Files.createSymbolicLink(folder.resolve("linked"), around.resolve("home"));
        Files.createSymbolicLink(folder.resolve("gone.png"), around.resolve("home/gone.png"));
        Files.createSymbolicLink(folder.resolve("loop.png"), folder.resolve("loop.png"));
    }

    /** Who opens it waits. */
    private void pipe() throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/mkfifo")));
        assumeTrue(
                new ProcessBuilder("/usr/bin/mkfifo", folder.resolve("pipe.png").toString())
                                .start()
                                .waitFor()
                        == 0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/pic.png",
                "//evil.example/pic.png",
                "file:pic.png",
                "FILE:///etc/hostname",
                "C:/pic.png",
                "\\\\evil.example\\pic.png",
                "jar:file:pic.png"
            })
    void nothingIsFetched(String address) throws IOException {
        Element page = page("<img src=\"" + address + "\">");
        assertThat(page.select("main").text()).isEqualTo("[" + address + ": a report fetches no pictures]");
        assertThat(page.select("img")).isEmpty();
    }

    /** By what a file holds, whatever it is called. */
    @ParameterizedTest
    @CsvSource({
        "text,false",
        "<svg xmlns='http://www.w3.org/2000/svg'/>,false",
        "GIF89a,true",
        "GIF88a,false",
        "'',false"
    })
    void whatIsNoPictureIsNotTakenIn(String content, boolean shown) throws IOException {
        Files.writeString(folder.resolve("named.png"), content, StandardCharsets.ISO_8859_1);
        Element page = page("![x](named.png)");
        assertThat(page.select("img").eachAttr("src"))
                .isEqualTo(shown ? List.of("data:image/gif;base64,R0lGODlh") : List.of());
        assertThat(page.select("main").text()).isEqualTo(shown ? "" : "[x: no PNG, JPEG, GIF or WebP]");
    }

    @ParameterizedTest
    @CsvSource({"\u00ff\u00d8\u00ff,image/jpeg", "RIFF0000WEBP,image/webp", "GIF87a,image/gif"})
    void typesAreToldByTheirFirstBytes(String content, String type) {
        assertThat(PictureData.ofFile(content.getBytes(StandardCharsets.ISO_8859_1)))
                .map(PictureData::type)
                .contains(type);
    }

    @Test
    void hugeOnesAreNotTakenIn() throws IOException {
        Files.write(folder.resolve("most.png"), PNG);
        size("most.png", LocalPictures.MOST_MEGABYTES << 20);
        Files.write(folder.resolve("huge.png"), PNG);
        size("huge.png", 1L << 40);
        LocalPictures local = new LocalPictures(Optional.of(folder));
        assertThat(local.find("most.png").why()).isEmpty();
        assertThat(local.find("huge.png").why()).isEqualTo("larger than 20 MiB");
    }

    private void size(String name, long size) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(folder.resolve(name).toFile(), "rw")) {
            file.setLength(size);
        }
    }

    @Test
    void onePictureAThousandTimesIsNotTakenInEachTime() throws IOException {
        Files.write(folder.resolve("large.png"), PNG);
        size("large.png", 7 << 20);
        LocalPictures local = new LocalPictures(Optional.of(folder));
        List<String> why = IntStream.range(0, 1_000)
                .mapToObj(i -> local.find(i % 2 == 0 ? "large.png" : "./large.png?" + i)
                        .why())
                .toList();
        assertThat(why.subList(0, 4)).containsOnly("");
        assertThat(why.subList(4, 1_000)).containsOnly("the pictures of the report are larger than 32 MiB together");
        assertThat(local.find("pic.png").why()).isEmpty();
    }

    @Test
    void aFileThatMayNotBeReadSaysNoMore() throws IOException {
        Path file = folder.resolve("closed.png");
        Files.write(file, PNG);
        assumeTrue(file.toFile().setReadable(false) && !Files.isReadable(file));
        assertThat(page("![x](closed.png)").select("main").text()).isEqualTo("[x: it cannot be read]");
    }

    @Test
    void wordsStandInMarkdownToo() throws IOException {
        assertThat(markdown("a ![x *y*](missing.png) b <img src='../secret.png'> c"))
                .isEqualTo("a *\\[x y: no such picture beside the notebook\\]* b"
                        + " *\\[../secret.png: no such picture beside the notebook\\]* c\n");
        assertThat(markdown("<p><img src='missing.png'></p>"))
                .isEqualTo("\\[missing.png: no such picture beside the notebook\\]\n");
    }

    @Test
    void aCellsOwnPictureIsNotLookedForBesideIt() throws IOException {
        Fields held = Fields.none()
                .with(
                        "pic.png",
                        JsonNodeFactory.instance
                                .objectNode()
                                .put(
                                        "image/gif",
                                        Base64.getEncoder()
                                                .encodeToString("GIF89a".getBytes(StandardCharsets.US_ASCII))));
        Element prose = Prose.html(new Piece.Prose(
                "![a](attachment:pic.png) ![b](attachment:sub/deeper/pic.png) ![c](pic.png)",
                new NamedPictures(held, new LocalPictures(Optional.of(folder)))));
        assertThat(prose.select("img").eachAttr("src")).containsExactly("data:image/gif;base64,R0lGODlh", SHOWN);
        assertThat(prose.text()).isEqualTo("[b: the notebook does not hold it]");
    }

    /** Without a folder no file is read. */
    @Test
    void withoutAFolderThereIsNone() throws IOException {
        String html = Export.of(ExportTest.notebook(ExportTest.prose("![x](pic.png)")), "n")
                .html();
        assertThat(html).contains("[x: a report fetches no pictures]").doesNotContain("<img");
        Path file = around.resolve("else/out.md");
        Export.of(ExportTest.notebook(ExportTest.prose("![x](pic.png)")), "n").markdown(file);
        assertThat(file).hasContent("![x](pic.png)");
    }

    private Element page(String markdown) {
        return Jsoup.parse(export(markdown).html());
    }

    private String markdown(String markdown) throws IOException {
        Path file = around.resolve("else/out.md");
        export(markdown).markdown(file);
        return Files.readString(file);
    }

    private Export export(String markdown) {
        Cell cell = ExportTest.prose(markdown);
        return Export.of(ExportTest.notebook(cell), "n").withPicturesOf(folder);
    }
}
