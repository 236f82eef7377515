package io.github.smallwright.orchestration.engine.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of text in UTF-8, as 64 lower-case hexadecimal digits. */
public final class Digests {

    private static final HexFormat HEX = HexFormat.of();
    private static final MessageDigest EMPTY = create();

    private Digests() {}

    /** The digest of the text. */
    public static String sha256(String text) {
        return HEX.formatHex(fresh().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** A copy of a digest is cheaper than a new one from the provider. */
    private static MessageDigest fresh() {
        try {
            return (MessageDigest) EMPTY.clone();
        } catch (CloneNotSupportedException e) {
            return create();
        }
    }

    private static MessageDigest create() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
