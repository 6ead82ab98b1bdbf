package dev.assay.source.metadata;

import dev.assay.schema.EvidenceSource;

/** What a file that speaks of other files turned out to be. */
enum MetadataKind {
    DFDC("dfdc", "video"),
    FFPP_SPLIT("faceforensics++", "video"),
    FFPP_IDS("faceforensics++", "video"),
    CELEB_DF("celeb-df", ""),
    FAKEAVCELEB("fakeavceleb", ""),
    VOXCELEB("voxceleb", ""),
    HUGGING_FACE("hf", ""),
    /** An object keyed by file name, or a list of objects that name files: sidecars in one file. */
    COLLECTION("metadata", "");

    private final String word;
    private final String media;

    MetadataKind(String word, String media) {
        this.word = word;
        this.media = media;
    }

    String word() {
        return word;
    }

    /** The class of media that items without an extension have; empty where nobody says. */
    String media() {
        return media;
    }

    /** Whether it lists a dataset, so that a folder with it and without media is that dataset. */
    boolean manifest() {
        return this != COLLECTION;
    }

    /** Whether its keys are ids that a layout gives to files, and not files. */
    boolean keyedById() {
        return this == FFPP_SPLIT || this == FFPP_IDS || this == VOXCELEB;
    }

    EvidenceSource source() {
        return manifest() ? EvidenceSource.MANIFEST : EvidenceSource.SIDECAR;
    }
}
