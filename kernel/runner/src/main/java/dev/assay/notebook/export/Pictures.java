package dev.assay.notebook.export;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Pictures that stand in files beside a text, called after their cells. */
final class Pictures {

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

    /** Where the picture stands, as a link says it. */
    String add(byte[] bytes, String ending) {
        String name = "cell-" + cell + "-" + ++inCell + "." + ending;
        files.put(name, bytes);
        return (folder + "/" + name).replace(" ", "%20").replace("(", "%28").replace(")", "%29");
    }

    /** The files by their names in the folder. */
    Map<String, byte[]> files() {
        return Collections.unmodifiableMap(files);
    }
}
