package dev.assay.kernel.display;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.kernel.MimeBundle;
import dev.assay.kernel.Outputs;
import dev.assay.kernel.output.CellContext;
import dev.assay.kernel.output.CellSession;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.WeakHashMap;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.jspecify.annotations.Nullable;

/**
 * What cells call to show things: {@code display(figure)}, {@code publish("feasible", true)}. Imported statically at start.
 * A thread shows in the cell that it belongs to. Outside a notebook values go to the standard output as text, so that code
 * written for a cell also runs elsewhere.
 */
public final class Notebook {

    /** Carries a value for the runner of a notebook: {@code {"name": .., "value": ..}}. */
    public static final String VALUE = "application/vnd.assay.value+json";

    private static final Map<CellSession, CellRenderer> RENDERERS = Collections.synchronizedMap(new WeakHashMap<>());

    private Notebook() {}

    /** Declares how a session's values are shown; for the kernel, once a session. */
    public static void attach(CellSession session, CellRenderer renderer) {
        RENDERERS.put(session, renderer);
    }

    /**
     * Shows a value here and now, as it would be shown as a cell's result; null as {@code null}, display data of the base under
     * the id that it brings.
     */
    public static void display(@Nullable Object value) {
        show(bundle(value), value instanceof DisplayData data && data.hasDisplayId() ? data.getDisplayId() : null);
    }

    /** Shows a value under an id, by which {@link #update} replaces it later, also from another cell. */
    public static void display(@Nullable Object value, String id) {
        show(bundle(value), id);
    }

    /** Replaces what is shown under an id. */
    public static void update(String id, @Nullable Object value) {
        Outputs outputs = outputs();
        if (outputs == null) {
            System.out.println(plain(bundle(value)));
        } else {
            outputs.update(bundle(value), id);
        }
    }

    /** Removes what this cell has shown so far; with {@code wait} only when the next output comes, so that nothing flickers. */
    public static void clear(boolean wait) {
        Outputs outputs = outputs();
        if (outputs != null) {
            outputs.clear(wait);
        }
    }

    /**
     * Publishes a value under a name: shown in the cell, and collected by whoever runs the notebook.
     *
     * @param name not blank; the last value published under a name is the one that counts
     * @param value a number, text, boolean, list, map, record, or a value that has a method {@code json()}; numbers that JSON
     *     does not have (NaN, infinities) become null
     * @throws IllegalArgumentException if the name is blank or no JSON can be made of the value
     */
    public static void publish(String name, @Nullable Object value) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a published value needs a name");
        }
        ObjectNode published = JsonNodeFactory.instance.objectNode().put("name", name);
        JsonNode json = CleanJson.of(value);
        published.set("value", json);
        show(Bundles.of(VALUE, published, name + " = " + json), null);
    }

    /** Shows HTML as it is: nothing in it is escaped. */
    public static void html(String html) {
        show(Bundles.of("text/html", JsonNodeFactory.instance.textNode(html), html), null);
    }

    /** Shows Markdown. */
    public static void markdown(String markdown) {
        show(Bundles.of("text/markdown", JsonNodeFactory.instance.textNode(markdown), markdown), null);
    }

    /**
     * Shows a sentence with its numbers: Markdown with the places of {@link String#format}, the same in every locale. Texts
     * among the values are data, and shown as they are.
     */
    public static void markdown(String format, @Nullable Object... values) {
        Object[] safe = new Object[values.length];
        for (int i = 0; i < values.length; i++) {
            safe[i] = values[i] instanceof CharSequence text ? escaped(text.toString()) : values[i];
        }
        markdown(String.format(Locale.ROOT, format, safe));
    }

    private static String escaped(String text) {
        return text.replaceAll("\\R", " ").replaceAll("[\\\\`*_\\[\\]<>#|~$&!]", "\\\\$0");
    }

    /** The outputs of the cell that the calling thread belongs to; null outside all cells. */
    static @Nullable Outputs outputs() {
        CellContext cell = CellContext.current();
        return cell == null ? null : cell.outputs();
    }

    private static MimeBundle bundle(@Nullable Object value) {
        MimeBundle bundle = renderer().render(value);
        return bundle == null ? Bundles.text("null") : bundle;
    }

    private static CellRenderer renderer() {
        CellContext cell = CellContext.current();
        CellRenderer renderer = cell == null ? null : RENDERERS.get(cell.session());
        return renderer == null ? new CellRenderer(new Renderer()) : renderer;
    }

    private static void show(MimeBundle bundle, @Nullable String id) {
        Outputs outputs = outputs();
        if (outputs == null) {
            System.out.println(plain(bundle));
        } else {
            outputs.display(bundle, id);
        }
    }

    private static String plain(MimeBundle bundle) {
        JsonNode text = bundle.data().get("text/plain");
        return text == null ? "" : text.asText();
    }
}
