package dev.assay.kernel.output;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Decodes UTF-8 that comes in arbitrary pieces; the bytes of a cut character are kept for the next piece. */
final class PartialText {
    private static final int LONGEST_CHARACTER = 4;

    private @Nullable CharsetDecoder decoder;
    private byte[] kept = {};

    String decode(byte[] bytes, int from, int count) {
        ByteBuffer in;
        if (kept.length == 0) {
            in = ByteBuffer.wrap(bytes, from, count);
        } else {
            in = ByteBuffer.allocate(kept.length + count)
                    .put(kept)
                    .put(bytes, from, count)
                    .flip();
        }
        CharBuffer out = CharBuffer.allocate(in.remaining() + 1);
        utf8().decode(in, out, false);
        kept = new byte[Math.min(in.remaining(), LONGEST_CHARACTER)];
        in.get(kept);
        return out.flip().toString();
    }

    /** The replacement character where a character was never finished, else nothing. */
    String finish() {
        if (kept.length == 0) {
            return "";
        }
        kept = new byte[0];
        return "\uFFFD";
    }

    private CharsetDecoder utf8() {
        CharsetDecoder ready = decoder;
        if (ready == null) {
            ready = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .onUnmappableCharacter(CodingErrorAction.REPLACE);
            decoder = ready;
        }
        return ready.reset();
    }
}
