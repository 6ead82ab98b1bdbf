/** The kernel as a process: it joins wire and evaluation, and is the one place where cells meet the library. */
@NullMarked
package dev.assay.assembly;

import org.jspecify.annotations.NullMarked;
