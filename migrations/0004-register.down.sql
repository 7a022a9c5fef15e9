drop function register_walk, register_append, register_months, register_month;
drop table idempotency, register_head, register_entry;
drop function register_is_append_only, register_hash, register_stamp, names_in_entry;
drop type entry_names;
