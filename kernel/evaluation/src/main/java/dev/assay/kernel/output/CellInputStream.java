package dev.assay.kernel.output;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** {@code System.in}: asks the frontend of the calling thread's cell for a line whenever there is nothing left to read. */
final class CellInputStream extends InputStream {
    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int from, int count) throws IOException {
        Objects.checkFromIndexSize(from, count, into.length);
        CellContext cell = CellContext.current();
        return cell == null ? -1 : cell.lines().read(into, from, count);
    }

    @Override
    public int available() {
        CellContext cell = CellContext.current();
        return cell == null ? 0 : cell.lines().available();
    }
}
