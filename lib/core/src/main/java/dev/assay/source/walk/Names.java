package dev.assay.source.walk;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Locale;

/** How file names are compared and shown: in NFC, whatever the system or the locale. */
public final class Names {

    private Names() {}

    /** The last segment of a path in NFC. */
    static String of(Path path) {
        Path last = path.getFileName();
        String name = last == null ? "" : last.toString();
        if (name.indexOf('\uFFFD') >= 0) {
            name = recovered(path, name);
        }
        return Normalizer.normalize(name, Normalizer.Form.NFC);
    }

    /** In a locale without UTF-8 the JDK cannot spell a name, but its URI still holds the bytes. */
    private static String recovered(Path path, String spelled) {
        URI uri = path.toUri();
        if (!"file".equals(uri.getScheme())) {
            return spelled;
        }
        String raw = uri.getRawPath();
        String last = raw.substring(raw.lastIndexOf('/', raw.length() - 2) + 1).replaceFirst("/$", "");
        byte[] bytes = new byte[last.length()];
        int length = 0;
        for (int i = 0; i < last.length(); i++) {
            if (last.charAt(i) == '%') {
                bytes[length++] = (byte) Integer.parseInt(last.substring(i + 1, i + 3), 16);
                i += 2;
            } else {
                bytes[length++] = (byte) last.charAt(i);
            }
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    /** The extension in lower case without its dot; empty where there is none. */
    public static String extension(String name) {
        int dot = name.lastIndexOf('.');
        return dot <= 0 || dot == name.length() - 1
                ? ""
                : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    }

    /** The name without its extension. */
    public static String stem(String name) {
        int dot = name.lastIndexOf('.');
        return dot <= 0 ? name : name.substring(0, dot);
    }

    /** Whether the file system takes two spellings that differ in case for one name. */
    public static boolean ignoreCase(Path path) {
        return path.getFileSystem().getPath("A").equals(path.getFileSystem().getPath("a"));
    }

    /** A name as a key to look it up by. */
    public static String key(String name, boolean ignoreCase) {
        return ignoreCase ? name.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT) : name;
    }
}
