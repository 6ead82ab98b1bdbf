package dev.assay.quota;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Bounds on cells, on the blocks of at most one partition, and a size: nested, hence greedy on the unit increments of a
 * separable convex objective is exact (Federgruen and Groenevelt, "The greedy procedure for resource allocation
 * problems", Operations Research 34, 1986).
 */
final class Greedy implements Engine {

    @Override
    public String proof() {
        return "greedy";
    }

    @Override
    public long most(Bands bands) {
        long sum = 0;
        for (Block block : blocks(bands)) {
            sum += Math.max(0, block.high);
        }
        return Math.min(sum, bands.size);
    }

    @Override
    public long @Nullable [] fill(Bands bands, double @Nullable [] expected) {
        // An increment of sum (x-t)^2/t is (2x+1)/t - 2.
        return allocate(bands, expected == null ? null : (cell, held) -> (2 * held + 1) / expected[cell]);
    }

    @Override
    public long @Nullable [] cheapest(Bands bands, Costs costs, double[] expected, double distance) {
        return allocate(bands, (cell, held) -> costs.next(cell, held) + distance * ((2 * held + 1) / expected[cell]));
    }

    /** What one more item of a cell costs; must not fall as the cell holds more. */
    interface Price {
        double next(int cell, long held);
    }

    /** Quotas of the least total price, or any where there is no price; null where there are none. */
    static long @Nullable [] allocate(Bands bands, @Nullable Price pricing) {
        List<Block> blocks = blocks(bands);
        long low = 0;
        long high = 0;
        for (Block block : blocks) {
            if (block.low > block.high) {
                return null;
            }
            low += block.low;
            high += block.high;
        }
        if (!bands.possible || low > bands.size || high < bands.size) {
            return null;
        }
        long[] quotas = bands.low.clone();
        if (pricing == null) {
            straight(bands, blocks, quotas, low);
        } else {
            increments(bands, blocks, quotas, pricing);
        }
        return quotas;
    }

    private static final class Block {
        final int[] cells;
        long low;
        long high;
        long held;

        Block(int[] cells, long low, long high, Bands bands) {
            this.cells = cells;
            for (int c : cells) {
                this.held += bands.low[c];
                this.high += bands.high[c];
            }
            this.low = Math.max(low, held);
            this.high = Math.min(high, this.high);
        }
    }

    private static List<Block> blocks(Bands bands) {
        int cells = bands.low.length;
        if (bands.partitions.isEmpty()) {
            return List.of(new Block(IntStream.range(0, cells).toArray(), 0, bands.size, bands));
        }
        Bands.Partition partition = bands.partitions.get(0);
        List<Block> blocks = new ArrayList<>();
        for (int b = 0; b < partition.low().length; b++) {
            int block = b;
            int[] members = IntStream.range(0, cells)
                    .filter(c -> partition.block()[c] == block)
                    .toArray();
            blocks.add(new Block(members, partition.low()[b], partition.high()[b], bands));
        }
        return blocks;
    }

    /** Any filling: what each block needs, then the rest, in order. */
    private static void straight(Bands bands, List<Block> blocks, long[] quotas, long needed) {
        long rest = bands.size - needed;
        for (Block block : blocks) {
            long more = Math.min(rest, block.high - block.low);
            rest -= more;
            long wanted = block.low + more - block.held;
            for (int c : block.cells) {
                long step = Math.min(wanted, bands.high[c] - quotas[c]);
                quotas[c] += step;
                wanted -= step;
            }
        }
    }

    private static void increments(Bands bands, List<Block> blocks, long[] quotas, Price pricing) {
        // Ties go to the cell that stands first, by its hash.
        double[] price = new double[quotas.length];
        Arrays.setAll(price, c -> pricing.next(c, quotas[c]));
        Comparator<Integer> cheapest =
                Comparator.<Integer>comparingDouble(c -> price[c]).thenComparing(Comparator.naturalOrder());
        int[] home = new int[quotas.length];
        PriorityQueue<Integer> all = new PriorityQueue<>(cheapest);
        long left = bands.size;
        for (int b = 0; b < blocks.size(); b++) {
            Block block = blocks.get(b);
            PriorityQueue<Integer> queue = new PriorityQueue<>(cheapest);
            for (int c : block.cells) {
                home[c] = b;
                if (quotas[c] < bands.high[c]) {
                    queue.add(c);
                }
            }
            while (block.held < block.low) {
                take(queue, bands, quotas, pricing, price);
                block.held++;
            }
            left -= block.held;
            all.addAll(queue);
        }
        while (left > 0) {
            int cell = all.element();
            Block block = blocks.get(home[cell]);
            if (block.held >= block.high) {
                all.remove();
            } else {
                take(all, bands, quotas, pricing, price);
                block.held++;
                left--;
            }
        }
    }

    private static void take(PriorityQueue<Integer> queue, Bands bands, long[] quotas, Price pricing, double[] price) {
        int cell = queue.remove();
        quotas[cell]++;
        price[cell] = pricing.next(cell, quotas[cell]);
        if (quotas[cell] < bands.high[cell]) {
            queue.add(cell);
        }
    }
}
