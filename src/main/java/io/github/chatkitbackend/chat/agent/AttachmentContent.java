package io.github.chatkitbackend.chat.agent;

/**
 * What an attached file contains.
 *
 * @param mediaType its type, detected from the content
 * @param bytes the content
 */
public record AttachmentContent(String mediaType, byte[] bytes) {
}
