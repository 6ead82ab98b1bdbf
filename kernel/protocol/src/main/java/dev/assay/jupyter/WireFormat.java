package dev.assay.jupyter;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Messages as frames: identities, {@code <IDS|MSG>}, signature, header, parent header, metadata, content, buffers. What cannot
 * be trusted is refused before its JSON is looked at.
 */
final class WireFormat {
    /** Bytes of one frame beyond which the sockets cut the connection. */
    static final int MAX_FRAME = 64 << 20;

    private static final byte[] DELIMITER = "<IDS|MSG>".getBytes(StandardCharsets.US_ASCII);
    private static final int MAX_IDENTITIES = 8;
    /** Identities, delimiter, signature, four parts of JSON and the buffers of a message. */
    static final int MAX_FRAMES = 1024;

    private static final int JSON_PARTS = 4;
    private static final int SIGNATURE_LENGTH = 64;

    private final Signer signer;
    private final SeenSignatures seen = new SeenSignatures();

    WireFormat(Signer signer) {
        this.signer = signer;
    }

    /** Any thread may call. */
    List<byte[]> encode(Message message) {
        List<byte[]> parts = List.of(
                Json.write(message.header().view()),
                Json.write(message.parent()),
                Json.write(message.metadata()),
                Json.write(message.content()));
        List<byte[]> frames = new ArrayList<>(message.identities());
        frames.add(DELIMITER);
        frames.add(signer.sign(parts));
        frames.addAll(parts);
        frames.addAll(message.buffers());
        return frames;
    }

    /**
     * The message in these frames.
     *
     * @throws MalformedMessageException if a part is missing, the signature is wrong or was seen before, or the JSON is none
     */
    Message decode(List<byte[]> frames) throws MalformedMessageException {
        int delimiter = delimiter(frames);
        int first = delimiter + 2;
        if (frames.size() > MAX_FRAMES) {
            throw new MalformedMessageException("more than " + MAX_FRAMES + " frames");
        }
        if (frames.size() < first + JSON_PARTS) {
            throw new MalformedMessageException("truncated after " + (frames.size() - delimiter - 1) + " frames");
        }
        List<byte[]> parts = frames.subList(first, first + JSON_PARTS);
        verify(frames.get(delimiter + 1), parts);
        return new Message(
                frames.subList(0, delimiter),
                Header.of(json(parts.get(0))),
                json(parts.get(1)),
                json(parts.get(2)),
                json(parts.get(3)),
                frames.subList(first + JSON_PARTS, frames.size()));
    }

    private void verify(byte[] signature, List<byte[]> parts) throws MalformedMessageException {
        if (signer.unsigned()) {
            return;
        }
        if (signature.length != SIGNATURE_LENGTH || !signer.verifies(signature, parts)) {
            throw new MalformedMessageException("wrong signature");
        }
        if (!seen.add(signature)) {
            throw new MalformedMessageException("a message that came before");
        }
    }

    private static int delimiter(List<byte[]> frames) throws MalformedMessageException {
        for (int i = 0; i < Math.min(frames.size(), MAX_IDENTITIES + 1); i++) {
            if (Arrays.equals(frames.get(i), DELIMITER)) {
                return i;
            }
        }
        throw new MalformedMessageException("no delimiter");
    }

    private static ObjectNode json(byte[] part) throws MalformedMessageException {
        try {
            return Json.read(part);
        } catch (IOException e) {
            // The parser's own words quote the input; its class says enough for a log.
            throw new MalformedMessageException(
                    "not readable as JSON: " + e.getClass().getSimpleName());
        }
    }
}
