/** What a value looks like in a notebook: MIME bundles of any value, and what cells call to show things themselves. */
@NullMarked
package dev.assay.kernel.display;

import org.jspecify.annotations.NullMarked;
