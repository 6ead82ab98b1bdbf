package dev.assay.kernel.magic;

import dev.assay.kernel.Outputs;
import dev.assay.kernel.output.CellContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One use of a built-in magic.
 *
 * @param rest what follows the name, as written
 * @param words the same, split
 * @param body the lines below a cell magic; null for a line magic
 * @param line the line it stands on
 * @param bodyLine the line the body begins on, or the rest where there is no body
 */
record Call(Spec spec, String rest, List<String> words, @Nullable String body, int line, int bodyLine) {
    /** Wrong arguments: says what is wrong, how it goes, and shows one that works. */
    MagicError misuse(String why) {
        return new MagicError(why + "\n" + spec.usage());
    }

    /** Java to run: the body of a cell magic, else the rest of the line. */
    String code() {
        return body == null ? rest : body;
    }

    static Outputs outputs() {
        CellContext cell = CellContext.current();
        if (cell == null) {
            throw new MagicError("this magic shows something, and no cell is running");
        }
        return cell.outputs();
    }

    static void print(String text) {
        outputs().text(Outputs.Stream.STDOUT, text);
    }

    static void note(String text) {
        outputs().text(Outputs.Stream.STDERR, text);
    }
}
