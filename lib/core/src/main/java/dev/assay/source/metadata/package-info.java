/** Sidecars and manifests, recognised by their content and turned into evidence about files. */
@NullMarked
package dev.assay.source.metadata;

import org.jspecify.annotations.NullMarked;
