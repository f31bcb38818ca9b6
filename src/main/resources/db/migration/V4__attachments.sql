-- Files that users attach. The bytes are elsewhere; size is null until they have arrived.
-- A file without a thread is deleted after expires_at, which is the past once it was sent
create table attachments (
	sequence ${sequence} primary key,
	id text not null unique,
	owner text not null,
	thread_id text references threads (id) on delete set null,
	name text not null,
	type text not null,
	image integer not null,
	size bigint,
	expires_at bigint not null
);

create index attachments_of_owner on attachments (owner, sequence);

create index attachments_of_thread on attachments (thread_id);

create index attachments_unsent on attachments (expires_at) where thread_id is null;

-- Random keys that all replicas share
create table secrets (
	name text primary key,
	value text not null
);
