/** The judgement: a plan chosen from the data, what it yields, and criteria that alone decide the status. */
@NullMarked
package dev.assay.verdict;

import org.jspecify.annotations.NullMarked;
