package dev.assay.cli;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** What may befall a file on its way, or in the hands of somebody who means ill. Each leaves its argument as it was. */
enum Mutation {
    /** A download that stopped. */
    TRUNCATED {
        @Override
        byte[] of(byte[] file, byte[] other, Random random) {
            return Arrays.copyOf(file, random.nextInt(file.length) + 1);
        }
    },
    /** A few bits that tipped over. */
    FLIPPED {
        @Override
        byte[] of(byte[] file, byte[] other, Random random) {
            byte[] bytes = file.clone();
            for (int flips = 1 + random.nextInt(40); flips > 0; flips--) {
                bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            }
            return bytes;
        }
    },
    /** The same near the beginning, where headers are. */
    FLIPPED_HEAD {
        @Override
        byte[] of(byte[] file, byte[] other, Random random) {
            byte[] bytes = file.clone();
            for (int flips = 1 + random.nextInt(6); flips > 0; flips--) {
                bytes[random.nextInt(Math.min(bytes.length, 256))] ^= (byte) (1 << random.nextInt(8));
            }
            return bytes;
        }
    },
    /** A stretch of zeros, ones or noise, as a bad sector leaves it. */
    BLOTTED {
        @Override
        byte[] of(byte[] file, byte[] other, Random random) {
            byte[] bytes = file.clone();
            int from = random.nextInt(bytes.length);
            int to = Math.min(bytes.length, from + 1 + random.nextInt(2048));
            int kind = random.nextInt(3);
            for (int i = from; i < to; i++) {
                bytes[i] = (byte) (kind == 0 ? 0 : kind == 1 ? 0xFF : random.nextInt());
            }
            return bytes;
        }
    },
    /** Two neighbouring boxes or chunks that changed places. */
    SWAPPED {
        @Override
        byte[] of(byte[] file, byte[] other, Random random) {
            List<Integer> tags = tags(file);
            tags.add(file.length);
            if (tags.size() < 3) {
                return FLIPPED.of(file, other, random);
            }
            int first = random.nextInt(tags.size() - 2);
            int a = tags.get(first);
            int b = tags.get(first + 1);
            int c = tags.get(first + 2);
            ByteBuffer bytes = ByteBuffer.allocate(file.length);
            bytes.put(file, 0, a).put(file, b, c - b).put(file, a, b - a).put(file, c, file.length - c);
            return bytes.array();
        }
    },
    /** A box, chunk or element that claims to be larger than the file, or nothing at all. */
    HUGE {
        @Override
        byte[] of(byte[] file, byte[] other, Random random) {
            byte[] bytes = file.clone();
            List<Integer> tags = tags(file);
            // Before the name in ISO boxes and PNG chunks, after it in RIFF; Matroska has no names, and any place will
            // do.
            int at = tags.isEmpty()
                    ? random.nextInt(bytes.length)
                    : tags.get(random.nextInt(tags.size())) + 8 * random.nextInt(2);
            int[] sizes = {0x7FFFFFFF, 0xFFFFFFFF, 0xFFFFFF7F, 0x01FFFFFF, 0x10000000, 0};
            byte[] size = ByteBuffer.allocate(4)
                    .putInt(sizes[random.nextInt(sizes.length)])
                    .array();
            for (int i = 0; i < 4 && at + i < bytes.length; i++) {
                bytes[at + i] = size[i];
            }
            return bytes;
        }
    },
    /** The beginning of one file with the end of another. */
    SPLICED {
        @Override
        byte[] of(byte[] file, byte[] other, Random random) {
            int head = random.nextInt(file.length) + 1;
            int tail = random.nextInt(other.length) + 1;
            byte[] bytes = Arrays.copyOf(file, head + tail);
            System.arraycopy(other, other.length - tail, bytes, head, tail);
            return bytes;
        }
    },
    /** A part that stands there twice. */
    REPEATED {
        @Override
        byte[] of(byte[] file, byte[] other, Random random) {
            int from = random.nextInt(file.length);
            int length = random.nextInt(file.length - from) + 1;
            ByteBuffer bytes = ByteBuffer.allocate(file.length + length);
            bytes.put(file, 0, from + length).put(file, from, file.length - from);
            return bytes.array();
        }
    };

    /** A changed copy; {@code other} is some other file. */
    abstract byte[] of(byte[] file, byte[] other, Random random);

    /** Four bytes before each run of four letters, which is where a box begins. */
    private static List<Integer> tags(byte[] file) {
        List<Integer> tags = new ArrayList<>();
        for (int i = 4; i + 4 <= file.length && tags.size() < 500; i++) {
            if (isLetter(file[i]) && isLetter(file[i + 1]) && isLetter(file[i + 2]) && isLetter(file[i + 3])) {
                tags.add(i - 4);
                i += 3;
            }
        }
        return tags;
    }

    private static boolean isLetter(byte b) {
        return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z');
    }
}
