package dev.assay.media;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.assay.schema.Columns;
import dev.assay.schema.Schema;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a user says of a classifier of theirs, in a YAML file beside the model.
 *
 * @param axis the axis that it answers
 * @param model the ONNX file
 * @param labels the level that each of its outputs means, in their order; several may mean one level, and {@code unknown}
 *     means that nothing is said
 * @param width of its input, in pixels; likewise height
 * @param crop whether a picture is cut to the input's proportions about its middle, and not stretched
 * @param divide what values of 0..255 are divided by first
 * @param mean what is then taken away, for red, green and blue
 * @param std what that is divided by
 * @param bgr whether blue comes first
 * @param channelsLast whether the three values of a pixel stand together (NHWC), and not each colour for itself (NCHW)
 * @param logits whether outputs are put through a softmax, and are no probabilities yet
 * @param threshold the least probability that counts as an answer
 */
record ClassifierCard(
        String axis,
        Path model,
        List<String> labels,
        int width,
        int height,
        boolean crop,
        double divide,
        List<Double> mean,
        List<Double> std,
        boolean bgr,
        boolean channelsLast,
        boolean logits,
        double threshold) {

    ClassifierCard {
        labels = List.copyOf(labels);
        mean = List.copyOf(mean);
        std = List.copyOf(std);
    }

    private static final Set<String> KEYS = Set.of(
            "axis",
            "model",
            "labels",
            "size",
            "fit",
            "divide",
            "mean",
            "std",
            "colour",
            "layout",
            "output",
            "threshold");

    private static final int MOST_PIXELS = 4096;

    /** Reads a card; an {@link IOException} says what was expected where. */
    static ClassifierCard read(Path file) throws IOException {
        JsonNode card = tree(file);
        card.fieldNames()
                .forEachRemaining(key -> require(KEYS.contains(key), file, "one of " + new TreeSet<>(KEYS), key));
        String axis = text(card, "axis", "", file);
        require(axis.matches("[a-z][a-z0-9_]*"), file, "an axis such as environment", axis);
        require(
                !Columns.isMeasured(axis) && !Columns.GROUP_KEYS.contains(axis) && !axis.equals("split"),
                file,
                "axis: one such as environment, or a new name, and no column of another meaning",
                axis);
        List<String> labels = labels(card, axis, file);
        List<Double> size = numbers(card, "size", List.of(), file);
        require(
                size.size() == 2 && isSize(size.get(0)) && isSize(size.get(1)),
                file,
                "size: [width, height]",
                card.get("size"));
        List<Double> std = numbers(card, "std", List.of(1.0, 1.0, 1.0), file);
        List<Double> mean = numbers(card, "mean", List.of(0.0, 0.0, 0.0), file);
        require(mean.size() == 3 && std.size() == 3, file, "three numbers of mean and of std", card);
        double divide = number(card, "divide", 255, file);
        require(divide != 0 && !std.contains(0.0), file, "nothing to be divided by 0", card);
        double threshold = number(card, "threshold", 0.5, file);
        require(threshold > 0 && threshold <= 1, file, "a threshold in (0,1]", threshold);
        return new ClassifierCard(
                axis,
                model(card, file),
                labels,
                size.get(0).intValue(),
                size.get(1).intValue(),
                choice(card, "fit", "crop", "stretch", file),
                divide,
                mean,
                std,
                choice(card, "colour", "bgr", "rgb", file),
                choice(card, "layout", "nhwc", "nchw", file),
                choice(card, "output", "logits", "probabilities", file),
                threshold);
    }

    private static JsonNode tree(Path file) throws IOException {
        try {
            JsonNode card = YAMLMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                    .build()
                    .readTree(Files.readString(file));
            require(card.isObject(), file, "axis, model, labels and size", card);
            return card;
        } catch (JsonProcessingException e) {
            throw new IOException(file + ": expected YAML: " + e.getOriginalMessage(), e);
        } catch (CharacterCodingException e) {
            throw new IOException(file + ": expected YAML in UTF-8, found other bytes", e);
        } catch (IOException e) {
            throw new IOException(file + ": expected a file that can be read, found " + e, e);
        }
    }

    private static Path model(JsonNode card, Path file) {
        String name = text(card, "model", "", file);
        Path model = file.resolveSibling(isName(name, file) ? name : "");
        require(Files.isRegularFile(model), file, "model: the name of an ONNX file beside it", card.get("model"));
        return model;
    }

    /** Whether a text names a file, and not a way to one that lies elsewhere. */
    private static boolean isName(String name, Path file) {
        try {
            Path path = file.getFileSystem().getPath(name);
            return path.getParent() == null && path.getRoot() == null;
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static List<String> labels(JsonNode card, String axis, Path file) {
        JsonNode node = card.path("labels");
        require(node.isArray() && node.size() > 1, file, "labels, two at least, in [ ]", node);
        List<String> known = Schema.withDefaults().order(axis);
        List<String> labels = new ArrayList<>();
        for (JsonNode label : node) {
            String level = label.isValueNode() && !label.isNull() ? label.asText() : "";
            require(!level.isBlank(), file, "labels: texts", label);
            require(
                    known.isEmpty() || known.contains(level) || level.equals("unknown"),
                    file,
                    "labels: of " + known + " or unknown, as " + axis + " has them",
                    level);
            labels.add(level);
        }
        return labels;
    }

    private static boolean isFinite(JsonNode node) {
        return node.isNumber() && Double.isFinite(node.asDouble());
    }

    private static boolean isSize(double pixels) {
        return pixels >= 1 && pixels <= MOST_PIXELS && pixels == Math.rint(pixels);
    }

    private static String text(JsonNode card, String key, String fallback, Path file) {
        JsonNode node = card.path(key);
        require(node.isMissingNode() || node.isTextual(), file, key + ": a text", node);
        return node.asText(fallback);
    }

    private static double number(JsonNode card, String key, double fallback, Path file) {
        JsonNode node = card.path(key);
        require(node.isMissingNode() || isFinite(node), file, key + ": a number", node);
        return node.asDouble(fallback);
    }

    private static List<Double> numbers(JsonNode card, String key, List<Double> fallback, Path file) {
        JsonNode node = card.path(key);
        if (node.isMissingNode()) {
            return fallback;
        }
        require(node.isArray(), file, key + ": numbers in [ ]", node);
        List<Double> numbers = new ArrayList<>();
        for (JsonNode number : node) {
            require(isFinite(number), file, key + ": numbers", node);
            numbers.add(number.asDouble());
        }
        return List.copyOf(numbers);
    }

    /** Whether the first of two words is chosen; where none is, the second is meant, save that outputs are logits. */
    private static boolean choice(JsonNode card, String key, String first, String second, Path file) {
        String word = text(card, key, key.equals("output") ? first : second, file);
        require(word.equals(first) || word.equals(second), file, key + ": " + first + " or " + second, word);
        return word.equals(first);
    }

    private static void require(boolean holds, Path file, String expected, Object found) {
        if (!holds) {
            throw new IllegalArgumentException(file + ": expected " + expected + ", found " + found);
        }
    }
}
