-- The register: append-only, chained by hashes. An entry's hash is the SHA-256 of
--   {"at":"…","entry":{…},"id":"…","previous":"…","sequence":n}
-- in the canonical form of RFC 8785; the entry is canonical when it arrives.
-- The ids found under a path of an entry.
create function entry_ids(entry text, path jsonpath) returns uuid[]
  language sql immutable parallel safe
  return array(select (found #>> '{}')::uuid from jsonb_path_query(entry_ids.entry::jsonb, entry_ids.path) found);

create table register_entry (
  sequence bigint primary key,
  id uuid not null unique,
  recorded_at timestamptz not null,
  entry text not null,
  previous text not null check (previous ~ '^[0-9a-f]{64}$'),
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  kind text not null generated always as (entry::jsonb ->> 'kind') stored,
  person_id uuid generated always as ((entry::jsonb ->> 'person')::uuid) stored,
  parts uuid[] not null generated always as (entry_ids(entry, '$.parts[*].id')) stored,
  reports uuid[] not null generated always as (entry_ids(entry, '$.reports[*]')) stored
);
create index register_entry_person on register_entry (person_id, sequence desc);
create index register_entry_parts on register_entry using gin (parts);
create index register_entry_reports on register_entry using gin (reports);

create table register_head (
  only_row boolean primary key default true check (only_row),
  sequence bigint not null,
  hash text not null
);
insert into register_head values (true, 0, repeat('0', 64));

-- The only way to write the register. Entries of answers in flight come together; they are chained in the order given.
create function register_append(entries text[]) returns table (entry_id uuid, entry_sequence bigint, entry_hash text)
  language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  head register_head;
  one text;
  stamp text;
begin
  select * into strict head from register_head for update;
  foreach one in array entries loop
    entry_id := gen_random_uuid();
    entry_sequence := head.sequence + 1;
    stamp := to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"');
    entry_hash := encode(sha256(convert_to('{"at":"' || stamp || '","entry":' || one || ',"id":"' || entry_id
      || '","previous":"' || head.hash || '","sequence":' || entry_sequence || '}', 'UTF8')), 'hex');
    insert into register_entry (sequence, id, recorded_at, entry, previous, hash)
      values (entry_sequence, entry_id, stamp::timestamptz, one, head.hash, entry_hash);
    head.sequence := entry_sequence;
    head.hash := entry_hash;
    return next;
  end loop;
  update register_head set sequence = head.sequence, hash = head.hash;
end $$;

create function register_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'the register is append-only' using errcode = 'restrict_violation';
end $$;
create trigger register_entry_append_only before update or delete on register_entry
  for each row execute function register_is_append_only();
create trigger register_entry_no_truncate before truncate on register_entry
  for each statement execute function register_is_append_only();

-- The outcome of an act by its key, for 24 hours: ids only.
create table idempotency (
  caller text collate "C" not null,
  key text collate "C" not null,
  request_sha256 text not null,
  outcome jsonb not null,
  recorded_at timestamptz not null default clock_timestamp(),
  primary key (caller, key)
);
