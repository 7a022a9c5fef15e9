do $$
declare
  name text;
begin
  for name in select distinct c.relname from pg_trigger t join pg_class c on c.oid = t.tgrelid where t.tgname = 'facts_change' loop
    execute format('drop trigger facts_change on %I', name);
    execute format('drop trigger facts_emptied on %I', name);
  end loop;
end $$;
drop function change_facts, facts_stay_until, carried_seal;
drop table facts_mark;
drop function register_append_by_ticket, enter, take_ticket, facts_of_logins, ticket_is_good, viewer, seal_viewer, transaction_seal;
drop type login_facts, viewer_facts;
drop table ticket_key;
