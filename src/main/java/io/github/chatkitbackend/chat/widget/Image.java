package io.github.chatkitbackend.chat.widget;

import org.jspecify.annotations.Nullable;

/**
 * An image.
 */
public final class Image extends Component<Image> {

	private Image(String src) {
		super("Image");
		set("src", src);
	}

	/**
	 * An image.
	 * @param src its URL
	 * @return the component
	 */
	public static Image of(String src) {
		return new Image(src);
	}

	/**
	 * Describe the image in words.
	 * @param alt the description
	 * @return this component
	 */
	public Image alt(@Nullable String alt) {
		return set("alt", alt);
	}

	/**
	 * Set how it fills its space.
	 * @param fit how
	 * @return this component
	 */
	public Image fit(@Nullable Fit fit) {
		return set("fit", fit);
	}

	/**
	 * Set width and height.
	 * @param size pixels
	 * @return this component
	 */
	public Image size(int size) {
		return set("size", size);
	}

	/**
	 * Set the width.
	 * @param width pixels
	 * @return this component
	 */
	public Image width(int width) {
		return set("width", width);
	}

	/**
	 * Set the height.
	 * @param height pixels
	 * @return this component
	 */
	public Image height(int height) {
		return set("height", height);
	}

	/**
	 * Frame the image.
	 * @param frame whether to
	 * @return this component
	 */
	public Image frame(boolean frame) {
		return set("frame", frame);
	}

}
