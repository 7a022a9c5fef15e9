drop policy keys_are_wrapped_anew on part_content;
drop policy keys_are_wrapped_anew on report_title;
revoke select (part_id, wrapped_key, key_id), update (wrapped_key, key_id) on part_content from registry_keys;
revoke select (report_id, wrapped_key, key_id), update (wrapped_key, key_id) on report_title from registry_keys;
revoke select (id, status) on report from registry_keys;
revoke select (id, report_status) on part from registry_keys;
