package dev.assay.media;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes an ONNX model byte by byte (onnx.proto3 of version 1.14): the mean of each channel of a picture, which makes its
 * outputs known beforehand.
 */
final class Onnx {

    private static final int FLOAT = 1;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private Onnx() {}

    /** The mean over the picture of each channel, for pictures of NCHW. */
    static byte[] means(int width, int height) {
        Onnx graph = new Onnx()
                .message(1, node("GlobalAveragePool", "picture", "pooled"))
                .message(1, node("Flatten", "pooled", "means"))
                .text(2, "means")
                .message(11, value("picture", 1, 3, height, width))
                .message(12, value("means", 1, 3));
        return new Onnx()
                .number(1, 8)
                .message(7, graph)
                .message(8, new Onnx().text(1, "").number(2, 13))
                .bytes
                .toByteArray();
    }

    private static Onnx node(String kind, String input, String output) {
        return new Onnx().text(1, input).text(2, output).text(3, output).text(4, kind);
    }

    private static Onnx value(String name, int... sizes) {
        Onnx shape = new Onnx();
        for (int size : sizes) {
            shape.message(1, new Onnx().number(1, size));
        }
        Onnx tensor = new Onnx().number(1, FLOAT).message(2, shape);
        return new Onnx().text(1, name).message(2, new Onnx().message(1, tensor));
    }

    private Onnx number(int field, int value) {
        varint(field << 3);
        varint(value);
        return this;
    }

    private Onnx text(int field, String text) {
        return block(field, text.getBytes(StandardCharsets.UTF_8));
    }

    private Onnx message(int field, Onnx message) {
        return block(field, message.bytes.toByteArray());
    }

    private Onnx block(int field, byte[] block) {
        varint((field << 3) | 2);
        varint(block.length);
        bytes.writeBytes(block);
        return this;
    }

    private void varint(int value) {
        int rest = value;
        while (rest >= 0x80) {
            bytes.write((rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        bytes.write(rest);
    }
}
