package dev.assay.notebook.export;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Pictures that stand in files beside a text, called after their cells. */
final class Pictures {

    /** What ends a link, or means something in it. */
    private static final Pattern UNSAFE = Pattern.compile("[ %#?:()<>\\\\]");

    private final String folder;
    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private int cell;
    private int inCell;

    Pictures(String folder) {
        this.folder = folder;
    }

    /** The pictures that come now are those of another cell, counted from 1. */
    void cell(int number) {
        cell = number;
        inCell = 0;
    }

    /** Where the picture stands, as a link says it. Who opens a drawing by itself opens a page: it does nothing there. */
    String add(PictureData picture) {
        String name = "cell-" + cell + "-" + ++inCell + "." + picture.ending();
        files.put(name, picture.disarmed().bytes());
        return UNSAFE.matcher(folder + "/" + name)
                .replaceAll(found ->
                        String.format(Locale.ROOT, "%%%02X", (int) found.group().charAt(0)));
    }

    /** The files by their names in the folder. */
    Map<String, byte[]> files() {
        return Collections.unmodifiableMap(files);
    }
}
