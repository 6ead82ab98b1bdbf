package dev.assay.bench;

import dev.assay.cube.Cube;
import dev.assay.quota.Aim;
import dev.assay.quota.Limit;
import dev.assay.quota.Plan;
import dev.assay.quota.Quotas;
import dev.assay.quota.Range;
import dev.assay.schema.Axis;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Quotas over crossing axes: caps and floors on levels, a target on every axis, skewed counts from a seed. Prints the time
 * of {@code cube.allocate(plan)}, model and all, what was reached, and what is proved about it.
 */
public final class QuotaBenchmark {

    private QuotaBenchmark() {}

    /**
     * An instance.
     *
     * @param axes how many, each with {@code levels} levels
     * @param present proportion of the possible cells that hold anything
     * @param scale items in a cell of average size
     * @param size items to take
     */
    private record Instance(int axes, int levels, double present, long scale, long size) {}

    /** Arguments: runs (5), and of the instances that many cells at most (1000000). */
    public static void main(String[] args) throws IOException {
        int runs = args.length > 0 ? Integer.parseInt(args[0]) : 5;
        double most = args.length > 1 ? Double.parseDouble(args[1]) : 1e6;
        System.out.println(
                "cells    axes items a cell size     seconds (least, median; CPU, least) stage 1 value/bound proved"
                        + " | chi-square value/bound gap | heap MB after, peak RSS MB");
        List<Instance> instances = List.of(
                new Instance(5, 6, 1, 100, 20_000),
                new Instance(3, 22, 0.95, 10, 20_000),
                new Instance(3, 22, 0.95, 1000, 20_000),
                new Instance(3, 22, 0.95, 100_000_000, 20_000),
                new Instance(3, 22, 0.95, 100_000_000, 50_000_000_000L),
                new Instance(6, 10, 1, 10, 500_000),
                new Instance(6, 10, 1, 100_000_000, 500_000),
                new Instance(6, 10, 1, 1000, 100_000_000L));
        for (Instance instance : instances) {
            if (Math.pow(instance.levels(), instance.axes()) * instance.present() <= most * 1.1) {
                run(instance, instance.axes() == 6 ? Math.min(3, runs) : runs);
            }
        }
    }

    private static void run(Instance instance, int runs) throws IOException {
        Cube cube = cube(instance);
        Plan plan = plan(instance);
        double[] seconds = new double[runs];
        double cpu = Double.POSITIVE_INFINITY;
        Quotas quotas = null;
        for (int run = 0; run < runs; run++) {
            long start = System.nanoTime();
            long busy = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            quotas = (Quotas) cube.allocate(plan);
            seconds[run] = (System.nanoTime() - start) / 1e9;
            cpu = Math.min(cpu, (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - busy) / 1e9);
        }
        if (quotas == null) {
            throw new IllegalArgumentException("expected at least one run");
        }
        Arrays.sort(seconds);
        List<Quotas.Stage> stages = quotas.objective().stages();
        Quotas.Stage first = stages.get(0);
        Quotas.Stage last = stages.get(stages.size() - 1);
        Double bound = last.bound();
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        System.out.printf(
                Locale.ROOT,
                "%-8d %d    %-11d %-8d %.2f, %.2f; %.2f  %.6f/%.6f %s %s | %.6g/%.6g %.4f %% | %d, %d%n",
                cube.size(),
                instance.axes(),
                instance.scale(),
                instance.size(),
                seconds[0],
                seconds[runs / 2],
                cpu,
                first.value(),
                first.bound(),
                first.proved(),
                quotas.proof(),
                last.value(),
                bound,
                bound == null ? Double.NaN : 100 * (last.value() - bound) / Math.max(1e-300, last.value()),
                (runtime.totalMemory() - runtime.freeMemory()) >> 20,
                peak());
    }

    /** Counts skewed by axis: a product of level weights times noise, at least 1. */
    private static Cube cube(Instance instance) {
        SplittableRandom random = new SplittableRandom(7);
        List<Axis> axes = new ArrayList<>();
        double[][] weight = new double[instance.axes()][instance.levels()];
        for (int a = 0; a < instance.axes(); a++) {
            List<String> levels = new ArrayList<>();
            for (int l = 0; l < instance.levels(); l++) {
                levels.add("l" + l);
                weight[a][l] = 0.4 + 1.2 * random.nextDouble();
            }
            axes.add(new Axis("axis" + a, levels));
        }
        Map<List<String>, Long> cells = new LinkedHashMap<>();
        int all = (int) Math.round(Math.pow(instance.levels(), instance.axes()));
        for (int cell = 0; cell < all; cell++) {
            List<String> texts = new ArrayList<>();
            double mean = instance.scale();
            int rest = cell;
            for (int a = 0; a < instance.axes(); a++) {
                texts.add("l" + rest % instance.levels());
                mean *= weight[a][rest % instance.levels()];
                rest /= instance.levels();
            }
            double noise = -Math.log(1 - random.nextDouble());
            if (random.nextDouble() < instance.present()) {
                cells.put(texts, Math.max(1, Math.round(mean * noise)));
            }
        }
        return Cube.of(axes, cells);
    }

    /** A target that leans on every axis, a cap and a floor on every level, tighter ones here and there. */
    private static Plan plan(Instance instance) {
        List<String> names = new ArrayList<>();
        List<Limit> limits = new ArrayList<>();
        Map<String, Map<String, BigDecimal>> shares = new LinkedHashMap<>();
        int levels = instance.levels();
        for (int a = 0; a < instance.axes(); a++) {
            String axis = "axis" + a;
            names.add(axis);
            Map<String, BigDecimal> target = new LinkedHashMap<>();
            for (int l = 0; l < levels; l++) {
                // 0.8 to 1.2 times an equal share.
                double share = (0.8 + 0.4 * l / (levels - 1)) / levels;
                target.put("l" + l, BigDecimal.valueOf(Math.round(share * 1e6), 6));
            }
            shares.put(axis, target);
            limits.add(new Limit.Level(axis, null, Range.shares(part(0.5 / levels), part(1.5 / levels))));
            limits.add(new Limit.Level(axis, "l0", Range.shares(part(0.85 / levels), null)));
            limits.add(new Limit.Level(axis, "l" + (levels - 1), Range.shares(null, part(1.15 / levels))));
        }
        return Plan.of(names).withSize(instance.size()).withLimits(limits).withTarget(new Aim.Margins(shares));
    }

    private static BigDecimal part(double share) {
        return BigDecimal.valueOf(Math.round(share * 1e5), 5);
    }

    /** The most memory that this process held, where the system says so, in MB. */
    private static long peak() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return -1;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 10)
                .findFirst()
                .orElse(-1);
    }
}
