-- The register: append-only, chained by hashes. An entry's hash is the SHA-256 of
--   {"at":"…","entry":{…},"id":"…","previous":"…","sequence":n}
-- in the canonical form of RFC 8785; the entry is canonical when it arrives.
-- By what an entry is found: read out of it once, when it is appended; `npm run register:verify` compares the two again.
create type entry_names as (kind text, person_id uuid, parts uuid[], reports uuid[]);
create function names_in_entry(entry text) returns entry_names
  language plpgsql immutable parallel safe as $$
declare
  said constant jsonb := entry::jsonb;
begin
  return row(said ->> 'kind', (said ->> 'person')::uuid,
    array(select (part ->> 'id')::uuid from jsonb_array_elements(said -> 'parts') part),
    array(select report::uuid from jsonb_array_elements_text(said -> 'reports') report));
end $$;

-- A partition for each month of UTC. That a sequence number is given once holds by register_append alone, which gives it under the
-- lock of the head; who verifies the register sees that it is so.
create table register_entry (
  sequence bigint not null,
  id uuid not null,
  recorded_at timestamptz not null,
  entry text not null,
  previous text not null check (previous ~ '^[0-9a-f]{64}$'),
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  kind text not null,
  person_id uuid,
  parts uuid[] not null,
  reports uuid[] not null,
  primary key (sequence, recorded_at)
) partition by range (recorded_at);
create index register_entry_id on register_entry (id);
create index register_entry_person on register_entry (person_id, sequence desc);
create index register_entry_parts on register_entry using gin (parts);
create index register_entry_reports on register_entry using gin (reports);

create table register_head (
  only_row boolean primary key default true check (only_row),
  sequence bigint not null,
  hash text not null,
  recorded_at timestamptz
);
insert into register_head values (true, 0, repeat('0', 64));

-- An instant as entries are hashed with it.
create function register_stamp(at timestamptz) returns text
  language sql stable parallel safe strict
  return to_char(register_stamp.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"');

create function register_hash(sequence bigint, id uuid, at timestamptz, entry text, previous text) returns text
  language sql stable parallel safe strict
  return encode(sha256(convert_to('{"at":"' || register_stamp(register_hash.at) || '","entry":' || register_hash.entry || ',"id":"' || register_hash.id
    || '","previous":"' || register_hash.previous || '","sequence":' || register_hash.sequence || '}', 'UTF8')), 'hex');

create function register_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'the register is append-only' using errcode = 'restrict_violation';
end $$;
create trigger register_entry_append_only before update or delete on register_entry
  for each row execute function register_is_append_only();
create trigger register_entry_no_truncate before truncate on register_entry
  for each statement execute function register_is_append_only();

-- Makes the partition of the month in which an instant lies, where it is not there: it is reached through register_entry, and by
-- nobody directly. Made apart and attached, so that who reads the register neither waits nor is waited for.
create function register_month(at timestamptz) returns void
  language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  month constant timestamp := date_trunc('month', at at time zone 'UTC');
  name constant text := 'register_entry_' || to_char(month, 'YYYY_MM');
begin
  if to_regclass('public.' || name) is not null then return; end if;
  execute format('create table public.%I (like public.register_entry including all)', name);
  execute format('alter table public.%I enable row level security', name);
  execute format('alter table public.%I force row level security', name);
  execute format('create trigger register_entry_no_truncate before truncate on public.%I
    for each statement execute function public.register_is_append_only()', name);
  execute format('alter table public.register_entry attach partition public.%I for values from (%L) to (%L)', name,
    to_char(month, 'YYYY-MM-DD') || ' 00:00:00+00', to_char(month + interval '1 month', 'YYYY-MM-DD') || ' 00:00:00+00');
  execute format('revoke all on public.%I from public, registry_app, %I', name, current_user);
end $$;

-- Makes the partition of the month at hand and of the next where they are not there. There is a month's time for the second.
create function register_months(at timestamptz) returns void
  language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  perform register_month(at);
  if to_regclass('public.register_entry_' || to_char(at at time zone 'UTC' + interval '1 month', 'YYYY_MM')) is null then
    begin
      perform register_month(at + interval '1 month');
    exception when lock_not_available then null;
    end;
  end if;
end $$;

-- The only way to write the register. Entries of answers in flight come together; they are chained in the order given. Time never
-- goes backwards in it: while the clock stands before the last entry, an entry takes that one's time.
create function register_append(entries text[]) returns table (entry_id uuid, entry_sequence bigint, entry_hash text)
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  head register_head;
  one text;
  names entry_names;
begin
  select * into strict head from register_head for update;
  perform register_months(greatest(clock_timestamp(), head.recorded_at));
  foreach one in array entries loop
    entry_id := gen_random_uuid();
    entry_sequence := head.sequence + 1;
    head.recorded_at := greatest(clock_timestamp(), head.recorded_at);
    entry_hash := register_hash(entry_sequence, entry_id, head.recorded_at, one, head.hash);
    names := names_in_entry(one);
    insert into register_entry (sequence, id, recorded_at, entry, previous, hash, kind, person_id, parts, reports)
      values (entry_sequence, entry_id, head.recorded_at, one, head.hash, entry_hash, names.kind, names.person_id, names.parts, names.reports);
    head.sequence := entry_sequence;
    head.hash := entry_hash;
    return next;
  end loop;
  update register_head set sequence = head.sequence, hash = head.hash, recorded_at = head.recorded_at;
end $$;

-- Walks on, by so many entries, from one that is known by its sequence and hash: how far they fit, and what is wrong with the next.
-- It tells nothing of what entries say, so that the server can verify what it may not read.
create function register_walk(after bigint, after_hash text, most integer)
  returns table (reached bigint, reached_hash text, finished boolean, fault text)
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  one register_entry;
  known register_entry;
  head register_head;
  walked integer := 0;
begin
  reached := after;
  reached_hash := after_hash;
  finished := true;
  select * into head from register_head;
  select * into known from register_entry e where e.sequence = after;
  fault := case
    when after = 0 and after_hash = repeat('0', 64) then null
    when known.hash is null then 'it is not there'
    when known.hash <> after_hash then 'it has another hash'
    when (select count(*) from register_entry e where e.sequence = after) > 1 then 'it is there twice'
  end;
  for one in select * from register_entry e where e.sequence > after order by e.sequence limit most loop
    exit when fault is not null;
    fault := case
      when one.sequence <> reached + 1 then 'entry ' || reached + 1 || ' is missing before it'
      when one.previous <> reached_hash then 'it does not follow the entry before it'
      when one.recorded_at < known.recorded_at then 'it is earlier than the entry before it'
      when one.hash <> register_hash(one.sequence, one.id, one.recorded_at, one.entry, one.previous) then 'what it says does not have its hash'
    end;
    if fault is not null then
      reached := one.sequence;
    else
      walked := walked + 1;
      reached := one.sequence;
      reached_hash := one.hash;
      known := one;
    end if;
  end loop;
  finished := walked < most;
  if fault is null and finished and (head.sequence is distinct from reached or head.hash is distinct from reached_hash) then
    fault := 'the register''s head is another';
  end if;
  return next;
end $$;

-- The outcome of an act by its key, for 24 hours: ids only.
create table idempotency (
  caller text collate "C" not null,
  key text collate "C" not null,
  request_sha256 text not null,
  outcome jsonb not null,
  recorded_at timestamptz not null default clock_timestamp(),
  primary key (caller, key)
);
