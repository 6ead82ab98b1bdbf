/**
 * Magics: lines of a cell that begin with {@code %} and cells that begin with {@code %%}. {@link dev.assay.kernel.magic.Part}
 * tells them from Java, {@link dev.assay.kernel.magic.Magics} runs them, also those that extensions register with the
 * kernel.
 */
@NullMarked
package dev.assay.kernel.magic;

import org.jspecify.annotations.NullMarked;
