package dev.assay.jupyter;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignerTest {
    /** RFC 4231, test cases 1, 2, 3 and 6 (a key longer than a block). */
    @ParameterizedTest
    @CsvSource({
        "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b, 4869205468657265,"
                + " b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7",
        "4a656665, 7768617420646f2079612077616e7420666f72206e6f7468696e673f,"
                + " 5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa,"
                + " dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd,"
                + " 773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe",
    })
    void signsAsTheStandardSays(String key, String data, String expected) {
        Signer signer = new Signer(HexFormat.of().parseHex(key));

        assertThat(hex(signer.sign(List.of(HexFormat.of().parseHex(data))))).isEqualTo(expected);
    }

    @Test
    void hashesALongKeyFirst() {
        byte[] key = HexFormat.of().parseHex("aa".repeat(131));
        byte[] data = "Test Using Larger Than Block-Size Key - Hash Key First".getBytes(StandardCharsets.US_ASCII);

        assertThat(hex(new Signer(key).sign(List.of(data))))
                .isEqualTo("60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
    }

    @Test
    void signsFramesAsOneText() {
        Signer signer = new Signer(new byte[] {1, 2, 3});

        assertThat(signer.sign(List.of(new byte[] {1}, new byte[] {2, 3})))
                .isEqualTo(signer.sign(List.of(new byte[] {1, 2}, new byte[] {3})));
    }

    @Test
    void leavesMessagesUnsignedWithoutAKey() {
        Signer signer = new Signer(new byte[0]);

        assertThat(signer.sign(List.of(new byte[] {1}))).isEmpty();
        assertThat(signer.verifies("anything".getBytes(StandardCharsets.US_ASCII), List.of()))
                .isTrue();
    }

    private static String hex(byte[] signature) {
        return new String(signature, StandardCharsets.US_ASCII);
    }
}
