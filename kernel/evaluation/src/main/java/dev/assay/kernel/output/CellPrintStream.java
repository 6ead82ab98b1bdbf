package dev.assay.kernel.output;

import dev.assay.kernel.Outputs.Stream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@code System.out} or {@code System.err}. Every method is overridden: the superclass would encode each string, and would
 * take one lock for all cells and threads, which a cell that is slow to print could keep. Lines end with a line feed on
 * every system, as notebooks want it.
 */
final class CellPrintStream extends PrintStream {
    private final Stream stream;

    CellPrintStream(Stream stream) {
        super(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        this.stream = stream;
    }

    private void put(String text, boolean line) {
        CellContext cell = CellContext.current();
        if (cell != null) {
            cell.text().append(stream, text, line);
        } else if (line) {
            Streams.realErr().println(text);
        } else {
            Streams.realErr().print(text);
        }
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) {
        Objects.checkFromIndexSize(from, count, bytes.length);
        CellContext cell = CellContext.current();
        if (cell != null) {
            cell.text().append(stream, bytes, from, count);
        } else {
            Streams.realErr().write(bytes, from, count);
        }
    }

    @Override
    public void write(byte[] bytes) {
        write(bytes, 0, bytes.length);
    }

    @Override
    public void writeBytes(byte[] bytes) {
        write(bytes, 0, bytes.length);
    }

    /** Nothing to do: text leaves on its own within 50 ms, and a cell that flushes each line would flood the frontend. */
    @Override
    public void flush() {}

    /** Nobody closes the streams of all cells. */
    @Override
    public void close() {}

    @Override
    public boolean checkError() {
        return false;
    }

    @Override
    public void print(boolean b) {
        put(String.valueOf(b), false);
    }

    @Override
    public void print(char c) {
        put(String.valueOf(c), false);
    }

    @Override
    public void print(int i) {
        put(String.valueOf(i), false);
    }

    @Override
    public void print(long l) {
        put(String.valueOf(l), false);
    }

    @Override
    public void print(float f) {
        put(String.valueOf(f), false);
    }

    @Override
    public void print(double d) {
        put(String.valueOf(d), false);
    }

    @Override
    public void print(char[] s) {
        put(String.valueOf(s), false);
    }

    @Override
    public void print(@Nullable String s) {
        put(String.valueOf(s), false);
    }

    @Override
    public void print(@Nullable Object o) {
        put(String.valueOf(o), false);
    }

    @Override
    public void println() {
        put("", true);
    }

    @Override
    public void println(boolean b) {
        put(String.valueOf(b), true);
    }

    @Override
    public void println(char c) {
        put(String.valueOf(c), true);
    }

    @Override
    public void println(int i) {
        put(String.valueOf(i), true);
    }

    @Override
    public void println(long l) {
        put(String.valueOf(l), true);
    }

    @Override
    public void println(float f) {
        put(String.valueOf(f), true);
    }

    @Override
    public void println(double d) {
        put(String.valueOf(d), true);
    }

    @Override
    public void println(char[] s) {
        put(String.valueOf(s), true);
    }

    @Override
    public void println(@Nullable String s) {
        put(String.valueOf(s), true);
    }

    @Override
    public void println(@Nullable Object o) {
        put(String.valueOf(o), true);
    }

    @Override
    public PrintStream printf(String format, @Nullable Object... args) {
        return format(format, args);
    }

    @Override
    public PrintStream printf(@Nullable Locale locale, String format, @Nullable Object... args) {
        return format(locale, format, args);
    }

    @Override
    public PrintStream format(String format, @Nullable Object... args) {
        return format(Locale.getDefault(Locale.Category.FORMAT), format, args);
    }

    @Override
    public PrintStream format(@Nullable Locale locale, String format, @Nullable Object... args) {
        put(String.format(locale, format, args), false);
        return this;
    }

    @Override
    public PrintStream append(@Nullable CharSequence text) {
        put(String.valueOf(text), false);
        return this;
    }

    @Override
    public PrintStream append(@Nullable CharSequence text, int start, int end) {
        put((text == null ? "null" : text).subSequence(start, end).toString(), false);
        return this;
    }

    @Override
    public PrintStream append(char c) {
        put(String.valueOf(c), false);
        return this;
    }
}
