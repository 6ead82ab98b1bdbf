package dev.assay.notebook.format;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;

/** Why a text is no JSON, in words for those who have it. */
public final class Unreadable {

    private Unreadable() {}

    /** Where and why, without the parser's classes, the source that it does not show, and what moves a cursor. */
    public static String words(JsonProcessingException failure) {
        JsonLocation at = failure.getLocation();
        String place = at == null ? "" : " in line " + at.getLineNr() + ", column " + at.getColumnNr();
        return "not readable as JSON" + place + ": " + plain(failure.getOriginalMessage());
    }

    private static String plain(String said) {
        return said.replaceAll("[\\p{Cc}\\p{Cf}]", " ")
                .replaceAll(",? from `[^`]*`", "")
                .replaceAll(" ?\\((start marker )?at \\[Source:[^\\]]*\\]\\)", "");
    }
}
