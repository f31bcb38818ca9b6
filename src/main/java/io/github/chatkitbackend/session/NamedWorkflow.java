package io.github.chatkitbackend.session;

import io.github.chatkitbackend.settings.InvalidSettingException;

/**
 * A workflow that frontends request by name, so that browsers cannot choose an arbitrary
 * id.
 *
 * @param name the name that frontends send
 * @param id the id that OpenAI receives
 */
record NamedWorkflow(String name, String id) {

	/**
	 * Parse an entry of a setting.
	 * @param text a name and a workflow's id, such as {@code support=wf_123}
	 * @return the workflow
	 * @throws InvalidSettingException if the text is not such a pair
	 */
	public static NamedWorkflow of(String text) {
		int equals = text.indexOf('=');
		if (equals < 1 || !text.substring(equals + 1).strip().matches("wf_[!-~]+")) {
			throw InvalidSettingException.ofEntry(text.split("=", 2)[0].strip(),
					"must be a name and a workflow's id such as support=wf_1");
		}
		return new NamedWorkflow(text.substring(0, equals).strip(), text.substring(equals + 1).strip());
	}

}
