-- What the user thinks of an item: positive or negative
alter table items add column feedback text;
