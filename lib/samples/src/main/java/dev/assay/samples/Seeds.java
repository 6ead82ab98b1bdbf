package dev.assay.samples;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.zip.CRC32;

/** Randomness that depends on a name alone, so that a file is the same whichever others are made. */
final class Seeds {

    private Seeds() {}

    static SplittableRandom of(String name) {
        CRC32 crc = new CRC32();
        crc.update(name.getBytes(StandardCharsets.UTF_8));
        return new SplittableRandom(crc.getValue());
    }
}
