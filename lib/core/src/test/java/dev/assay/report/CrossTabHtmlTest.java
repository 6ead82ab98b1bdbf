package dev.assay.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.bias.CrossTab;
import dev.assay.cube.Cube;
import dev.assay.schema.Axis;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

final class CrossTabHtmlTest {

    private static CrossTab table() {
        return CrossTab.of(Cube.of(
                List.of(
                        new Axis("place", List.of("indoor", "<b>out & about</b>")),
                        new Axis("light", List.of("low", "bright"))),
                Map.of(
                        List.of("indoor", "low"), 40L,
                        List.of("indoor", "bright"), 10L,
                        List.of("<b>out & about</b>", "bright"), 30L,
                        List.of("indoor", "unknown"), 5L)));
    }

    /** The residual by hand: (40 - 25) / sqrt(25 (1 - 50/80) (1 - 40/80)) = 6.93. */
    @Test
    void aGridReadsAsItDid() {
        String html = CrossTabHtml.of(table());
        assertThat(html.substring(0, html.indexOf("</table>")))
                .isEqualTo(
                        """
                        <div class="scroll" tabindex="0" role="region" aria-label="Cross-tab of place by light">\
                        <table class="grid"><caption>Cross-tab of place by light</caption>\
                        <thead><tr><th scope="col">place \\ light</th>\
                        <th scope="col" class="n">low</th>\
                        <th scope="col" class="n">bright</th>\
                        <th scope="col" class="n">unknown</th>\
                        <th scope="col" class="n">all</th></tr></thead>
                        <tbody><tr><th scope="row">indoor</th>\
                        <td class="n more2" title="expected 25.0, adjusted residual +6.93" data-value="40">40 ++ <small>72.7 %</small></td>\
                        <td class="n less2" title="expected 25.0, adjusted residual -6.93" data-value="10">10 −− <small>18.2 %</small></td>\
                        <td class="n" data-value="5">5 <small>9.1 %</small></td>\
                        <td class="n" data-value="55">55 <small>64.7 %</small></td></tr>
                        <tr><th scope="row">&lt;b&gt;out &amp; about&lt;/b&gt;</th>\
                        <td class="n less2" title="expected 15.0, adjusted residual -6.93" data-value="0">0 −− <small>0.0 %</small></td>\
                        <td class="n more2" title="expected 15.0, adjusted residual +6.93" data-value="30">30 ++ <small>100.0 %</small></td>\
                        <td class="n" data-value="0">0 <small>0.0 %</small></td>\
                        <td class="n" data-value="30">30 <small>35.3 %</small></td></tr>
                        </tbody><tfoot><tr><th scope="row">all</th>\
                        <td class="n" data-value="40">40 <small>47.1 %</small></td>\
                        <td class="n" data-value="40">40 <small>47.1 %</small></td>\
                        <td class="n" data-value="5">5 <small>5.9 %</small></td>\
                        <td class="n">85</td></tr>
                        </tfoot>""");
    }

    @Test
    void marginsAreTheSumsOfTheCells() throws Exception {
        Document page = Pages.parse(CrossTabHtml.page(table()));
        Element grid = Pages.elements(page, "table").get(0);
        int all = 0;
        int cells = 0;
        for (Element row : Pages.elements(page, "tr")) {
            List<Element> data = Pages.children(row, "td");
            if (!data.isEmpty() && !row.getTextContent().startsWith("all")) {
                int sum = 0;
                for (Element cell : data.subList(0, data.size() - 1)) {
                    sum += count(cell);
                }
                assertThat(count(data.get(data.size() - 1))).isEqualTo(sum);
                cells += sum;
            } else if (!data.isEmpty()) {
                all = count(data.get(data.size() - 1));
            }
        }
        assertThat(grid.getAttribute("class")).isEqualTo("grid");
        assertThat(cells).isEqualTo(all).isEqualTo(85);
    }

    private static int count(Element cell) {
        return Integer.parseInt(cell.getFirstChild().getTextContent().replaceAll("[^0-9].*", ""));
    }

    @Test
    void threeAxesAreAList() throws Exception {
        Map<List<String>, Long> cells = new HashMap<>();
        for (int i = 0; i < 400; i++) {
            cells.put(List.of("a" + i % 2, "b" + i % 20, "c" + i), 1L);
        }
        List<Axis> axes = List.of(
                new Axis("a", List.of("a0", "a1")), new Axis("b", levels("b", 20)), new Axis("c", levels("c", 400)));
        String page = CrossTabHtml.page(CrossTab.of(Cube.of(axes, cells)));
        assertThat(Pages.elements(Pages.parse(page), "tr")).hasSize(401);
    }

    private static List<String> levels(String prefix, int count) {
        return java.util.stream.IntStream.range(0, count)
                .mapToObj(i -> prefix + i)
                .toList();
    }
}
