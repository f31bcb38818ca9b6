package io.github.chatkitbackend.chat.template;

import com.hubspot.jinjava.util.HasObjectTruthValue;

/**
 * The value {@code null} of data, which the engine could not tell from a variable that
 * does not exist.
 */
final class JsonNull implements HasObjectTruthValue {

	static final JsonNull VALUE = new JsonNull();

	private JsonNull() {
	}

	@Override
	public boolean getObjectTruthValue() {
		return false;
	}

	/**
	 * As in Python.
	 */
	@Override
	public String toString() {
		return "None";
	}

}
