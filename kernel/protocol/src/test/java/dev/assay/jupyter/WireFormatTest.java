package dev.assay.jupyter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WireFormatTest {
    private static final byte[] KEY = "secret".getBytes(StandardCharsets.UTF_8);

    private final WireFormat wire = new WireFormat(new Signer(KEY));
    private final Author author = new Author("someone");

    @Test
    void comesBackAsItWasSent() throws MalformedMessageException {
        Random random = new Random(20);
        for (int i = 0; i < 3000; i++) {
            Message sent = new Message(
                    blobs(random, 3),
                    author.message("some_type", Json.object()).header(),
                    object(random, 2),
                    object(random, 1),
                    object(random, 5),
                    blobs(random, 4));

            Message back = wire.decode(wire.encode(sent));

            assertThat(back.content()).isEqualTo(sent.content());
            assertThat(back.parent()).isEqualTo(sent.parent());
            assertThat(back.metadata()).isEqualTo(sent.metadata());
            assertThat(back.header().json()).isEqualTo(sent.header().json());
            assertThat(hex(back.identities())).isEqualTo(hex(sent.identities()));
            assertThat(hex(back.buffers())).isEqualTo(hex(sent.buffers()));
        }
    }

    @Test
    void refusesAnyChangedBitOfWhatIsSigned() {
        List<byte[]> frames =
                wire.encode(author.message("execute_request", Json.object().put("code", "1+1")));
        Random random = new Random(4);
        for (int i = 0; i < 500; i++) {
            List<byte[]> forged = new ArrayList<>(frames);
            int frame = 1 + random.nextInt(5);
            byte[] changed = forged.get(frame).clone();
            changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
            forged.set(frame, changed);

            assertThatThrownBy(() -> wire.decode(forged)).hasMessage("wrong signature");
        }
    }

    @Test
    void refusesAMessageThatCameBefore() throws MalformedMessageException {
        List<byte[]> frames = wire.encode(author.message("execute_request", Json.object()));
        wire.decode(frames);

        assertThatThrownBy(() -> wire.decode(frames)).hasMessage("a message that came before");
    }

    @Test
    void forgetsOldSignatures() {
        SeenSignatures seen = new SeenSignatures();
        byte[] first = signature(0);
        assertThat(seen.add(first)).isTrue();
        for (int i = 1; i <= SeenSignatures.LIMIT; i++) {
            assertThat(seen.add(signature(i))).isTrue();
        }

        assertThat(seen.add(signature(SeenSignatures.LIMIT))).isFalse();
        assertThat(seen.add(first)).as("as old as the limit").isTrue();
    }

    @Test
    void refusesTruncatedMessages() {
        List<byte[]> frames = wire.encode(author.message("execute_request", Json.object()));
        for (int length = 0; length < frames.size(); length++) {
            List<byte[]> part = frames.subList(0, length);

            assertThatThrownBy(() -> wire.decode(part)).isInstanceOf(MalformedMessageException.class);
        }
    }

    @Test
    void refusesEndlesslyNestedContent() {
        byte[] deep = ("{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}").getBytes(StandardCharsets.UTF_8);
        List<byte[]> frames = new ArrayList<>(wire.encode(author.message("execute_request", Json.object())));
        frames.set(5, deep);
        frames.set(1, new Signer(KEY).sign(frames.subList(2, 6)));

        assertThatThrownBy(() -> wire.decode(frames)).hasMessageStartingWith("not readable as JSON");
    }

    @Test
    void repeatsTheRequestsWholeHeaderAsParent() throws MalformedMessageException {
        ObjectNode header =
                author.message("execute_request", Json.object()).header().json();
        header.put("subshell_id", "one");
        Message request = new Message(
                List.of(new byte[] {7}), Header.of(header), Json.object(), Json.object(), Json.object(), List.of());

        Message reply = author.reply(request, "execute_reply", Json.object());

        assertThat(reply.parent()).isEqualTo(header);
        assertThat(reply.identities()).containsExactly(new byte[] {7});
    }

    @Test
    void mendsWhatUtf8CannotSay() throws MalformedMessageException {
        Message sent = author.message(
                "stream", Json.object().put("text", "a\uD83Db \uD83D\uDE00").put("x", Double.NaN));

        ObjectNode back = wire.decode(wire.encode(sent)).content();

        assertThat(back.path("text").textValue()).isEqualTo("a\uFFFDb \uD83D\uDE00");
        assertThat(back.path("x").isNull()).isTrue();
    }

    private static List<String> hex(List<byte[]> frames) {
        return frames.stream().map(HexFormat.of()::formatHex).toList();
    }

    private static byte[] signature(int number) {
        return String.format(Locale.ROOT, "%032d%032d", number, number).getBytes(StandardCharsets.US_ASCII);
    }

    private static List<byte[]> blobs(Random random, int most) {
        List<byte[]> blobs = new ArrayList<>();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            byte[] blob = new byte[random.nextInt(40)];
            random.nextBytes(blob);
            blobs.add(blob);
        }
        return blobs;
    }

    private static ObjectNode object(Random random, int depth) {
        ObjectNode object = Json.object();
        for (int i = random.nextInt(5); i > 0; i--) {
            object.set(text(random), value(random, depth));
        }
        return object;
    }

    private static JsonNode value(Random random, int depth) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return switch (random.nextInt(depth > 0 ? 10 : 8)) {
            case 0 -> nodes.textNode(text(random));
            case 1 -> nodes.numberNode(random.nextInt());
            case 2 -> nodes.numberNode((long) Integer.MAX_VALUE + 1 + random.nextInt(1000));
            case 3 -> nodes.numberNode(random.nextGaussian() * 1e10);
            case 4 -> nodes.booleanNode(random.nextBoolean());
            case 5 -> nodes.nullNode();
            case 6 -> nodes.numberNode(BigInteger.valueOf(Long.MAX_VALUE).pow(2));
            case 7 -> nodes.textNode("");
            case 8 -> object(random, depth - 1);
            default -> nodes.arrayNode().add(value(random, depth - 1)).add(value(random, depth - 1));
        };
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            int point = random.nextInt(4) == 0 ? random.nextInt(0x10FFFF) : random.nextInt(0x250);
            text.appendCodePoint(point >= 0xD800 && point <= 0xDFFF ? 'x' : point);
        }
        return text.toString();
    }
}
