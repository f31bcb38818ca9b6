-- Answers in progress, as the client has seen them. A draft that is not renewed belongs to
-- a process that has died, and becomes an item
create table drafts (
	thread_id text not null references threads (id) on delete cascade,
	id text not null,
	turn text not null,
	saved_at bigint not null,
	document text not null,
	primary key (thread_id, id)
);

create index drafts_saved on drafts (saved_at);
