package dev.assay.bench;

import dev.assay.inventory.Inventory;
import dev.assay.selection.Splits;
import dev.assay.selection.Splitter;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * Items in three tenths as many groups, 5 axes of 27 levels, divided 80/10/10, at 10^4, 10^5 and 10^6 items: groups of even
 * sizes, of heavy-tailed sizes (Zipf), and with one that holds 40 % of the items. Beside the time stand the processor's
 * time, the peak of the heap, what the division reached and its proof.
 */
public final class SplitBenchmark {

    private static final Map<String, List<String>> AXES = axes();

    private SplitBenchmark() {}

    private enum Sizes {
        EVEN,
        HEAVY_TAILED,
        GIANT;

        int group(SplittableRandom random, int groups) {
            return switch (this) {
                case EVEN -> random.nextInt(groups);
                // The inverse of Zipf's distribution function, as if it were continuous.
                case HEAVY_TAILED -> (int) Math.pow(groups, random.nextDouble()) - 1;
                case GIANT -> random.nextInt(10) < 4 ? 0 : random.nextInt(groups);
            };
        }
    }

    private static Map<String, List<String>> axes() {
        Map<String, List<String>> axes = new LinkedHashMap<>();
        axes.put("environment", List.of("indoor", "outdoor", "screen"));
        axes.put(
                "shot_type",
                List.of("selfie", "interview", "talking_head", "group", "wide", "object", "screen", "other"));
        axes.put("lighting", List.of("low", "neutral", "bright"));
        axes.put("quality", List.of("lq", "mq", "hq"));
        axes.put("method", List.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j"));
        return axes;
    }

    /** Arguments: runs of each (3), items (10000,100000,1000000). */
    public static void main(String[] args) {
        int runs = args.length > 0 ? Integer.parseInt(args[0]) : 3;
        String[] sizes = (args.length > 1 ? args[1] : "10000,100000,1000000").split(",", -1);
        System.out.printf(
                Locale.ROOT,
                "%9s %-12s %8s %8s %8s  %-12s %-12s %s%n",
                "items",
                "groups",
                "wall s",
                "cpu s",
                "peak MB",
                "deviation",
                "gap",
                "components, largest");
        for (String size : sizes) {
            for (Sizes shape : Sizes.values()) {
                measure(Integer.parseInt(size), shape, runs);
            }
        }
    }

    private static void measure(int items, Sizes shape, int runs) {
        Inventory inventory = Inventory.of(table(items, shape));
        Map<String, BigDecimal> shares = new LinkedHashMap<>();
        shares.put("train", new BigDecimal("0.8"));
        shares.put("val", new BigDecimal("0.1"));
        shares.put("test", new BigDecimal("0.1"));
        Splitter splitter = Splitter.of(shares).disjointBy(List.of("identity")).balancing(List.copyOf(AXES.keySet()));
        double wall = Double.POSITIVE_INFINITY;
        double cpu = Double.POSITIVE_INFINITY;
        Splits splits = null;
        resetPeaks();
        for (int run = 0; run < runs; run++) {
            long cpuStart = cpuNanos();
            long start = System.nanoTime();
            splits = splitter.split(inventory, 42);
            wall = Math.min(wall, (System.nanoTime() - start) / 1e9);
            cpu = Math.min(cpu, (cpuNanos() - cpuStart) / 1e9);
        }
        if (splits == null || splits.crossing() != 0) {
            throw new IllegalStateException("expected a division that cuts nothing");
        }
        System.out.printf(
                Locale.ROOT,
                "%9d %-12s %8.2f %8.2f %8d  %-12.3e %-12.3e %d, %d%n",
                items,
                shape.name().toLowerCase(Locale.ROOT),
                wall,
                cpu,
                peakMegabytes(),
                splits.worstDeviation(),
                splits.gap(),
                splits.components(),
                splits.largestComponent());
    }

    private static Table table(int items, Sizes shape) {
        SplittableRandom random = new SplittableRandom(1);
        int groups = items * 3 / 10;
        StringColumn ids = StringColumn.create("id");
        StringColumn identities = StringColumn.create("identity");
        Table table = Table.create("items", ids, identities);
        int[] group = new int[items];
        for (int row = 0; row < items; row++) {
            group[row] = shape.group(random, groups);
            ids.append("v" + row);
            identities.append("p" + group[row]);
        }
        AXES.forEach((axis, levels) -> {
            StringColumn column = StringColumn.create(axis);
            for (int row = 0; row < items; row++) {
                // Seven of ten items of a group are alike, as videos of one person are.
                int own = Math.floorMod((group[row] * 0x9E3779B9) >>> 7, levels.size());
                column.append(levels.get(random.nextInt(10) < 7 ? own : random.nextInt(levels.size())));
            }
            table.addColumns(column);
        });
        return table;
    }

    private static long cpuNanos() {
        return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
                .getProcessCpuTime();
    }

    private static void resetPeaks() {
        System.gc();
        ManagementFactory.getMemoryPoolMXBeans().forEach(MemoryPoolMXBean::resetPeakUsage);
    }

    private static long peakMegabytes() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                        .filter(pool -> pool.getType() == MemoryType.HEAP)
                        .mapToLong(pool -> pool.getPeakUsage().getUsed())
                        .sum()
                >> 20;
    }
}
