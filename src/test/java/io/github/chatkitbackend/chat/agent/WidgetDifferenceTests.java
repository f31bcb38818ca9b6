package io.github.chatkitbackend.chat.agent;

import java.util.List;

import io.github.chatkitbackend.chat.protocol.ItemUpdate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the client gets of a widget that changes.
 */
class WidgetDifferenceTests {

	@ParameterizedTest
	@CsvSource(delimiter = ';', quoteCharacter = '"',
			value = { "{'type':'Text','id':'a','value':'Hi'}", "{'type':'Title','value':'Hi'}" })
	void equalStatesNeedNoUpdate(String child) {
		assertThat(updates(child, child)).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', quoteCharacter = '"',
			value = { "'type':'Text','streaming':true; false", "'type':'Markdown','streaming':true; false",
					"'type':'Text'; true", "'type':'Text','streaming':false; true" })
	void appendedTextIsStreamed(String properties, boolean done) {
		assertThat(updates("{'id':'a','value':'Hel',%s}".formatted(properties),
				"{'id':'a','value':'Hello',%s}".formatted(properties)))
			.containsExactly(new ItemUpdate.WidgetTextDelta("a", "lo", done));
	}

	@Test
	void severalTextsAreStreamedInTheOrderOfTheDocument() {
		String state = "{'type':'Col','children':[{'type':'Text','id':'b','value':'1%s'}]},"
				+ "{'type':'Markdown','id':'a','value':'2%s','streaming':true}";
		assertThat(updates(state.formatted("", ""), state.formatted("x", "y"))).containsExactly(
				new ItemUpdate.WidgetTextDelta("b", "x", true), new ItemUpdate.WidgetTextDelta("a", "y", false));
	}

	@Test
	void textWithinATransitionIsStreamed() {
		String state = "{'type':'Transition','children':{'type':'Text','id':'a','value':'1%s'}}";
		assertThat(updates(state.formatted(""), state.formatted("2")))
			.containsExactly(new ItemUpdate.WidgetTextDelta("a", "2", true));
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', quoteCharacter = '"', value = {
			// Text in a component without an id, also within a Transition
			"{'type':'Text','value':'1'}; {'type':'Text','value':'12'}",
			"{'type':'Transition','children':{'type':'Text','value':'1'}}; {'type':'Transition','children':{'type':'Text','value':'12'}}",
			// A property that only one side has
			"{'type':'Chart','a':1}; {'type':'Chart'}", "{'type':'Chart'}; {'type':'Chart','a':1}",
			"{'type':'Text','id':'a'}; {'type':'Text','id':'a','value':'1'}",
			"{'type':'Box'}; {'type':'Box','children':[]}",
			// Anything but appended text
			"{'type':'Text','id':'a','value':'12'}; {'type':'Text','id':'a','value':'13'}",
			"{'type':'Text','id':'a','value':'12'}; {'type':'Text','id':'a','value':'1'}",
			"{'type':'Text','id':'a','value':'1'}; {'type':'Text','id':'b','value':'12'}",
			"{'type':'Text','id':'a','value':'1'}; {'type':'Markdown','id':'a','value':'12'}",
			"{'type':'Text','id':'a','key':'1','value':'1'}; {'type':'Text','id':'a','key':'2','value':'12'}",
			"{'type':'Title','id':'a','value':'1'}; {'type':'Title','id':'a','value':'12'}",
			"{'type':'Text','id':'a','value':'1','streaming':true}; {'type':'Text','id':'a','value':'12','streaming':false}",
			"{'type':'Text','id':'a','value':'1'}; {'type':'Text','id':'a','value':'12'},{'type':'Spacer'}",
			"{'type':'Text','id':'a','value':'1','size':'sm'}; {'type':'Text','id':'a','value':'12','size':'md'}",
			// Two components of one id
			"{'type':'Text','id':'a','value':'1'},{'type':'Text','id':'a','value':'2'}; {'type':'Text','id':'a','value':'1'},{'type':'Text','id':'a','value':'23'}" })
	void anyOtherChangeReplacesTheWholeWidget(String before, String after) {
		assertThat(updates(before, after)).containsExactly(new ItemUpdate.WidgetRootUpdated(card(after)));
	}

	private static List<ItemUpdate> updates(String before, String after) {
		return WidgetDifference.between(card(before), card(after));
	}

	private static JsonNode card(String children) {
		return new JsonMapper()
			.readTree("{\"type\":\"Card\",\"children\":[%s]}".formatted(children.replace('\'', '"')));
	}

}
