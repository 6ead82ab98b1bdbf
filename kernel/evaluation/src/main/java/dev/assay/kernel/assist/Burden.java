package dev.assay.kernel.assist;

import dev.assay.kernel.assist.Token.Kind;

/**
 * Whether a cell is more than the compiler can take: it recurses over nesting and over long expressions, and lambdas inside
 * lambdas cost it exponentially, as do generic calls inside calls. Nobody writes by hand what is refused here.
 */
final class Burden {
    private static final int MOST_TOKENS = 60_000;
    private static final int MOST_STATEMENTS = 4_000;
    private static final int DEEPEST = 80;
    private static final int DEEPEST_LAMBDA = 8;
    /** A generic method in an argument of a generic method, and so on: types are inferred for all of them together. */
    private static final int DEEPEST_CALL = 20;
    /** Tokens between two commas or semicolons. */
    private static final int LONGEST = 2_500;

    private Burden() {}

    static boolean isTooMuch(ChunkedCell cell) {
        if (cell.code().size() > MOST_TOKENS || cell.chunks().size() > MOST_STATEMENTS) {
            return true;
        }
        int depth = 0;
        int calls = 0;
        int run = 0;
        int[] lambdas = new int[DEEPEST + 2];
        char previous = ' ';
        for (Token token : cell.code()) {
            char c = token.kind() == Kind.SYMBOL ? cell.text().charAt(token.start()) : ' ';
            run = c == ';' || c == ',' || token.kind() == Kind.MAGIC ? 0 : run + 1;
            calls = Math.max(0, calls + (c == '(' ? 1 : c == ')' ? -1 : 0));
            if (ChunkedCell.isOpening(c)) {
                depth++;
                lambdas[Math.min(depth, DEEPEST)] = lambdas[Math.min(depth, DEEPEST) - 1];
            } else if (ChunkedCell.isClosing(c)) {
                depth = Math.max(0, depth - 1);
            } else if (c == '>' && previous == '-') {
                lambdas[Math.min(depth, DEEPEST)]++;
            } else if (c == ';' || c == ',') {
                lambdas[Math.min(depth, DEEPEST)] = depth == 0 ? 0 : lambdas[Math.min(depth, DEEPEST) - 1];
            }
            if (depth > DEEPEST
                    || calls > DEEPEST_CALL
                    || run > LONGEST
                    || lambdas[Math.min(depth, DEEPEST)] > DEEPEST_LAMBDA) {
                return true;
            }
            previous = c;
        }
        return false;
    }
}
