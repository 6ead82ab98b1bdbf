package dev.assay.notebook.run;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What a cell's outputs come from: the kernel and all code up to it, that of injected parameters too, as one SHA-256 in a chain.
 * Text between the cells and cells that are skipped are no links.
 */
final class Chain {
    private byte[] last;

    Chain(String kernel) {
        last = kernel.getBytes(StandardCharsets.UTF_8);
    }

    /** The next link, in hexadecimal digits. */
    String next(String source) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(last);
            digest.update((byte) 0);
            last = digest.digest(source.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(last);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
