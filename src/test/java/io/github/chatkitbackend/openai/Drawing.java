package io.github.chatkitbackend.openai;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Random;

import javax.imageio.ImageIO;

/**
 * The image that the stand-in draws: a fern, by the rules of Barnsley.
 */
public final class Drawing {

	private static final int SIZE = 384;

	private static final int POINTS = 120_000;

	private static final double[][] RULES = { { .85, .85, .04, -.04, .85, 1.6 }, { .92, .2, -.26, .23, .22, 1.6 },
			{ .99, -.15, .28, .26, .24, .44 }, { 1, 0, 0, 0, .16, 0 } };

	private Drawing() {
	}

	/**
	 * Draw it.
	 * @param pixel the size of its pixels: previews have larger ones
	 * @return a PNG file, encoded in Base64
	 */
	public static String png(int pixel) {
		BufferedImage image = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_INT_RGB);
		image.createGraphics().fillRect(0, 0, SIZE, SIZE);
		Random random = new Random(7);
		double x = 0;
		double y = 0;
		for (int i = 0; i < POINTS; i++) {
			double[] rule = rule(random.nextDouble());
			double next = rule[1] * x + rule[2] * y;
			y = rule[3] * x + rule[4] * y + rule[5];
			x = next;
			fill(image, (int) (SIZE / 2 + x * SIZE / 11), (int) (SIZE - 8 - y * SIZE / 10.6), pixel / 8);
		}
		return encode(image);
	}

	private static double[] rule(double chance) {
		for (double[] rule : RULES) {
			if (chance < rule[0]) {
				return rule;
			}
		}
		return RULES[RULES.length - 1];
	}

	private static void fill(BufferedImage image, int x, int y, int size) {
		for (int dx = 0; dx < size; dx++) {
			for (int dy = 0; dy < size; dy++) {
				int left = x / size * size + dx;
				int top = y / size * size + dy;
				if (left >= 0 && left < SIZE && top >= 0 && top < SIZE) {
					image.setRGB(left, top, new Color(46, 125, 50).getRGB());
				}
			}
		}
	}

	private static String encode(BufferedImage image) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		try {
			ImageIO.write(image, "png", out);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return Base64.getEncoder().encodeToString(out.toByteArray());
	}

}
