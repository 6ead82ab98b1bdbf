package dev.assay.jupyter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The TCP ports this process listens on, and that it does so on 127.0.0.1, as Linux tells. */
final class Listening {
    private static final String LOOPBACK = "0100007F";
    private static final String MAPPED_LOOPBACK = "0000000000000000FFFF00000100007F";
    private static final String LISTEN = "0A";

    private Listening() {}

    static List<Integer> ofThisProcess() throws IOException {
        if (!Files.isReadable(Path.of("/proc/self/net/tcp"))) {
            return List.of();
        }
        Set<String> inodes = socketInodes();
        List<Integer> ports = new ArrayList<>();
        for (String table : List.of("/proc/self/net/tcp", "/proc/self/net/tcp6")) {
            for (String line : Files.readAllLines(Path.of(table))) {
                String[] fields = line.trim().split("\\s+");
                if (fields.length > 9 && fields[3].equals(LISTEN) && inodes.contains(fields[9])) {
                    String[] local = fields[1].split(":");
                    if (!local[0].equals(LOOPBACK) && !local[0].equals(MAPPED_LOOPBACK)) {
                        throw new AssertionError("listens on " + fields[1]);
                    }
                    ports.add(Integer.parseInt(local[1], 16));
                }
            }
        }
        return ports;
    }

    private static Set<String> socketInodes() throws IOException {
        Set<String> inodes = new HashSet<>();
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            for (Path descriptor : descriptors.toList()) {
                try {
                    String target = Files.readSymbolicLink(descriptor).toString();
                    if (target.startsWith("socket:[")) {
                        inodes.add(target.substring(8, target.length() - 1));
                    }
                } catch (NoSuchFileException closedMeanwhile) {
                    // the listing's own descriptor, for one
                }
            }
        }
        return inodes;
    }
}
