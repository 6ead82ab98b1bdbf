package dev.assay.kernel.magic;

import java.util.ArrayList;
import java.util.List;

/** The table of built-in magics. To add one, write its action and a row here or in the room's own table. */
final class BuiltIn {
    private BuiltIn() {}

    static List<Spec> all(Magics magics, MagicSession session) {
        List<Spec> all = new ArrayList<>();
        all.addAll(MavenMagics.specs(session));
        all.addAll(new PathMagics(session).specs());
        all.addAll(new LoadMagic(session).specs());
        all.addAll(new TimeMagics(session).specs());
        all.addAll(new VariableMagics(session).specs());
        all.addAll(DisplayMagics.specs());
        all.addAll(new EnvironmentMagic().specs());
        all.addAll(HelpMagics.specs(magics));
        return all;
    }
}
