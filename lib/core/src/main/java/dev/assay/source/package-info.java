/** Where items come from: files found under a root, sidecars, manifests, and what a path says by convention. */
@NullMarked
package dev.assay.source;

import org.jspecify.annotations.NullMarked;
