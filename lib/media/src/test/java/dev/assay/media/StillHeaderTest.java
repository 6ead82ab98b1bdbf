package dev.assay.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The first bytes of stills that FFmpeg 5.1 wrote, of 1280 x 720 pixels. */
class StillHeaderTest {

    private static final String LOSSY = "524946466066000057454250565038205466000010df019d012a0005d0023e6d3698";
    private static final String BITMAP = "424d36302a0000000000360000002800000000050000d0020000010018000000000000302a00";

    @ParameterizedTest
    @CsvSource({
        LOSSY + ",26216,webp,yuv420p,tv",
        "52494646325a0100574542505650384c255a01002fffc4b300,88633,webp,argb,''",
        BITMAP + ",2764854,bmp,bgr24,''"
    })
    void statesSizeAndFormat(String hex, long bytes, String format, String pixels, String range) {
        byte[] head = HexFormat.of().parseHex(hex);
        assertThat(StillHeader.of(head, bytes)).contains(new StillHeader(format, 1280, 720, pixels, range));
        assertThat(StillHeader.of(head, bytes - 1)).as("one byte is missing").isEmpty();
        for (int length = 0; length < 24; length++) {
            assertThat(StillHeader.of(java.util.Arrays.copyOf(head, length), bytes))
                    .isEmpty();
        }
    }

    /** Lengths below 0: one that stays where it is, and one that leads back to the first chunk. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "89504e470d0a1a0afffffff458585858",
                "89504e470d0a1a0a0000000d494844520000000100000001080000000000000000ffffffdb58585858"
            })
    void chunksThatLeadBackEnd(String hex) {
        byte[] head = java.util.Arrays.copyOf(HexFormat.of().parseHex(hex), 128);
        assertThat(StillHeader.of(head, 128)).isEmpty();
        assertThat(new Signature(head, 128).pixelsOfPng()).isNegative();
    }

    @Test
    void leavesTheFullRangeToADecoder() {
        byte[] head = HexFormat.of().parseHex(LOSSY);
        head[30] |= 0x40;
        assertThat(StillHeader.of(head, 26216)).isEmpty();
    }
}
