package dev.assay.notebook.export;

import java.util.Set;
import org.commonmark.ext.task.list.items.TaskListItemMarker;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlRenderer;

/** The boxes of tasks as signs: a report has no fields to fill in. */
final class Tasks implements HtmlRenderer.HtmlRendererExtension {

    @Override
    public void extend(HtmlRenderer.Builder renderer) {
        renderer.nodeRendererFactory(Renderer::new);
    }

    /** With each box beside its words, where these are a paragraph of their own, too: there is a blank line between the items. */
    static Node beside(Node document) {
        document.accept(new AbstractVisitor() {
            @Override
            public void visit(ListItem item) {
                if (item.getFirstChild() instanceof TaskListItemMarker box
                        && box.getNext() instanceof Paragraph words) {
                    words.prependChild(box);
                }
                visitChildren(item);
            }
        });
        return document;
    }

    private record Renderer(HtmlNodeRendererContext context) implements NodeRenderer {

        @Override
        public Set<Class<? extends Node>> getNodeTypes() {
            return Set.of(TaskListItemMarker.class);
        }

        @Override
        public void render(Node node) {
            context.getWriter().text(((TaskListItemMarker) node).isChecked() ? "☑ " : "☐ ");
        }
    }
}
