package dev.assay.notebook.export;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.nodes.Element;

/** What of HTML and SVG shows something and does nothing. */
final class Allowed {

    static final String[] HTML =
            words("a abbr address article aside b bdi bdo blockquote br caption center cite code col colgroup dd"
                    + " del details dfn div dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header hr i img input ins kbd label li mark"
                    + " ol p pre q rp rt ruby s samp section small span strike strong sub summary sup table tbody td tfoot th thead time tr"
                    + " tt u ul var wbr");

    static final String[] SVG =
            words("svg g defs rect circle ellipse line polyline polygon path text tspan title desc clipPath mask"
                    + " pattern linearGradient radialGradient stop marker");

    static final String[] EVERYWHERE =
            words("class id style title lang dir role tabindex aria-label aria-hidden aria-labelledby"
                    + " aria-describedby aria-sort align valign width height border cellpadding cellspacing colspan rowspan scope headers"
                    + " abbr span value data-value");

    static final String[] DRAWING =
            words("viewBox preserveAspectRatio x y x1 x2 y1 y2 cx cy r rx ry d points transform fill"
                    + " fill-opacity fill-rule stroke stroke-width stroke-opacity stroke-dasharray stroke-dashoffset stroke-linecap"
                    + " stroke-linejoin stroke-miterlimit opacity color text-anchor dominant-baseline alignment-baseline baseline-shift"
                    + " font-family font-size font-weight font-style letter-spacing dx dy rotate textLength lengthAdjust offset stop-color"
                    + " stop-opacity gradientUnits gradientTransform spreadMethod fx fy patternUnits patternTransform patternContentUnits"
                    + " clip-path clip-rule clipPathUnits mask maskUnits maskContentUnits marker-start marker-mid marker-end markerWidth"
                    + " markerHeight markerUnits refX refY orient overflow visibility display vector-effect shape-rendering focusable"
                    + " paint-order");

    /** What stands in a drawing, in lower case: readers of drawings stumble over anything else there. */
    private static final Set<String> DRAWN = Stream.concat(Arrays.stream(SVG), Stream.of("a"))
            .map(name -> name.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());

    /** What a drawing in a file of its own may have besides: it stands in nobody's page. */
    private static final Set<String> IN_A_FILE =
            Set.of(words("use symbol style image textpath switch metadata filter"));

    private Allowed() {}

    /** Whether it may stand within a drawing that is a file. */
    static boolean isInFile(Element element) {
        String name = element.normalName();
        String local = name.substring(name.indexOf(':') + 1);
        boolean filters = local.startsWith("fe") && !local.equals("feimage"); // which fetches
        return filters || DRAWN.contains(local) || IN_A_FILE.contains(local);
    }

    /** Whether it may stand within a drawing. */
    static boolean isDrawn(Element element) {
        return DRAWN.contains(element.normalName());
    }

    private static String[] words(String list) {
        return list.split(" ", -1);
    }
}
