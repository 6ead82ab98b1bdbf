package dev.assay.kernel.magic;

import dev.assay.kernel.output.CellContext;
import org.jspecify.annotations.Nullable;

/** {@code %help}, {@code %lsmagic}, and {@code %outputlimit}. */
final class HelpMagics {
    private HelpMagics() {}

    static @Nullable Object list(Magics magics) {
        Call.print(magics.list());
        return null;
    }

    static @Nullable Object help(Magics magics, Call call) {
        if (call.words().isEmpty()) {
            Call.print(magics.list());
            return null;
        }
        for (String word : call.words()) {
            String name = word.replaceFirst("^%{1,2}", "");
            String line = word.startsWith("%%") ? "" : magics.help(name, false).orElse("");
            String cell = magics.help(name, true).orElse("");
            if (line.isEmpty() && cell.isEmpty()) {
                throw call.misuse("There is no magic " + Words.printable(word)
                        + Words.nearest(name, magics.lineNames())
                                .map(near -> "; did you mean %" + near + "?")
                                .orElse(""));
            }
            Call.print(line + cell);
        }
        return null;
    }

    static @Nullable Object limit(Call call) {
        CellContext cell = CellContext.current();
        if (cell == null) {
            throw new MagicError("no cell is running");
        }
        if (!call.words().isEmpty()) {
            try {
                cell.session().outputLimit(Long.parseLong(call.words().get(0).replace("_", "")));
            } catch (IllegalArgumentException e) {
                throw call.misuse("%outputlimit takes a whole number of at least 1000, not "
                        + Words.printable(call.words().get(0)));
            }
        }
        Call.print("A cell may print " + cell.session().outputLimit() + " characters.\n");
        return null;
    }
}
