package dev.assay.quota;

/** Whether groups under a cap can supply given quotas: a flow from groups to cells, exact. */
final class GroupFlow {

    private GroupFlow() {}

    static boolean fits(Caps caps, long[] quotas) {
        int groups = caps.groups().size();
        Flow flow = new Flow(groups + quotas.length + 2);
        int source = groups + quotas.length;
        int sink = source + 1;
        for (int g = 0; g < groups; g++) {
            Caps.Group group = caps.groups().get(g);
            flow.arc(source, g, caps.max());
            for (int i = 0; i < group.cells().length; i++) {
                flow.arc(g, groups + group.cells()[i], group.counts()[i]);
            }
        }
        long needed = 0;
        for (int c = 0; c < quotas.length; c++) {
            long need = Math.max(0, quotas[c] - caps.free()[c]);
            flow.arc(groups + c, sink, need);
            needed += need;
        }
        return flow.push(source, sink) == needed;
    }
}
