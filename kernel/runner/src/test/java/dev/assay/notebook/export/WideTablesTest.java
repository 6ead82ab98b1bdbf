package dev.assay.notebook.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.notebook.format.Cell;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables that are wider than the pages of a PDF. */
final class WideTablesTest {

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void tablesWiderThanThePageGoOnBelow(boolean prose) throws IOException {
        String head = numbers("column", "|", 40);
        String row = numbers("value", "|", 40);
        Cell cell = prose
                ? ExportTest.prose("|" + head + "|\n|" + "---|".repeat(40) + "\n|" + row + "|")
                : ExportTest.code(
                        "",
                        ExportTest.shown(
                                "text/html",
                                "<table><caption>Wide</caption><thead><tr><th>" + head.replace("|", "<th>")
                                        + "</thead><tr><td>" + row.replace("|", "<td>") + "</table>"));
        List<String> words = wordsOnPages(cell);
        assertThat(words).containsAll(List.of(head.split("\\|"))).containsAll(List.of(row.split("\\|")));
        int blocks = Collections.frequency(words, "value1");
        assertThat(blocks).isGreaterThan(1).isEqualTo(Collections.frequency(words, "column1"));
        assertThat(Collections.frequency(words, "value2")).isOne();
        assertThat(Collections.frequency(words, "value40")).isOne();
        assertThat(Collections.frequency(words, "of"))
                .as("words over each block")
                .isEqualTo(blocks);
    }

    /** Of forty columns, or of one that names the rows and thirty-nine. */
    @ParameterizedTest
    @CsvSource({
        "<thead><tr><th>%s</thead><tr><td>%s, 40",
        "<thead><tr><th></th><th>%s</thead><tr><th>0</th><td>%s, 40",
        "<thead><tr><th></th><th>%s</thead><tr><td>0</td><td>%s, 40",
        "<thead><tr><th>id</th><th>%s</thead><tr><th>0</th><td>%s, 40",
        "<thead><tr><th>id</th><th>%s</thead><tr><td>0</td><td>%s, 41",
        "<tr><td></td><td>%s<tr><td>0</td><td>%s, 41",
    })
    void eachBlockSaysWhichOfTheColumnsItHas(String rows, int count) throws IOException {
        String table = "<table><caption>Wide</caption>"
                + rows.formatted(numbers("column", "<th>", 40), numbers("value", "<td>", 40)) + "</table>";
        String words = String.join(" ", wordsOnPages(ExportTest.code("", ExportTest.shown("text/html", table))));
        List<MatchResult> captions = Pattern.compile("columns (\\d+) to (\\d+) of " + count)
                .matcher(words)
                .results()
                .toList();
        assertThat(words).contains("Wide, " + captions.get(0).group());
        int from = 1;
        for (MatchResult caption : captions) {
            assertThat(caption.group(1)).isEqualTo("" + from);
            from = Integer.parseInt(caption.group(2)) + 1;
        }
        assertThat(from).isEqualTo(count + 1);
    }

    @Test
    void aBlockHasTheColumnsThatItSays() throws IOException {
        String table = "<table><thead><tr><th></th><th>" + numbers("column", "<th>", 40) + "</thead><tr><th>0</th><td>"
                + numbers("value", "<td>", 40) + "</table>";
        String words = String.join(" ", wordsOnPages(ExportTest.code("", ExportTest.shown("text/html", table))));
        MatchResult second = Pattern.compile("columns (\\d+) to (\\d+) of 40")
                .matcher(words)
                .results()
                .toList()
                .get(1);
        String behind = words.substring(second.end());
        assertThat(behind).startsWith(" column" + second.group(1) + " ");
        assertThat(behind.replaceFirst(" 0 .*", "")).endsWith(" column" + second.group(2));
    }

    @Test
    void aTableThatFitsStaysWhole() throws IOException {
        assertThat(wordsOnPages(ExportTest.prose("|" + numbers("c", "|", 12) + "|\n|" + "---|".repeat(12) + "\n|"
                        + numbers("v", "|", 12) + "|")))
                .hasSize(24 + 3); // "1 / 1"
    }

    @Test
    void aColumnWiderThanThePageSaysThatItIsCut() throws IOException {
        String html = "<table><tr><td>a<td style='white-space:nowrap'>" + "word ".repeat(60) + "</table>";
        assertThat(wordsOnPages(ExportTest.code("", ExportTest.shown("text/html", html))))
                .containsSequence("This", "table", "is", "wider", "than", "the", "page;")
                .containsOnlyOnce("wider");
    }

    private static String numbers(String word, String between, int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> word + i).collect(Collectors.joining(between));
    }

    /** Those that are not beyond the edge. */
    private static List<String> wordsOnPages(Cell cell) throws IOException {
        List<String> words = new ArrayList<>();
        PDFTextStripper stripper = new PDFTextStripper() {
            @Override
            protected void writeString(String text, List<TextPosition> letters) {
                TextPosition last = letters.get(letters.size() - 1);
                if (last.getX() + last.getWidth() <= last.getPageWidth() - 48) { // the margin
                    words.addAll(List.of(text.strip().split(" +")));
                }
            }
        };
        stripper.setSortByPosition(true);
        try (PDDocument pdf =
                Loader.loadPDF(Export.of(ExportTest.notebook(cell), "n").pdf())) {
            stripper.getText(pdf);
        }
        return words;
    }

    @Test
    void cellsThatSpanColumnsAndRowsStandInEachBlockAsWideAsTheyAreThere() {
        Element table = Jsoup.parse(
                        "<table><caption>c</caption><thead><tr><th><th colspan=4>g</thead>"
                                + "<tr><td rowspan=2>r<td>1<td rowspan=2>2<td>3<td>4<tr><td>5<td>6<td>7<tr><td colspan=9>all</table>")
                .expectFirst("table");
        TableCells cells = TableCells.of(table, 5);
        assertThat(cells.block(1, 3).select("tr").eachText()).containsExactly("g", "r 1 2", "5", "all");
        assertThat(cells.block(3, 5).select("tr").eachText()).containsExactly("g", "r 3 4", "6 7", "all");
        assertThat(cells.block(1, 3).select("[colspan]").eachAttr("colspan")).containsExactly("2", "3");
    }
}
