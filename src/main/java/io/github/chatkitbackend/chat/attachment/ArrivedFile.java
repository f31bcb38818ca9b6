package io.github.chatkitbackend.chat.attachment;

/**
 * A file that a client has sent past this service, which has not seen it before.
 *
 * @param version tells it apart from another one that the client sends in its place
 * @param size its size in bytes
 * @param beginning its first bytes, which tell its type
 */
record ArrivedFile(String version, long size, byte[] beginning) {
}
