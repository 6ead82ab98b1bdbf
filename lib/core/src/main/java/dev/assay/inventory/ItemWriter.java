package dev.assay.inventory;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import dev.assay.schema.Columns;
import dev.assay.schema.Item;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes items as JSON Lines in UTF-8, one object a line that ends with {@code \n}: {@code id} first, then the known
 * columns in the order of {@link Columns#inOrder}. What is not known is left out, whole numbers have no fraction, others
 * are as short as they round-trip, on any JDK.
 */
public final class ItemWriter implements ItemSink, Closeable {

    private static final int MOST_SHAPES = 1_000;

    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            // Names with emoji stay readable, as all others do.
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .build();

    private final JsonGenerator json;
    private final Map<List<String>, List<String>> orders = new LinkedHashMap<>();

    /** Writes to a stream, which {@link #close} closes. */
    public ItemWriter(OutputStream out) throws IOException {
        json = FACTORY.createGenerator(new BufferedOutputStream(out, 1 << 16), JsonEncoding.UTF8);
        json.setPrettyPrinter(new MinimalPrettyPrinter("\n"));
    }

    @Override
    public void accept(Item item) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", item.id());
        for (String column : order(List.copyOf(item.values().keySet()))) {
            Object value = item.values().get(column);
            if (value != null && !column.equals("id")) {
                write(column, value);
            }
        }
        json.writeEndObject();
    }

    private List<String> order(List<String> columns) {
        if (orders.size() > MOST_SHAPES) {
            orders.clear();
        }
        return orders.computeIfAbsent(columns, Columns::inOrder);
    }

    private void write(String column, Object value) throws IOException {
        if (value instanceof Double number) {
            if (number.isNaN() || number.isInfinite()) {
                return;
            }
            json.writeFieldName(column);
            if (number == Math.rint(number) && Math.abs(number) < 1e15) {
                json.writeNumber(number.longValue());
            } else {
                json.writeNumber(number);
            }
        } else if (value instanceof Long || value instanceof Integer) {
            json.writeNumberField(column, ((Number) value).longValue());
        } else {
            json.writeStringField(column, value.toString());
        }
    }

    @Override
    public void close() throws IOException {
        if (json.getOutputContext().hasCurrentIndex()) {
            json.writeRaw('\n');
        }
        json.close();
    }
}
