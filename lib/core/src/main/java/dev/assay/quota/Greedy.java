package dev.assay.quota;

import java.util.ArrayList;
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
        Leap leap = new Leap(bands, pricing);
        int[] home = new int[quotas.length];
        long left = bands.size;
        for (int b = 0; b < blocks.size(); b++) {
            Block block = blocks.get(b);
            block.held += leap.grow(quotas, block.cells, block.low - block.held);
            Queue queue = new Queue(bands, quotas, pricing);
            for (int c : block.cells) {
                home[c] = b;
                queue.add(c);
            }
            while (block.held < block.low) {
                queue.take();
                block.held++;
            }
            left -= block.held;
        }
        left -= together(leap, blocks, quotas, left);
        Queue all = new Queue(bands, quotas, pricing);
        IntStream.range(0, quotas.length).forEach(all::add);
        while (left > 0) {
            Block block = blocks.get(home[all.first()]);
            if (block.held >= block.high) {
                all.remove();
            } else {
                all.take();
                block.held++;
                left--;
            }
        }
    }

    /** One price for all blocks, but for those that are full before it. */
    private static long together(Leap leap, List<Block> blocks, long[] quotas, long left) {
        if (left < Leap.WORTH) {
            return 0;
        }
        double price = Leap.priceWithin(left, at -> blocks.stream()
                .mapToLong(block -> Math.min(block.high - block.held, leap.growth(quotas, block.cells, at)))
                .sum());
        long added = 0;
        for (Block block : blocks) {
            long room = block.high - block.held;
            long grown = leap.growth(quotas, block.cells, price) <= room
                    ? leap.growTo(quotas, block.cells, price)
                    : leap.grow(quotas, block.cells, room);
            block.held += grown;
            added += grown;
        }
        return added;
    }

    /** Cells that may grow, the cheapest next item first; ties go to the cell that stands first, by its hash. */
    private static final class Queue {
        private final Bands bands;
        private final long[] quotas;
        private final Price pricing;
        private final double[] price;
        private final PriorityQueue<Integer> cells;

        Queue(Bands bands, long[] quotas, Price pricing) {
            this.bands = bands;
            this.quotas = quotas;
            this.pricing = pricing;
            this.price = new double[quotas.length];
            this.cells = new PriorityQueue<>(
                    Comparator.<Integer>comparingDouble(c -> price[c]).thenComparing(Comparator.naturalOrder()));
        }

        void add(int cell) {
            if (quotas[cell] < bands.high[cell]) {
                price[cell] = pricing.next(cell, quotas[cell]);
                cells.add(cell);
            }
        }

        int first() {
            return cells.element();
        }

        int remove() {
            return cells.remove();
        }

        void take() {
            int cell = remove();
            quotas[cell]++;
            add(cell);
        }
    }
}
