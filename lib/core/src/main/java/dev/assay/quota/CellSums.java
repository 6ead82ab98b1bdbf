package dev.assay.quota;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * In which sums of a {@link Question} a cell counts, and with which weight there. The blocks of one sum have no cell in
 * common (a level and the unknown of its axis), so that a cell counts in a sum once.
 */
final class CellSums {

    private final Blocks blocks;
    private final List<List<Use>> byBlock = new ArrayList<>();

    /** @param sum the index of a sum of the question */
    record Use(int sum, long weight) {}

    CellSums(Question question) {
        this.blocks = question.blocks;
        for (int b = 0; b < blocks.count; b++) {
            byBlock.add(new ArrayList<>());
        }
        for (int r = 0; r < question.sums.size(); r++) {
            Question.Sum sum = question.sums.get(r);
            for (int i = 0; i < sum.block().length; i++) {
                byBlock.get(sum.block()[i]).add(new Use(r, sum.weight()[i]));
            }
        }
    }

    /** A cell's sums: those of all cells first, then those of the cell's blocks in their order. */
    List<Use> of(int cell) {
        Stream.Builder<List<Use>> own = Stream.builder();
        own.add(byBlock.get(0));
        for (int i = blocks.start[cell]; i < blocks.start[cell + 1]; i++) {
            own.add(byBlock.get(blocks.member[i]));
        }
        return own.build().flatMap(List::stream).toList();
    }
}
