drop function register_append_by_ticket, enter, facts_of_logins, ticket_is_good, viewer, transaction_seal;
drop type login_facts, viewer_facts;
drop table ticket_key;
