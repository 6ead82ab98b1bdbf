package dev.assay.kernel.display;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.assay.kernel.MimeBundle;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.DisplayDataRenderable;
import org.dflib.jjava.jupyter.kernel.display.RenderContext;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.junit.jupiter.api.Test;

final class CellRendererTest {

    private final Renderer registry = new Renderer();
    private final CellRenderer renderer = new CellRenderer(registry);

    private MimeBundle bundle(Object value) {
        MimeBundle bundle = renderer.render(value);
        assertThat(bundle).isNotNull();
        return java.util.Objects.requireNonNull(bundle);
    }

    private String text(Object value) {
        return data(bundle(value), "text/plain").textValue();
    }

    private static JsonNode data(MimeBundle bundle, String type) {
        JsonNode node = bundle.data().get(type);
        assertThat(node).as(type).isNotNull();
        return java.util.Objects.requireNonNull(node);
    }

    @Test
    void nullShowsNothing() {
        assertThat(renderer.render(null)).isNull();
        assertThat(renderer.render(DisplayData.EMPTY)).isNull();
    }

    @Test
    void valuesAreTheirText() {
        assertThat(text(42)).isEqualTo("42");
        assertThat(text("a\"b")).isEqualTo("a\"b");
        assertThat(text(List.of(1, "b", List.of(2.5)))).isEqualTo("[1, b, [2.5]]");
        assertThat(text(Map.of("k", new int[] {1, 2}))).isEqualTo("{k=[1, 2]}");
        assertThat(text(new double[][] {{1, Double.NaN}, {}})).isEqualTo("[[1.0, NaN], []]");
        assertThat(text(Arrays.asList("x", null))).isEqualTo("[x, null]");
    }

    @Test
    void longOnesAreBounded() {
        String text = text(IntStream.range(0, 1_000_000).boxed().toList());
        assertThat(text).startsWith("[0, 1, 2,").endsWith("99,\n … (1000000 in all)]");
        assertThat(text.lines()).allMatch(line -> line.length() <= 100);
        assertThat(text(new long[5_000_000])).endsWith("(5000000 in all)]");
        assertThat(text("x".repeat(10_000_000))).hasSizeLessThan(50_100).endsWith("(9950000 more characters)");
        assertThat(text(List.of("y".repeat(1_000_000)))).hasSizeLessThan(2_200);
        Map<Integer, Integer> map = new HashMap<>();
        IntStream.range(0, 10_000).forEach(i -> map.put(i, i));
        assertThat(text(map)).contains("(10000 in all)");
    }

