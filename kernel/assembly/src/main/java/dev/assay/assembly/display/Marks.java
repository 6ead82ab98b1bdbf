package dev.assay.assembly.display;

/** What one or more traces draw between two axes: first they widen the axes, then they are drawn. */
interface Marks {

    void measure(Scale x, Scale y);

    void draw(Svg svg, Scale x, Scale y);
}
