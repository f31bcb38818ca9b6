package io.github.chatkitbackend.settings;

import java.util.Arrays;

/**
 * Computes the edit distance of two names: the number of letters that are inserted,
 * deleted, replaced, or swapped with their neighbor.
 */
final class Edits {

	private Edits() {
	}

	static int between(String one, String other) {
		int[][] edits = new int[one.length() + 1][other.length() + 1];
		for (int i = 0; i <= one.length(); i++) {
			for (int j = 0; j <= other.length(); j++) {
				edits[i][j] = (i == 0 || j == 0) ? i + j : fewest(edits, one, other, i, j);
			}
		}
		return edits[one.length()][other.length()];
	}

	private static int fewest(int[][] edits, String one, String other, int i, int j) {
		boolean equal = one.charAt(i - 1) == other.charAt(j - 1);
		int fewest = Math.min(edits[i - 1][j - 1] + (equal ? 0 : 1), 1 + Math.min(edits[i - 1][j], edits[i][j - 1]));
		boolean swapped = i > 1 && j > 1 && one.charAt(i - 1) == other.charAt(j - 2)
				&& one.charAt(i - 2) == other.charAt(j - 1);
		return swapped ? Math.min(fewest, edits[i - 2][j - 2] + 1) : fewest;
	}

	/**
	 * Whether both consist of the same letters.
	 */
	static boolean keepLetters(String one, String other) {
		return Arrays.equals(one.chars().sorted().toArray(), other.chars().sorted().toArray());
	}

}