    @Test
    void whatHoldsItselfEnds() {
        List<Object> list = new ArrayList<>();
        list.add(list);
        assertThat(text(list)).isEqualTo("[[[[[[[…]]]]]]]");
        List<Object> wide = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            wide.add(wide);
        }
        assertThat(text(wide)).hasSizeLessThan(60_000);
    }

    @Test
    void streamsAreNotUsedUp() {
        Stream<Integer> stream = Stream.of(1, 2);
        assertThat(text(stream)).startsWith("a stream, not read");
        assertThat(stream.toList()).containsExactly(1, 2);
    }

    static final class Hostile {
        @Override
        public String toString() {
            throw new IllegalStateException("no <b>text</b>");
        }
    }

    static final class Deep {
        @Override
        public String toString() {
            return "" + new Deep();
        }
    }

    static final class Textless {
        @Override
        @SuppressWarnings({"NullAway", "ToStringReturnsNull"})
        public String toString() {
            return null;
        }
    }

    @Test
    void aFailingToStringIsSaid() {
        assertThat(text(new Hostile()))
                .isEqualTo("[toString() of " + Hostile.class.getName()
                        + " failed: java.lang.IllegalStateException: no <b>text</b>]");
        assertThat(text(List.of(1, new Hostile()))).startsWith("[1,\n [toString() of");
        assertThat(text(new Deep())).contains("StackOverflowError");
        assertThat(text(new Textless())).contains("is null");
    }

    @Test
    void anInterruptWhileShowingReachesTheCell() {
        Object sleeper = new Object() {
            @Override
            public String toString() {
                throw new IllegalStateException(new InterruptedException("stop"));
            }
        };
        assertThatThrownBy(() -> renderer.render(sleeper)).isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    record Point(int x) {}

    @Test
    void registrationsAreRespected() {
        registry.createRegistration(Point.class)
                .preferring("text/html")
                .register((point, context) -> context.getOutputContainer().putHTML("<b>" + point.x() + "</b>"));
        MimeBundle bundle = bundle(new Point(3));
        assertThat(data(bundle, "text/html").textValue()).isEqualTo("<b>3</b>");
        assertThat(data(bundle, "text/plain").textValue()).isEqualTo("Point[x=3]");
    }

    @Test
    void aFailingRendererIsSaidAndTheTextShown() {
        registry.createRegistration(Point.class).preferring("text/html").register((point, context) -> {
            throw new UnsupportedOperationException("broken");
        });
        assertThat(text(new Point(3)))
                .isEqualTo("[showing this " + Point.class.getName()
                        + " failed: java.lang.UnsupportedOperationException: broken]\nPoint[x=3]");
    }

    @Test
    void valuesThatShowThemselvesDo() {
        DisplayDataRenderable own = new DisplayDataRenderable() {
            @Override
            public void render(RenderContext context) {
                context.getOutputContainer().putMarkdown("*x*");
            }

            @Override
            public String toString() {
                return "own";
            }
        };
        MimeBundle bundle = bundle(own);
        assertThat(bundle.data()).containsOnlyKeys("text/markdown", "text/plain");
    }

    @Test
    void jsonIsUnpackedAndHasNoNaN() {
        DisplayData display = new DisplayData("t");
        display.putData("application/json", "{\"a\": [1, NaN, -Infinity], \"b\": \"x\"}");
        display.putData("application/vnd.x+json", new LinkedHashMap<>(Map.of("v", Double.NaN)));
        display.putData("application/vnd.y+json; v=1", JsonNodeFactory.instance.numberNode(Double.POSITIVE_INFINITY));
        MimeBundle bundle = bundle(display);
        assertThat(data(bundle, "application/json").toString()).isEqualTo("{\"a\":[1,null,null],\"b\":\"x\"}");
        assertThat(data(bundle, "application/vnd.x+json").toString()).isEqualTo("{\"v\":null}");
        assertThat(data(bundle, "application/vnd.y+json; v=1").isNull()).isTrue();
    }

    @Test
    void bytesAreBase64AndHalvesOfCharactersReplaced() {
        DisplayData display = new DisplayData("a\ud800b");
        display.putData("application/pdf", new byte[] {0, 1, (byte) 255});
        MimeBundle bundle = bundle(display);
        assertThat(data(bundle, "application/pdf").textValue()).isEqualTo("AAH/");
        assertThat(data(bundle, "text/plain").textValue()).isEqualTo("a\ufffdb");
    }

    @Test
    void whatNoBrowserCarriesIsLeftOut() {
        DisplayData display = new DisplayData("t");
        display.putHTML("x".repeat(Bundles.MOST_CHARACTERS + 1));
        MimeBundle bundle = bundle(display);
        assertThat(bundle.data()).containsOnlyKeys("text/plain");
        assertThat(data(bundle, "text/plain").textValue()).isEqualTo("[text/html of 33554433 characters left out]\nt");
    }

    @Test
    void imagesArePngWithTheirSize() {
        MimeBundle bundle = bundle(new BufferedImage(32, 20, BufferedImage.TYPE_INT_RGB));
        assertThat(data(bundle, "image/png").textValue()).startsWith("iVBORw0KGgo");
        assertThat(String.valueOf(bundle.metadata().get("image/png")))
                .contains("\"width\":32")
                .contains("\"height\":20");
        assertThat(data(bundle, "text/plain").textValue()).isEqualTo("image, 32 x 20 pixels");
        MimeBundle large = bundle(new BufferedImage(5_000, 10, BufferedImage.TYPE_BYTE_GRAY));
        assertThat(data(large, "text/plain").textValue()).isEqualTo("image, 5000 x 10 pixels, shown at 2000 x 4");
    }

    @Test
    void aPictureOfTheBaseGetsItsSizeToo() {
        DisplayData display = new DisplayData("t");
        JsonNode png = data(bundle(new BufferedImage(7, 9, BufferedImage.TYPE_INT_RGB)), "image/png");
        display.putData("image/png", png.textValue());
        assertThat(String.valueOf(bundle(display).metadata().get("image/png"))).isEqualTo("{\"width\":7,\"height\":9}");
    }

    @Test
    void theSameValueGivesTheSameBundle() {
        assertThat(bundle(Collections.nCopies(500, "a"))).isEqualTo(bundle(Collections.nCopies(500, "a")));
    }
}
