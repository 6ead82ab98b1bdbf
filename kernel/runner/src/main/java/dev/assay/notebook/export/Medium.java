package dev.assay.notebook.export;

/** Where pages are read: what differs between a screen and paper. */
interface Medium {

    /** Markup that a cell showed, as markup of a page. */
    String markup(Piece.Markup markup);

    /** A picture as it may stand there. */
    PictureData picture(PictureData picture);

    /** A figure as markup of a page. */
    String figure(Piece.Figure figure);

    /** Code that is at hand, but not open; empty where there is no hand. */
    String folded(String code);
}
