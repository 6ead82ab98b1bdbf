package dev.assay.samples;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/** Sound with the rhythm of speech: a hum of a voice's pitch, in syllables and pauses. */
final class Voice {
    /** Samples a second, mono. */
    static final int SAMPLE_RATE = 48_000;

    /** Length of {@link #memo}. */
    static final double MEMO_SECONDS = 2;

    private static final int MEMO_RATE = 8_000;

    private Voice() {}

    /** A WAV file: {@value #MEMO_RATE} samples a second of 8 bits, mono. */
    static byte[] memo(String seed) {
        int length = (int) (MEMO_SECONDS * MEMO_RATE);
        short[] spoken = speak(seed, 0, (int) (MEMO_SECONDS * SAMPLE_RATE));
        ByteBuffer wav = ByteBuffer.allocate(44 + length).order(ByteOrder.LITTLE_ENDIAN);
        wav.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + length);
        wav.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
        wav.putShort((short) 1).putShort((short) 1).putInt(MEMO_RATE).putInt(MEMO_RATE);
        wav.putShort((short) 1).putShort((short) 8);
        wav.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(length);
        for (int i = 0; i < length; i++) {
            wav.put((byte) (128 + spoken[i * (SAMPLE_RATE / MEMO_RATE)] / 256));
        }
        return wav.array();
    }

    /** The samples from one index to another, of the voice that a name has. */
    static short[] speak(String seed, int from, int to) {
        SplittableRandom random = Seeds.of("voice/" + seed);
        double pitch = 95 + 120 * random.nextDouble();
        double pace = 2.5 + 2 * random.nextDouble();
        short[] samples = new short[to - from];
        for (int i = 0; i < samples.length; i++) {
            double t = (double) (from + i) / SAMPLE_RATE;
            double loud = Math.max(0, Math.sin(Math.PI * pace * t)) * (t % 4.2 < 3.4 ? 1 : 0);
            double hum = Math.sin(2 * Math.PI * pitch * t) + 0.4 * Math.sin(4 * Math.PI * pitch * t);
            samples[i] = (short) (7000 * loud * hum);
        }
        return samples;
    }
}
