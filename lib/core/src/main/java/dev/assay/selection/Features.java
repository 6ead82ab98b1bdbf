package dev.assay.selection;

import dev.assay.schema.Columns;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where items lie to each other. A column whose known values are all numbers is one coordinate in standard deviations and
 * another for "not known"; any other column is its levels, which are 1 apart.
 *
 * @param points item x coordinate
 * @param nominal whether a coordinate's values only are equal or not
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never shared
record Features(double[][] points, boolean[] nominal) {

    /** So large that squares of the largest doubles have values in it. */
    private static final double UNIT = 0x1p600;

    /** The features of items, in their order. */
    static Features of(List<Candidate> items) {
        int columns = items.isEmpty() ? 0 : items.get(0).features().size();
        List<double[]> coordinates = new ArrayList<>();
        List<Boolean> nominal = new ArrayList<>();
        for (int column = 0; column < columns; column++) {
            int of = column;
            List<@Nullable String> texts = new ArrayList<>();
            items.forEach(item -> texts.add(item.features().get(of)));
            double[] numbers = texts.stream()
                    .mapToDouble(text -> text == null ? 0 : Columns.parseNumber(text))
                    .toArray();
            if (hasNaN(numbers)) {
                coordinates.add(levels(texts));
                nominal.add(true);
            } else {
                coordinates.add(standardised(numbers, texts));
                coordinates.add(
                        texts.stream().mapToDouble(text -> text == null ? 1 : 0).toArray());
                nominal.add(false);
                nominal.add(false);
            }
        }
        return transposed(coordinates, nominal, items.size());
    }

    /** The squared distance of two items. */
    double distance(int one, int other) {
        double sum = 0;
        for (int d = 0; d < nominal.length; d++) {
            double apart = points[one][d] - points[other][d];
            sum += nominal[d] ? (apart == 0 ? 0 : 1) : apart * apart;
        }
        return sum;
    }

    private static boolean hasNaN(double[] numbers) {
        for (double number : numbers) {
            if (Double.isNaN(number)) {
                return true;
            }
        }
        return false;
    }

    private static double[] levels(List<? extends @Nullable String> texts) {
        TreeMap<String, Integer> places = new TreeMap<>();
        texts.stream().filter(Objects::nonNull).forEach(text -> places.put(text, 0));
        int next = 0;
        for (Map.Entry<String, Integer> place : places.entrySet()) {
            place.setValue(next++);
        }
        return texts.stream()
                .mapToDouble(text -> text == null ? -1 : places.getOrDefault(text, -1))
                .toArray();
    }

    private static double[] standardised(double[] numbers, List<? extends @Nullable String> texts) {
        double mean = mean(numbers, texts);
        double[] squares = Arrays.stream(numbers)
                .map(number -> (number - mean) * (number - mean))
                .toArray();
        double deviation = Math.sqrt(mean(squares, texts));
        if (!Double.isFinite(deviation)) {
            return standardised(
                    Arrays.stream(numbers).map(number -> number / UNIT).toArray(), texts);
        }
        double[] standardised = new double[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            standardised[i] = texts.get(i) == null || deviation == 0 ? 0 : (numbers[i] - mean) / deviation;
        }
        return standardised;
    }

    private static double mean(double[] numbers, List<? extends @Nullable String> texts) {
        double sum = 0;
        int known = 0;
        for (int i = 0; i < numbers.length; i++) {
            if (texts.get(i) != null) {
                known++;
                sum += numbers[i];
            }
        }
        return known == 0 ? 0 : sum / known;
    }

    private static Features transposed(List<double[]> coordinates, List<Boolean> nominal, int items) {
        double[][] points = new double[items][coordinates.size()];
        boolean[] only = new boolean[coordinates.size()];
        for (int d = 0; d < only.length; d++) {
            only[d] = nominal.get(d);
            for (int i = 0; i < items; i++) {
                points[i][d] = coordinates.get(d)[i];
            }
        }
        return new Features(points, only);
    }
}
