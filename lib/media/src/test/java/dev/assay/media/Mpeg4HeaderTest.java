package dev.assay.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Headers that FFmpeg 5.1 wrote for 320 x 180 pixels, by its own encoder and by Xvid 1.3.7. */
class Mpeg4HeaderTest {

    private static final String OBJECT = "000001b001000001b58913000001000000012000";
    private static final String LAYER = "c48d8800cd0a04169443000001b2";

    @Test
    void statesWhatADecoderWouldSay() {
        Coding coding = new Coding(320, 180, 8, 1, "", 0);
        assertThat(of(OBJECT + LAYER)).contains(coding);
        assertThat(of("000001b003000001b509000001000000012000bc0406c400670c28105a518f000001b2"))
                .as("Xvid")
                .contains(coding);
        assertThat(of("000001b0f1000001b5a913000001000000012008d48d0800cd0a041694103f000001b2"))
                .as("with pictures that look both ways")
                .contains(new Coding(320, 180, 8, 1, "", 1));
    }

    @Test
    void whatDecodersGuessIsLeftToThem() {
        assertThat(of(OBJECT + LAYER.replaceFirst("c4", "44"))).as("no profile").isEmpty();
        assertThat(of(OBJECT + LAYER.replaceFirst("8d88", "8988"))).as("order").isEmpty();
        assertThat(of(OBJECT.replaceFirst("8913", "891b") + LAYER))
                .as("colours apart")
                .isEmpty();
        assertThat(of(OBJECT.replaceFirst("8913", "8923") + LAYER))
                .as("a still")
                .isEmpty();
        assertThat(of("000001b001000001b58913000001b2")).as("no layer").isEmpty();
    }

    private static Optional<Coding> of(String hex) {
        return Mpeg4Header.of(HexFormat.of().parseHex(hex));
    }
}
