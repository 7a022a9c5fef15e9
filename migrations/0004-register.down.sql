drop function register_append;
drop table idempotency, register_head, register_entry;
drop function register_is_append_only, entry_ids;
