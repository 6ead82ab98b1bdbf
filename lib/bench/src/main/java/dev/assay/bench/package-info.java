/** Benchmarks beside peers: each prints the median of its runs, and the ratio. */
@NullMarked
package dev.assay.bench;

import org.jspecify.annotations.NullMarked;
