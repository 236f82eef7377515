package io.github.smallwright.orchestration.engine.internal;

import io.github.smallwright.orchestration.graph.NodeEnd;
import io.github.smallwright.orchestration.run.Assurance;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How far a map has come with its list. */
final class Items {

    final int count;
    /** Instances under way, by path. */
    final Map<String, ScopeState> open = new LinkedHashMap<>(4);

    final NodeEnd[] ends;
    final @Nullable String[] digests;
    final Set<String> authors = new LinkedHashSet<>(2);
    private @Nullable Assurance lowest;
    int opened;
    int ended;
    /** The item that ended last, or -1. */
    int lastEnded = -1;

    /** Whether instances are being opened just now; keeps the opening of many that end at once from recursing. */
    boolean opening;

    Items(int count) {
        this.count = count;
        this.ends = new NodeEnd[count];
        this.digests = new String[count];
    }

    boolean allEnded() {
        return ended == count;
    }

    /** The lowest of what the items yielded; unchecked if none did. */
    Assurance assurance() {
        return lowest == null ? Assurance.UNCHECKED : lowest;
    }

    void opened(ScopeState item) {
        open.put(item.path, item);
        opened++;
    }

    void ended(ScopeState item) {
        open.remove(item.path);
        ended++;
        lastEnded = item.item;
        NodeState node = item.nodes[0];
        ends[item.item] = item.end == null ? NodeEnd.CANCELLED : item.end;
        digests[item.item] = node.digest;
        if (node.author != null) {
            authors.add(node.author);
        }
        if (node.assurance != null) {
            lowest = lowest == null ? node.assurance : lowest.lowest(node.assurance);
        }
    }
}
