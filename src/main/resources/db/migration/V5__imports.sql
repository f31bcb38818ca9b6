-- Threads that were copied from OpenAI, even if they were deleted here since. touched_at is
-- the one of the thread after it was copied, digest the one of its content
create table imported_threads (
	id text primary key,
	touched_at bigint not null,
	digest text not null
);

${allowGivenSequences}
