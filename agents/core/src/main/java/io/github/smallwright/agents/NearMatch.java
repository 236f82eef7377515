package io.github.smallwright.agents;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Finds the one known word that a written one stands for. Case, and what joins letters, never count. Beyond that only
 * words of letters are compared, with the same first letter, so that a prefix which negates is no near match: from 4
 * letters on one edit may lie between them, from 8 on two.
 */
final class NearMatch {

    private static final int LONGEST = 64;
    private static final Pattern JOINT = Pattern.compile("(?<=\\p{L})[\\s_-]+(?=\\p{L})");
    private static final Pattern LETTERS = Pattern.compile("\\p{L}{4,}");

    private NearMatch() {}

    /** Empty if no known word is near, or more than one is. */
    static Optional<String> unique(String written, Collection<String> known) {
        if (written.length() > LONGEST) {
            return Optional.empty();
        }
        String folded = fold(written);
        List<String> same = where(known, it -> fold(it).equals(folded));
        List<String> near = same.isEmpty() ? where(known, it -> isNear(folded, fold(it))) : same;
        return near.size() == 1 ? Optional.of(near.get(0)) : Optional.empty();
    }

    private static List<String> where(Collection<String> known, Predicate<String> holds) {
        return known.stream().filter(holds).toList();
    }

    private static String fold(String word) {
        String joined = JOINT.matcher(word.strip().toLowerCase(Locale.ROOT)).replaceAll("");
        return joined.endsWith(".") ? joined.substring(0, joined.length() - 1) : joined;
    }

    private static boolean isNear(String a, String b) {
        if (b.length() > LONGEST
                || !LETTERS.matcher(a).matches()
                || !LETTERS.matcher(b).matches()
                || a.charAt(0) != b.charAt(0)) {
            return false;
        }
        return distance(a, b) <= (Math.min(a.length(), b.length()) < 8 ? 1 : 2);
    }

    /** Letters to insert, delete, replace, or swap with their neighbour. */
    private static int distance(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                int replaced = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                cost[i][j] = Math.min(replaced, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    cost[i][j] = Math.min(cost[i][j], 1 + cost[i - 2][j - 2]);
                }
            }
        }
        return cost[a.length()][b.length()];
    }
}
