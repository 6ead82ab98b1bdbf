package dev.assay.jupyter;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * HMAC-SHA256 (RFC 2104) over the JSON frames of a message. Written out here because the first use of {@code javax.crypto.Mac}
 * takes some six times as long as that of the digest alone (145 to 25 ms on a loaded machine), and a kernel's start waits for it.
 */
final class Signer {
    private static final int BLOCK = 64;

    private final boolean unsigned;
    private final MessageDigest inner;
    private final MessageDigest outer;

    /** An empty key means that messages are neither signed nor checked. */
    Signer(byte[] key) {
        unsigned = key.length == 0;
        byte[] block = Arrays.copyOf(key.length > BLOCK ? sha256().digest(key) : key, BLOCK);
        inner = keyed(block, 0x36);
        outer = keyed(block, 0x5c);
    }

    boolean unsigned() {
        return unsigned;
    }

    /** The signature in hexadecimal digits; empty if there is no key. Any thread may call. */
    byte[] sign(List<byte[]> frames) {
        return unsigned ? new byte[0] : HexFormat.of().formatHex(mac(frames)).getBytes(StandardCharsets.US_ASCII);
    }

    /** Whether the signature is right; takes the same time wherever it is wrong. */
    boolean verifies(byte[] signature, List<byte[]> frames) {
        return unsigned || MessageDigest.isEqual(sign(frames), signature);
    }

    private byte[] mac(List<byte[]> frames) {
        MessageDigest digest = copy(inner);
        for (byte[] frame : frames) {
            digest.update(frame);
        }
        return copy(outer).digest(digest.digest());
    }

    private static MessageDigest keyed(byte[] block, int pad) {
        byte[] padded = block.clone();
        for (int i = 0; i < padded.length; i++) {
            padded[i] ^= (byte) pad;
        }
        MessageDigest digest = sha256();
        digest.update(padded);
        return digest;
    }

    private static MessageDigest copy(MessageDigest digest) {
        try {
            return (MessageDigest) digest.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the platform's SHA-256 cannot be copied", e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
