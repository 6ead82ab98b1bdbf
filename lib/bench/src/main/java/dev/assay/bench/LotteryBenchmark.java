package dev.assay.bench;

import dev.assay.cube.Cube;
import dev.assay.inventory.Inventory;
import dev.assay.quota.Lots;
import dev.assay.quota.Plan;
import dev.assay.quota.Quotas;
import dev.assay.schema.Axis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The fairest lottery over quotas, from a cube to the published list: 2,000 people of three kinds
 * ({@code example_large_200}), and a real pool of 150 for 22 seats. Beside the first stands the figure published for
 * LEXIMIN with Gurobi, on people instead of cells and on another machine: 1,161.8 s (algorithm of B. Flanigan and others,
 * "Fair algorithms for selecting citizens' assemblies", Nature 596, 2021).
 */
public final class LotteryBenchmark {

    private static final double PUBLISHED_SECONDS = 1161.8;

    private LotteryBenchmark() {}

    /** Arguments: runs (15), and the folder of the pool, which is left out where there is none. */
    public static void main(String[] args) throws IOException {
        int runs = args.length > 0 ? Integer.parseInt(args[0]) : 15;
        Cube large = Cube.of(
                List.of(
                        new Axis("gender", List.of("female", "male")),
                        new Axis("leaning", List.of("liberal", "conservative"))),
                Map.of(
                        List.of("female", "liberal"), 999L,
                        List.of("female", "conservative"), 1L,
                        List.of("male", "conservative"), 1000L));
        String range = ", min: 99, max: 200}";
        String plan = "size: 200\naxes: [gender, leaning]\nlimits:\n  - {axis: gender" + range + "\n  - {axis: leaning"
                + range + "\n";
        double seconds = measure("example_large_200", large, plan, "leximin", runs);
        System.out.printf(
                Locale.ROOT,
                "%-18s published, on people: %.1f s   ours / this = %.7f%n",
                "",
                PUBLISHED_SECONDS,
                seconds / PUBLISHED_SECONDS);
        measure("example_large_200", large, plan, "maximin", runs);
        if (args.length > 1) {
            Path folder = Path.of(args[1]);
            Inventory pool = Inventory.read(folder.resolve("tests_fixtures_candidates.csv"));
            Cube cube = pool.cube("Gender", "age_bracket", "geo_bucket", "edu_level");
            String seats = seats(folder.resolve("tests_fixtures_features.csv"));
            measure("sortition-sf", cube, seats, "maximin", runs);
            measure("sortition-sf", cube, seats, "leximin", runs);
        }
    }

    private static String seats(Path features) throws IOException {
        StringBuilder yaml =
                new StringBuilder("size: 22\naxes: [Gender, age_bracket, geo_bucket, edu_level]\nlimits:\n");
        List<String> lines = Files.readAllLines(features);
        for (String line : lines.subList(1, lines.size())) {
            String[] row = line.split(",", -1);
            yaml.append(String.format(
                    Locale.ROOT, "  - {axis: %s, level: \"%s\", min: %s, max: %s}%n", row[0], row[1], row[2], row[3]));
        }
        return yaml.toString();
    }

    private static double measure(String name, Cube cube, String yaml, String objective, int runs) {
        Plan plan = Plan.parse(yaml + "objective: " + objective + "\n");
        double[] seconds = new double[runs];
        Quotas quotas = null;
        for (int run = -3; run < runs; run++) {
            long start = System.nanoTime();
            quotas = (Quotas) cube.allocate(plan);
            if (run >= 0) {
                seconds[run] = (System.nanoTime() - start) / 1e9;
            }
        }
        Arrays.sort(seconds);
        Lots lots = quotas == null ? null : quotas.lots();
        if (quotas == null || lots == null) {
            throw new IllegalStateException("no lottery");
        }
        System.out.printf(
                Locale.ROOT,
                "%-18s %s: median %.4f s, least %.4f s; %s, smallest probability %.9f, bound %.9f, %d draws, "
                        + "rounding %.6f%n",
                name,
                objective,
                seconds[runs / 2],
                seconds[0],
                quotas.status(),
                lots.minimumProbability(),
                quotas.bound(),
                lots.size(),
                lots.difference());
        return seconds[runs / 2];
    }
}
