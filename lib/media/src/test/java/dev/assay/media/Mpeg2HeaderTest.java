package dev.assay.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Sequence headers that FFmpeg 5.1 wrote for 320 x 180 pixels in 4:2:0. */
class Mpeg2HeaderTest {

    private static final String MPEG1 = "000001b31400b413ffffe018000001b80008004000000100";
    private static final String MPEG2 = "000001b31400b433ffffe018000001b5148a00010000000001b8";

    @Test
    void statesWhatADecoderWouldSay() {
        Coding coding = new Coding(320, 180, 8, 1, "tv", 1);
        assertThat(of(MPEG1)).contains(coding);
        assertThat(of(MPEG2)).contains(coding);
    }

    @Test
    void readsSamplingLargeSizesAndLowDelayFromTheExtension() {
        // Chroma 2, one more bit of width, the last bit low delay.
        assertThat(of("000001b31400b433ffffe018000001b5148c80010080000001b8"))
                .contains(new Coding(4416, 180, 8, 2, "tv", 0));
    }

    @Test
    void anotherExtensionOrNoneAtAllTellsNothing() {
        assertThat(of("000001b31400b433ffffe018000001b5248a00010000000001b8")).isEmpty();
        assertThat(of("000001b80008004000000100")).isEmpty();
    }

    private static java.util.Optional<Coding> of(String hex) {
        return Mpeg2Header.of(HexFormat.of().parseHex(hex));
    }
}
