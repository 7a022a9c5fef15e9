-- Who is asking, bound to one transaction. The server signs a ticket that names the logins, the backend and the moment at which
-- it ends; `enter` checks it, loads the viewer's facts and seals them into the transaction. Nothing else can: whoever speaks as
-- the application's role without a ticket, or with another's, is nobody.
create table ticket_key (
  id text primary key,
  key bytea not null check (octet_length(key) = 32),
  installed_at timestamptz not null default clock_timestamp()
);

-- What row-level security needs to know of the viewer; the portal's offices are those of `through` where it acts on behalf of a person.
create type viewer_facts as (
  person_id uuid,
  portal_id uuid,
  posts uuid[],
  offices uuid[],
  confidential_offices uuid[],
  headed_offices uuid[],
  line_posts uuid[],
  portal_offices uuid[],
  is_director boolean,
  is_opsp boolean,
  is_opsp_professional boolean,
  is_team_assistant boolean,
  is_under_secretary_general boolean,
  is_administrator boolean,
  is_auditor boolean,
  is_head_of_oversight boolean,
  -- Whether anything can be given to the viewer as a member of a team, or by oversight that an office of theirs has invoked.
  is_in_team boolean,
  has_oversight boolean,
  -- On behalf of a person: whether, the portal, and its offices.
  is_through boolean,
  through_portal_id uuid,
  through_offices uuid[],
  -- The act under way; null for a read.
  act text,
  -- By what the outcome of an act is kept under its key.
  caller text,
  -- How far the registry's clock is ahead of the database's.
  shift interval,
  -- When the facts are too old to be believed, in milliseconds since 1970: a minute after the ticket.
  ends numeric
);

-- What seals the facts of one transaction of one backend: good there, and nowhere else.
create function transaction_seal(facts text) returns text
  language plpgsql stable parallel restricted strict security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  secret bytea;
begin
  select k.key into secret from ticket_key k order by k.installed_at desc, k.id limit 1;
  return encode(extensions.hmac(convert_to(
    'viewer ' || pg_backend_pid() || ' ' || extract(epoch from transaction_timestamp()) || ' ' || facts, 'UTF8'), secret, 'sha256'), 'hex');
end $$;

-- The viewer of this transaction: nobody where none has entered it. Every policy asks, so that it does what transaction_seal does by itself.
create function viewer() returns viewer_facts
  language plpgsql stable parallel restricted security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  facts constant text := current_setting('registry.viewer', true);
  secret bytea;
  asking viewer_facts;
begin
  if facts <> '' then
    select k.key into secret from ticket_key k order by k.installed_at desc, k.id limit 1;
    if current_setting('registry.seal', true) = encode(extensions.hmac(convert_to(
        'viewer ' || pg_backend_pid() || ' ' || extract(epoch from transaction_timestamp()) || ' ' || facts, 'UTF8'), secret, 'sha256'), 'hex') then
      asking := facts;
      if extract(epoch from clock_timestamp()) * 1000 < asking.ends then
        return asking;
      end if;
    end if;
  end if;
  return row(null, null, '{}', '{}', '{}', '{}', '{}', '{}', false, false, false, false, false, false, false, false, false, false, false, null, '{}', null,
    null, null, null)::viewer_facts;
end $$;

-- Makes facts those of this transaction's viewer: for `enter`, who alone may seal them.
create function seal_viewer(facts viewer_facts) returns void
  language plpgsql volatile parallel unsafe as $$
begin
  perform set_config('registry.viewer', facts::text, true);
  perform set_config('registry.seal', transaction_seal(facts::text), true);
end $$;

-- Whether a ticket is the server's own, for this backend, and not past its end.
create function ticket_is_good(ticket text, seal text) returns boolean
  language plpgsql stable parallel restricted strict security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  secret bytea;
  said jsonb;
begin
  select k.key into secret from ticket_key k where k.id = split_part(ticket_is_good.seal, ':', 1);
  -- Hashed on both sides, so that the time of the comparison tells nothing of the seal.
  if secret is null or sha256(convert_to(encode(extensions.hmac(convert_to('ticket ' || ticket, 'UTF8'), secret, 'sha256'), 'hex'), 'UTF8'))
      <> sha256(convert_to(split_part(ticket_is_good.seal, ':', 2), 'UTF8')) then
    return false;
  end if;
  said := ticket::jsonb;
  return (said ->> 'backend')::int = pg_backend_pid()
    and (said ->> 'ends')::numeric between extract(epoch from clock_timestamp()) * 1000
      and extract(epoch from clock_timestamp()) * 1000 + 60000;
end $$;

-- The mark of all that facts are made of: another with every change, committed together with it.
create table facts_mark (
  only_row boolean primary key default true check (only_row),
  mark uuid not null default gen_random_uuid(),
  -- The transaction that changed it last: numbers alone begin again in a restored database.
  changed_by xid8 not null default pg_current_xact_id(),
  changed_at timestamptz not null default transaction_timestamp()
);
insert into facts_mark default values;

