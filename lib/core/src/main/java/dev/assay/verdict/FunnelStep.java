package dev.assay.verdict;

/**
 * One step of the way from all items to the suitable ones.
 *
 * @param name the condition, in words
 * @param left items that meet it and all before it
 */
public record FunnelStep(String name, int left) {}
