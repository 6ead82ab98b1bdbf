package dev.assay.jupyter;

import zmq.Msg;
import zmq.msg.MsgAllocator;

/**
 * Room for a frame whose size a peer announced, known to be allowed but not to be there. Where memory does not suffice the frame
 * is taken as empty: what follows is then no protocol any more and costs that peer its connection. An error instead would leave
 * ZeroMQ's decoder in a state in which it turns around forever, and every other peer unheard.
 */
final class CarefulAllocator implements MsgAllocator {
    private final Complaints complaints;

    CarefulAllocator(Complaints complaints) {
        this.complaints = complaints;
    }

    @Override
    public Msg allocate(int size) {
        try {
            return new Msg(size);
        } catch (OutOfMemoryError e) {
            complaints.log("no memory for a frame of " + size + " bytes");
            return new Msg(0);
        }
    }
}
