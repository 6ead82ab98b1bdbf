package dev.assay.bias;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.assertj.core.data.Offset;

/** Expected numbers, each file naming the program, the version and the script that printed it. */
final class Reference {

    static final Offset<Double> CLOSE = Offset.offset(1e-9);

    private Reference() {}

    static JsonNode read(String name) {
        try (InputStream in = Reference.class.getResourceAsStream("/reference/" + name)) {
            return new ObjectMapper().readTree(Objects.requireNonNull(in, name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    static long[] counts(JsonNode array) {
        return list(array).stream().mapToLong(JsonNode::longValue).toArray();
    }

    static long[][] table(JsonNode array) {
        return list(array).stream().map(Reference::counts).toArray(long[][]::new);
    }

    /** A cube axis of n levels. */
    static List<String> levels(String prefix, int n) {
        return new ArrayList<>(IntStream.range(0, n).mapToObj(i -> prefix + i).toList());
    }
}
