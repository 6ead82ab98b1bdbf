package dev.assay.kernel.magic;

import java.util.List;

final class MavenMagics {
    private MavenMagics() {}

    static List<Spec> specs(MagicSession session) {
        return List.of();
    }
}
