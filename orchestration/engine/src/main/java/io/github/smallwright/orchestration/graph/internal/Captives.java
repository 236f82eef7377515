package io.github.smallwright.orchestration.graph.internal;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which {@code any} joins every path from a node leads to: their firing ends the node, and its loss is only theirs. */
final class Captives {

    private final Flow flow;
    private final BitSet[] joins;

    private Captives(Flow flow) {
        this.flow = flow;
        joins = new BitSet[flow.names().size()];
        for (int i = 0; i < joins.length; i++) {
            joins[i] = new BitSet();
        }
    }

    /** By node its joins. */
    static BitSet[] of(Flow flow) {
        Captives captives = new Captives(flow);
        if (!flow.anyJoins().isEmpty()) {
            captives.level(Optional.empty(), new BitSet());
        }
        return captives.joins;
    }

    private void level(Optional<Loop> around, BitSet inherited) {
        Level level = new Level(flow, around);
        Map<Integer, BitSet> found = new HashMap<>();
        List<Integer> units = level.units();
        List<Link> links = level.links();
        for (int i = units.size() - 1; i >= 0; i--) {
            int unit = units.get(i);
            BitSet common = null;
            for (Link link : links) {
                if (link.from() >= 0 && level.unit(link.from()) == unit) {
                    BitSet through = through(level, link, found);
                    if (common == null) {
                        common = through;
                    } else {
                        common.and(through);
                    }
                }
            }
            BitSet all = common == null ? new BitSet() : common;
            found.put(unit, all);
            BitSet whole = (BitSet) inherited.clone();
            whole.or(all);
            Optional<Loop> child = level.child(unit);
            if (child.isPresent()) {
                level(child, whole);
            } else {
                joins[unit].or(whole);
            }
        }
    }

    private BitSet through(Level level, Link link, Map<Integer, BitSet> found) {
        BitSet through = new BitSet();
        if (level.staysInside(link)) {
            int to = level.unit(link.to());
            through.or(found.getOrDefault(to, new BitSet()));
            if (flow.anyJoins().get(to)) {
                through.set(to);
            }
        }
        return through;
    }
}
