drop trigger oversight_followed_in_search on oversight_invocation;
drop trigger circulated_part_followed_in_search on circulated_part;
drop trigger part_followed_in_search on part;
drop trigger part_search_followed on part_search;
drop function found_parts, follow_in_search, place_in_search, search_reader;
drop table search_entry;
