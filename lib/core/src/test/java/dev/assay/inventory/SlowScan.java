package dev.assay.inventory;

import dev.assay.source.Root;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A scan in a process of its own, slow enough to be killed: root, cache, output, milliseconds a file. */
final class SlowScan {

    private SlowScan() {}

    public static void main(String[] args) throws IOException {
        FakeEngine engine = new FakeEngine(Long.parseLong(args[3]));
        Scan scan = Scan.withDefaults().withEngine(engine).withThreads(2).withCache(FactsCache.in(Path.of(args[1])));
        try (OutputStream out = Files.newOutputStream(Path.of(args[2]));
                ItemWriter writer = new ItemWriter(out)) {
            scan.run(List.of(Root.parse(args[0])), writer);
        }
        System.out.println(engine.probes.get());
    }
}
