package io.github.chatkitbackend.chat.protocol;

import java.time.Instant;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.annotation.JsonSerialize;
import tools.jackson.databind.jsontype.TypeSerializer;

/**
 * An item of a type that this version does not know, kept as it was stored.
 *
 * @param json the item's JSON
 */
@JsonSerialize(using = UnknownItem.Serializer.class)
@JsonDeserialize(using = UnknownItem.Deserializer.class)
public record UnknownItem(JsonNode json) implements ThreadItem {

	@Override
	public String id() {
		return this.json.path("id").asString();
	}

	@Override
	public String threadId() {
		return this.json.path("thread_id").asString();
	}

	@Override
	public Instant createdAt() {
		return Instant.parse(this.json.path("created_at").asString());
	}

	static final class Serializer extends ValueSerializer<UnknownItem> {

		@Override
		public void serialize(UnknownItem item, JsonGenerator generator, SerializationContext context) {
			generator.writeTree(item.json());
		}

		@Override
		public void serializeWithType(UnknownItem item, JsonGenerator generator, SerializationContext context,
				TypeSerializer type) {
			serialize(item, generator, context);
		}

	}

	static final class Deserializer extends ValueDeserializer<UnknownItem> {

		@Override
		public UnknownItem deserialize(JsonParser parser, DeserializationContext context) {
			return new UnknownItem(context.readTree(parser));
		}

	}

}
