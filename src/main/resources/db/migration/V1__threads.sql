-- Milliseconds since 1970 in touched_at. turn is the turn that holds the thread, wanted_turn
-- the newest that wants it
create table threads (
	sequence ${sequence} primary key,
	id text not null unique,
	owner text not null,
	touched_at bigint not null,
	turn text,
	wanted_turn text,
	document text not null
);

create index threads_of_owner on threads (owner, sequence);

create index threads_touched on threads (touched_at);

create table items (
	sequence ${sequence} primary key,
	thread_id text not null references threads (id) on delete cascade,
	id text not null,
	document text not null,
	unique (thread_id, id)
);

create index items_of_thread on items (thread_id, sequence);
