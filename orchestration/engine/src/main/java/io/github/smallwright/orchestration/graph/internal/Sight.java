package io.github.smallwright.orchestration.graph.internal;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Which nodes' values can be seen where: {@code ancestors} of a node may have ended before it is ready, and those in
 * {@code certain} are then done. For the nodes of a loop both hold within a round.
 */
final class Sight {

    private final Flow flow;
    private final BitSet[] ancestors;
    /** Nodes that have ended for sure when this one is ready: an {@code any} join does not wait for all its ancestors. */
    private final BitSet[] awaited;

    private final BitSet[] certain;
    /** By node the first node of its class: all nodes of a class run, or none. Index n is the class of start. */
    private final int[] classes;

    private final BitSet[] members;
    private final BitSet caught = new BitSet();
    private final BitSet[] captors;

    private Sight(Flow flow) {
        this.flow = flow;
        int size = flow.names().size();
        ancestors = new BitSet[size];
        awaited = new BitSet[size];
        captors = Captives.of(flow);
        certain = new BitSet[size];
        classes = new int[size];
        members = new BitSet[size + 1];
        for (int i = 0; i <= size; i++) {
            members[i] = new BitSet();
        }
    }

    static Sight of(Flow flow) {
        Sight sight = new Sight(flow);
        for (Link link : flow.links()) {
            if (link.outcome().isPresent()) {
                sight.catches(link);
            }
        }
        List<List<Link>> incoming = new ArrayList<>();
        flow.names().forEach(name -> incoming.add(new ArrayList<>()));
        flow.links().stream().filter(link -> !link.back() && link.to() >= 0).forEach(link -> incoming.get(link.to())
                .add(link));
        flow.order().forEach(node -> sight.look(node, incoming.get(node)));
        return sight;
    }

    /** Nodes that may have ended when this one is ready. */
    BitSet ancestors(int node) {
        return ancestors[node];
    }

    /** Nodes that are done whenever this one runs. */
    BitSet certain(int node) {
        return certain[node];
    }

    /** Whether some end of the node other than Done is caught, so that the scope may go on without its value. */
    boolean caught(int node) {
        return caught.get(node);
    }

    private void catches(Link link) {
        caught.set(link.from());
        for (Loop loop : flow.loopsOf(link.from())) {
            if (loop.leftBy(link)) {
                caught.or(loop.body());
            }
        }
    }

    private void look(int node, List<Link> incoming) {
        int start = flow.names().size();
        ancestors[node] = new BitSet(start);
        awaited[node] = new BitSet(start);
        boolean any = flow.anyJoins().get(node);
        BitSet sure = new BitSet(start);
        boolean first = true;
        boolean fromStart = false;
        for (Link link : incoming) {
            BitSet through = new BitSet(start);
            BitSet ended = new BitSet(start);
            if (link.from() >= 0) {
                ended = before(awaited, node, link.from());
                ancestors[node].or(before(ancestors, node, link.from()));
                through.or(certain[link.from()]);
                if (link.outcome().isEmpty()) {
                    through.set(link.from());
                }
            } else {
                fromStart = true;
            }
            if (first) {
                sure.or(through);
            } else {
                sure.and(through);
            }
            if (first || !any) {
                awaited[node].or(ended);
            } else {
                awaited[node].and(ended);
            }
            first = false;
        }
        classes[node] = fromStart ? start : classOf(node, incoming, sure);
        widen(members[start], node, sure);
        widen(members[classes[node]], node, sure);
        for (int i = sure.nextSetBit(0); i >= 0; i = sure.nextSetBit(i + 1)) {
            if (classes[i] == i) {
                widen(members[i], node, sure);
            }
        }
        certain[node] = sure;
        if (!caught.get(node)) {
            members[classes[node]].set(node);
        }
    }

    private BitSet before(BitSet[] known, int node, int from) {
        BitSet before = (BitSet) known[from].clone();
        before.set(from);
        flow.loopsOf(from).stream().filter(loop -> !loop.body().get(node)).forEach(loop -> before.or(loop.body()));
        return before;
    }

    private void widen(BitSet members, int node, BitSet sure) {
        BitSet more = (BitSet) members.clone();
        more.and(awaited[node]);
        more.stream().filter(member -> outlivedBy(member, node)).forEach(more::clear);
        sure.or(more);
    }

    /** Whether a join has fired when the reader is ready that may have cut the member off. */
    private boolean outlivedBy(int member, int reader) {
        BitSet joins = (BitSet) captors[member].clone();
        joins.andNot(captors[reader]);
        return !joins.isEmpty();
    }

    /** The class of a source that always fires this node and that every other way to it implies; else its own. */
    private int classOf(int node, List<Link> incoming, BitSet sure) {
        for (Link link : incoming) {
            int candidate = link.from() < 0 ? -1 : classes[link.from()];
            boolean always = candidate >= 0 && link.plain() && !caught.get(link.from());
            if (always && incoming.stream().allMatch(other -> implies(other, candidate, sure))) {
                return candidate;
            }
        }
        return node;
    }

    private boolean implies(Link other, int candidate, BitSet sure) {
        return candidate == flow.names().size()
                || (other.from() >= 0 && classes[other.from()] == candidate)
                || sure.get(candidate);
    }
}
