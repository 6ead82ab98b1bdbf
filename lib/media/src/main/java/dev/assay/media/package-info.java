/**
 * What is in a media file: its headers, a few frames, its cuts. The only room that sees native code; files are opened
 * through {@link dev.assay.media.FFmpegEngine}, which everything else reaches as a {@link
 * dev.assay.source.MediaEngine}.
 */
@NullMarked
package dev.assay.media;

import org.jspecify.annotations.NullMarked;