-- At the end of the transaction, so that acts wait for one another no longer than they must; once for all that it changed.
create function change_facts() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  update facts_mark set mark = gen_random_uuid(), changed_by = pg_current_xact_id(), changed_at = transaction_timestamp()
    where (changed_by, changed_at) <> (pg_current_xact_id(), transaction_timestamp());
  return null;
end $$;
do $$
declare
  name text;
begin
  foreach name in array array['office', 'office_end', 'post', 'post_end', 'post_placement', 'appointment', 'portal', 'login', 'designation',
    'officer_in_charge', 'reporting_line', 'reporting_line_post', 'team_member', 'oversight_invocation', 'registry_clock'] loop
    execute format('create constraint trigger facts_change after insert or update or delete on %I deferrable initially deferred
      for each row execute function change_facts()', name);
    execute format('create trigger facts_emptied after truncate on %I for each statement execute function change_facts()', name);
    execute format('alter table %1$I enable always trigger facts_change, enable always trigger facts_emptied', name);
  end loop;
end $$;

-- Until when facts stay as they are by themselves: to the end of the day, or to the first moment at which a row begins or ends to count.
create function facts_stay_until(at timestamptz) returns timestamptz
  language sql stable parallel safe
begin atomic
  select min(moment) from (
    select day_ends((facts_stay_until.at at time zone 'UTC')::date) as moment
    union all select moment from post_placement cross join lateral (values (sight_from), (sight_until)) m (moment)
    union all select moment from appointment cross join lateral (values (sight_from), (sight_until)) m (moment)
    union all select moment from portal cross join lateral (values (sight_from), (sight_until)) m (moment)
    union all select moment from login cross join lateral (values (sight_from), (sight_until)) m (moment)
    union all select moment from designation cross join lateral (values (sight_from), (sight_until)) m (moment)
    union all select moment from officer_in_charge cross join lateral (values (sight_from), (sight_until)) m (moment)
    union all select moment from team_member cross join lateral (values (sight_from), (sight_until)) m (moment)
    union all select moment from oversight_invocation cross join lateral (values (starts_at), (ends_at)) m (moment)
    union all select recorded_at from office_end
    union all select recorded_at from post_end) moments
  where moment > facts_stay_until.at;
end;

-- What makes facts that a server carries the database's own: who they are of, under which mark, and until when they stay as they are.
create function carried_seal(logins text, carried text) returns text
  language plpgsql stable parallel restricted strict security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  secret bytea;
  current uuid;
begin
  select k.key into secret from ticket_key k order by k.installed_at desc, k.id limit 1;
  select m.mark into current from facts_mark m;
  return encode(extensions.hmac(convert_to('carried ' || current || ' ' || carried_seal.logins || ' ' || carried_seal.carried, 'UTF8'), secret, 'sha256'), 'hex');
end $$;

-- What the registry knows of the bearer of a login, by the place at which it was asked for; at the place 0 nothing but the instant, where
-- the server carries the rest.
create type login_facts as (
  place bigint,
  now float8,
  line text,
  person_id uuid,
  portal_id uuid,
  portal_office_id uuid,
  posts uuid[],
  offices uuid[],
  confidential_offices uuid[],
  headed_offices uuid[],
  line_posts uuid[],
  roles text[],
  is_director boolean,
  is_opsp_professional boolean,
  is_opsp boolean,
  is_head_of_oversight boolean,
  is_in_team boolean,
  has_oversight boolean,
  -- For the server to carry, and give again.
  carried text
);

-- The bearers of logins, in their order: one row for each that the registry knows now.
create function facts_of_logins(issuers text[], subjects text[])
  returns setof login_facts
  language sql stable parallel restricted
begin atomic
  with clock as materialized (select registry_now() as now),
  bearer as (
    select asked.place, l.person_id, l.portal_code
    from unnest(facts_of_logins.issuers, facts_of_logins.subjects) with ordinality as asked (issuer, subject, place)
    cross join clock
    join login l on l.issuer = asked.issuer and l.subject = asked.subject and l.sight_from <= clock.now and clock.now < l.sight_until)
  select b.place, microseconds(clock.now)::float8, line_in_force(clock.now), b.person_id, p.portal_id, p.office_id,
    f.posts, f.offices, f.confidential_offices, f.headed_offices, f.line_posts, f.roles,
    f.is_director, f.is_opsp_professional, f.is_opsp, f.is_head_of_oversight,
    exists (select from team_member t where t.post_id = any (f.posts) and t.sight_from <= clock.now and clock.now < t.sight_until),
    exists (select from oversight_invocation i where i.office_id = any (f.confidential_offices) and i.starts_at <= clock.now and clock.now < i.ends_at),
    null
  from clock
  join bearer b on true
  left join lateral (select * from person_facts(clock.now, b.person_id) where b.person_id is not null) f on true
  left join lateral (select * from portal_facts(clock.now) x where x.code = b.portal_code) p on true
  where b.person_id is not null or p.portal_id is not null
  order by b.place;
end;

-- Takes a ticket in: whoever entered before is out, and the registry's instant is this one. Gives what the ticket says; a bad one is refused.
create function take_ticket(ticket text, seal text) returns jsonb
  language plpgsql volatile parallel unsafe set search_path = pg_catalog, public, pg_temp as $$
begin
  perform set_config('registry.viewer', '', true);
  if ticket_is_good(take_ticket.ticket, take_ticket.seal) is not true then
    raise exception 'this ticket is not good here' using errcode = 'invalid_authorization_specification';
  end if;
  perform set_config('registry.now', registry_now()::text, true);
  return take_ticket.ticket::jsonb;
end $$;

-- Enters the transaction as the bearer of a ticket, or as what a portal and a person may both see. Gives the facts of each login;
-- where one of them is not known nobody has entered. A server that carries what an earlier entering gave for the same logins gives it
-- again: where nothing has changed since, that is believed, and the instant alone is given. For an act everything is found anew.
create function enter(ticket text, seal text, carried text default null)
  returns setof login_facts
  language plpgsql volatile parallel unsafe security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  said constant jsonb := take_ticket(enter.ticket, enter.seal);
  logins constant text := said -> 'logins';
  kept constant text := substr(enter.carried, 65);
  bearer login_facts;
  found int := 0;
  facts viewer_facts;
  now constant timestamptz := registry_now();
begin
  if kept <> '' and said ->> 'act' is null and left(enter.carried, 64) = carried_seal(logins, kept) and microseconds(now) < split_part(kept, ' ', 1)::numeric then
    facts := substr(kept, strpos(kept, ' ') + 1);
    facts.ends := (said ->> 'ends')::numeric + 60000;
    perform seal_viewer(facts);
    bearer.place := 0;
    bearer.now := microseconds(now);
    return next bearer;
    return;
  end if;
  for bearer in
    select f.* from facts_of_logins(
      array(select l ->> 0 from jsonb_array_elements(said -> 'logins') with ordinality as e (l, n) order by n),
      array(select l ->> 1 from jsonb_array_elements(said -> 'logins') with ordinality as e (l, n) order by n)) f
    order by f.place
  loop
    found := found + 1;
    -- An act may give what there was not when it began.
    if said ->> 'act' is not null then
      bearer.is_in_team := null;
      bearer.has_oversight := null;
    end if;
    if found = 1 then
      facts := row(bearer.person_id, bearer.portal_id,
        coalesce(bearer.posts, '{}'), coalesce(bearer.offices, '{}'), coalesce(bearer.confidential_offices, '{}'),
        coalesce(bearer.headed_offices, '{}'), coalesce(bearer.line_posts, '{}'),
        case when bearer.portal_office_id is null then '{}' else array[bearer.portal_office_id] end,
        coalesce(bearer.is_director, false), coalesce(bearer.is_opsp, false), coalesce(bearer.is_opsp_professional, false),
        coalesce('TEAM_ASSISTANT' = any (bearer.roles), false), coalesce(bearer.line_posts <> '{}', false),
        coalesce('ADMINISTRATOR' = any (bearer.roles), false), coalesce('AUDITOR' = any (bearer.roles), false),
        coalesce(bearer.is_head_of_oversight, false), coalesce(bearer.is_in_team, true), coalesce(bearer.has_oversight, true), false, null, '{}', said ->> 'act',
        encode(sha256(convert_to(concat(said -> 'logins' -> 0 ->> 0, ' ', said -> 'logins' -> 0 ->> 1), 'UTF8')), 'hex'),
        clock_shift(), (said ->> 'ends')::numeric + 60000)::viewer_facts;
    elsif facts.person_id is null or bearer.portal_id is null then
      return;
    else
      facts.is_through := true;
      facts.through_portal_id := bearer.portal_id;
      facts.through_offices := array[bearer.portal_office_id];
    end if;
    -- The last has seen all of them.
    if found = jsonb_array_length(said -> 'logins') then
      perform seal_viewer(facts);
      if facts.act is null then
        bearer.carried := microseconds(facts_stay_until(now)) || ' ' || facts::text;
        bearer.carried := carried_seal(logins, bearer.carried) || bearer.carried;
      end if;
    end if;
    return next bearer;
  end loop;
end $$;

-- Appends what the server has signed: whoever speaks as the application's role without its ticket can add no entry, and hold no head.
create function register_append_by_ticket(entries text[], ticket text, seal text) returns table (entry_id uuid, entry_sequence bigint, entry_hash text)
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if register_append_by_ticket.entries is null or ticket_is_good(register_append_by_ticket.ticket, register_append_by_ticket.seal) is not true
      or (register_append_by_ticket.ticket::jsonb ->> 'entries')
        is distinct from encode(sha256(convert_to(array_to_string(register_append_by_ticket.entries, E'\n', ''), 'UTF8')), 'hex') then
    raise exception 'this ticket is not good here' using errcode = 'invalid_authorization_specification';
  end if;
  return query select * from register_append(register_append_by_ticket.entries);
end $$;
