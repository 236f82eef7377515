package io.github.smallwright.orchestration.graph.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.smallwright.orchestration.graph.GraphSpec.Place;
import java.util.Map;

/** A file's content, with the place of every key and value. */
record Tree(JsonNode root, Map<String, Place> places) {}
