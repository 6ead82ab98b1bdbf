package dev.assay.clip;

/** The most clips of one video, of one identity and of one source recording. */
record Caps(int video, int identity, int source) {}
