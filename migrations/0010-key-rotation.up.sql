-- Who wraps keys anew sees of what is sealed which key it is under, and writes that alone: never a text, sealed or not.
grant select (part_id, wrapped_key, key_id), update (wrapped_key, key_id) on part_content to registry_keys;
grant select (report_id, wrapped_key, key_id), update (wrapped_key, key_id) on report_title to registry_keys;
-- the triggers of both tables ask whether what they belong to is submitted
grant select (id, status) on report to registry_keys;
grant select (id, report_status) on part to registry_keys;
create policy keys_are_wrapped_anew on part_content to registry_keys using (key_id is not null) with check (key_id is not null);
create policy keys_are_wrapped_anew on report_title to registry_keys using (key_id is not null) with check (key_id is not null);
