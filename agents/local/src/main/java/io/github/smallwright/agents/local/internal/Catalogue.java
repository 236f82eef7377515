package io.github.smallwright.agents.local.internal;

import com.fasterxml.jackson.core.type.TypeReference;
import io.github.smallwright.agents.local.LocalModel;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The models that are known by name. */
public record Catalogue(List<LocalModel> models) {

    public Catalogue {
        models = List.copyOf(models);
    }

    /** The catalogue that comes with this module; reads no network. */
    public static Catalogue builtIn() {
        return new Catalogue(Resources.read("catalogue.json", new TypeReference<List<LocalModel>>() {}));
    }

    public Optional<LocalModel> find(String id) {
        return models.stream().filter(model -> model.id().equals(id)).findFirst();
    }

    /** Why no model has this id, nearest id first; empty if one has. */
    public Optional<String> refusal(String id) {
        if (find(id).isPresent()) {
            return Optional.empty();
        }
        String known = models.stream()
                .map(LocalModel::id)
                .sorted(Comparator.comparingInt(other -> distance(id, other)))
                .collect(Collectors.joining(", "));
        return Optional.of("Local model '%s' is not known; known models, nearest first: %s".formatted(id, known));
    }

    /** Levenshtein's distance, one row at a time. */
    private static int distance(String left, String right) {
        int[] row = new int[right.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[right.length()];
    }
}
