package io.github.smallwright.agents.local.internal;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads the head of a model file, to refuse what the runtime would stumble over. */
final class GgufHeader {

    private static final Set<String> SUPPORTED = Set.of(
            "llama",
            "qwen2",
            "qwen2moe",
            "gemma",
            "gemma2",
            "gemma3",
            "phi2",
            "phi3",
            "falcon",
            "starcoder2",
            "stablelm",
            "gptneox",
            "gpt2",
            "granite",
            "olmo",
            "olmo2",
            "deepseek2",
            "command-r",
            "internlm2",
            "exaone");
    private static final int STRING = 8;
    private static final int ARRAY = 9;
    private static final int[] SIZES = {1, 1, 2, 2, 4, 4, 4, 1, 0, 0, 8, 8, 8};
    private static final int MAX_STRING = 64 << 20;

    private final DataInputStream in;

    private GgufHeader(DataInputStream in) {
        this.in = in;
    }

    /** Why the file cannot be loaded; empty if nothing speaks against it. */
    static Optional<String> refusal(Path file) {
        try (InputStream raw = Files.newInputStream(file);
                DataInputStream in = new DataInputStream(new BufferedInputStream(raw))) {
            String architecture = new GgufHeader(in).architecture();
            return SUPPORTED.contains(architecture)
                    ? Optional.empty()
                    : Optional.of(
                            "The file %s has the architecture '%s', which this runtime cannot load; it can load %s"
                                    .formatted(file, architecture, String.join(", ", new TreeSet<>(SUPPORTED))));
        } catch (EOFException e) {
            return Optional.of("The file %s is corrupted: it ends within its header".formatted(file));
        } catch (IOException e) {
            return Optional.of("The file %s is no readable model: %s".formatted(file, e.getMessage()));
        }
    }

    private String architecture() throws IOException {
        if (in.readInt() != 0x47475546) {
            throw new IOException("it does not begin with GGUF");
        }
        int version = (int) number(4);
        if (version < 2 || version > 3) {
            throw new IOException("GGUF version %d is not known; known are 2 and 3".formatted(version));
        }
        number(8);
        long entries = number(8);
        for (long i = 0; i < entries; i++) {
            String key = string();
            int type = (int) number(4);
            if (key.equals("general.architecture") && type == STRING) {
                return string();
            }
            skip(type);
        }
        throw new IOException("its header names no architecture");
    }

    private void skip(int type) throws IOException {
        if (type == STRING) {
            string();
        } else if (type == ARRAY) {
            int element = (int) number(4);
            long length = number(8);
            for (long i = 0; i < length; i++) {
                skip(element);
            }
        } else if (type >= 0 && type < SIZES.length) {
            in.skipNBytes(SIZES[type]);
        } else {
            throw new IOException("its header has a value of the unknown type " + type);
        }
    }

    private String string() throws IOException {
        long length = number(8);
        if (length < 0 || length > MAX_STRING) {
            throw new IOException("its header has a text of %d bytes".formatted(length));
        }
        byte[] bytes = in.readNBytes((int) length);
        if (bytes.length < length) {
            throw new EOFException();
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private long number(int bytes) throws IOException {
        long value = 0;
        for (int i = 0; i < bytes; i++) {
            value |= (long) in.readUnsignedByte() << (8 * i);
        }
        return value;
    }
}
