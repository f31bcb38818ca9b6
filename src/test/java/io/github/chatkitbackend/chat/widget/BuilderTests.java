package io.github.chatkitbackend.chat.widget;

import java.util.List;

import io.github.chatkitbackend.chat.protocol.WidgetTree;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * The JSON that the builder makes.
 */
class BuilderTests {

	@Test
	void makesTheTreeOfAWidget() {
		JsonNode card = Card
			.of(Text.of("Milk").id("t").streaming(true),
					Button.of("Done").onClick(ActionConfig.of("task.complete").with("id", 7).with("all", false)))
			.size(CardSize.SM)
			.json();
		assertThat((Object) card).isEqualTo(new JsonMapper().readTree("""
				{"type":"Card","children":[{"type":"Text","value":"Milk","id":"t","streaming":true},
				  {"type":"Button","label":"Done",
				   "onClickAction":{"type":"task.complete","payload":{"id":7,"all":false}}}],"size":"sm"}"""));
		assertThat((Object) new JsonMapper().readTree(card.toString())).isEqualTo(card);
	}

	@Test
	void leavesOutWhatIsNull() {
		assertThat(Text.of("x").size(TextSize.LG).size(null).id(null).json().toString())
			.isEqualTo("{\"type\":\"Text\",\"value\":\"x\"}");
		assertThat(Button.of("x").onClick(null).json().has("onClickAction")).isFalse();
	}

	@Test
	void actionsSayWhoRunsThemAndHow() {
		ActionConfig action = ActionConfig.of("a").with("x", "y").onClient().atOnce();
		assertThat(action.loading(ActionConfig.LoadingBehavior.SELF).json().toString()).isEqualTo(
				"{\"type\":\"a\",\"payload\":{\"x\":\"y\"},\"handler\":\"client\",\"loadingBehavior\":\"self\",\"streaming\":false}");
		assertThat(ActionConfig.of("a").json().toString()).isEqualTo("{\"type\":\"a\"}");
	}

	@Test
	void whatIsTakenFromTheBuilderDoesNotChangeLater() {
		Card card = Card.of();
		JsonNode before = card.json();
		card.add(Text.of("later"));
		assertThat(before.path("children")).isEmpty();
	}

	@Test
	void setsPropertiesThatHaveNoMethod() {
		assertThat(Text.of("x").set("lineThrough", true).set("minLines", 2).json().toString())
			.isEqualTo("{\"type\":\"Text\",\"value\":\"x\",\"lineThrough\":true,\"minLines\":2}");
		assertThatIllegalArgumentException().isThrownBy(() -> Text.of("x").set("a", List.of()))
			.withMessageContaining("must be a string, number, boolean or JSON tree");
	}

	@Test
	void allExamplesAreWidgets() {
		assertThat(Examples.all())
			.allSatisfy((widget) -> assertThat((Object) WidgetTree.checked(widget)).isSameAs(widget));
	}

}
