package io.github.smallwright.agents.local.internal;

import com.fasterxml.jackson.databind.ObjectMapper;

/** The one mapper of this module; immutable once configured. */
final class Json {

    static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}
}
