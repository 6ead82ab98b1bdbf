/** The plan of fakes: which generator makes what from which clip, so that nothing but the making tells real from fake. */
@NullMarked
package dev.assay.generation;

import org.jspecify.annotations.NullMarked;
