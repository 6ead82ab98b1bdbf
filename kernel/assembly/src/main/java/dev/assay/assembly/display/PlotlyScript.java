package dev.assay.assembly.display;

import com.google.gson.JsonObject;
import org.dflib.jjava.jupyter.kernel.comm.Comm;
import org.dflib.jjava.jupyter.kernel.comm.CommManager;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.comm.CommCloseCommand;
import org.dflib.jjava.jupyter.messages.comm.CommMsgCommand;

/**
 * Plotly's script for pages that have none: a page asks for it once over a comm and keeps it. So it comes without network,
 * stands in no output, and in no saved notebook.
 */
final class PlotlyScript {

    /** The comm's target. */
    static final String TARGET = "assay.plotly";

    /** In the jar of Plotly's bundle for axes. */
    private static final String PATH = "/META-INF/resources/webjars/plotly.js/1.54.1/dist/plotly-cartesian.min.js";

    private PlotlyScript() {}

    static void serve(CommManager comms) {
        comms.registerTarget(TARGET, (manager, id, target, opened) -> {
            Answer comm = new Answer(manager, id, target);
            JsonObject data = new JsonObject();
            data.addProperty("script", script());
            comm.send(data);
            return comm;
        });
    }

    /** The bundle, and what has it refuse figures that it would draw as something else. */
    static String script() {
        return Resources.text(PATH) + "\n" + Resources.text("known.js");
    }

    /** A comm that has said all it has to say. */
    private static final class Answer extends Comm {
        Answer(CommManager manager, String id, String target) {
            super(manager, id, target);
        }

        @Override
        protected void onMessage(Message<CommMsgCommand> message) {
            // pages only listen
        }

        @Override
        protected void onClose(Message<CommCloseCommand> message, boolean closing) {
            // nothing is held
        }
    }
}
