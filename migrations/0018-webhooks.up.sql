-- Portals are told of notices by signed webhook: the address is an entry of an administrator that the head of the portal's office confirms. What a
-- portal may see is asked as the portal itself when it is told; what is queued is ids.

-- The address at which a portal is told of notices. It speaks of the portal's code, as a login does, and is held as every entry is.
create table webhook (
  id uuid primary key default gen_random_uuid(),
  portal_code text collate "C" not null,
  -- Without a login, a fragment or white space.
  url text not null check (url ~ '^https?://[^/?#@[:space:]]+([/?][^#[:space:]]*)?$' and length(url) <= 1000),
  starts_on date not null,
  ends_on date,
  entered_at timestamptz not null default registry_now(),
  entered_by uuid references person,
  confirmed_at timestamptz,
  confirmed_by uuid references person,
  superseded_at timestamptz,
  superseded_by uuid references person,
  sight_from timestamptz not null generated always as (sight_begins(starts_on, confirmed_at)) stored,
  sight_until timestamptz not null generated always as (sight_ends(ends_on, superseded_at)) stored,
  check (ends_on >= starts_on),
  -- Access policy § 10.11, as far as one row can tell.
  constraint webhook_two_persons check (confirmed_by <> entered_by),
  -- § 10.49 One address is in force for a portal at a time: a later one takes its place when it is confirmed, and it ends with its portal.
  constraint webhook_one_address exclude using gist
    (portal_code with =, daterange(starts_on, ends_on, '[]') with &&) where (confirmed_at is not null and superseded_at is null)
);
create index webhook_portal on webhook (portal_code);
create trigger webhook_held before update on webhook for each row execute function hold_entry();

-- An address whose server has said that it is gone: nothing is sent there any more.
create table webhook_gone (
  webhook_id uuid primary key references webhook,
  gone_at timestamptz not null default registry_now()
);
-- What an end puts in the place of an address is the same address, and gone with it.
create function follow_in_gone() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into webhook_gone (webhook_id, gone_at)
    select new.id, g.gone_at from webhook w join webhook_gone g on g.webhook_id = w.id
    where w.portal_code = new.portal_code and w.url = new.url and w.starts_on = new.starts_on and w.superseded_at = new.confirmed_at
    on conflict do nothing;
  return null;
end $$;
create trigger webhook_followed_in_gone after insert on webhook for each row
  when (new.confirmed_at is not null) execute function follow_in_gone();
-- What was given to the job runner, once for a notice and a portal.
create table notice_webhook (
  notice_id uuid not null references notice,
  portal_code text collate "C" not null,
  queued_at timestamptz not null default clock_timestamp(),
  primary key (notice_id, portal_code)
);
do $$
declare
  name text;
begin
  foreach name in array array['webhook', 'webhook_gone', 'notice_webhook'] loop
    execute format('alter table %I enable row level security, force row level security', name);
  end loop;
end $$;

create function confirmation_obstacle(entry webhook, confirmer uuid) returns text
  language sql stable parallel safe
  return entry_obstacle(entry.superseded_at, entry.confirmed_at, entry.entered_by, false, confirmer);

-- The act under way, where who performs it is of those to whom the access policy gives it: § 6.7, § 6.13 administrators, § 6.14 the head of an
-- office; an entry is withdrawn by whoever entered it.
create function act_of_webhook() returns text
  language sql stable parallel restricted
  return (select v.act from viewer() v where v.person_id is not null and not v.is_through and case
    when v.act in ('enterWebhook', 'endWebhook', 'endPortal') then v.is_administrator
    when v.act = 'confirmEntry' then v.headed_offices <> '{}'
    else v.act = 'withdrawEntry'
  end);

-- Whether an address is one that was confirmed before, for fewer days: what an end puts in its place.
create function shortens_webhook(entry webhook) returns boolean
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  return exists (select from webhook w where w.portal_code = entry.portal_code and w.url = entry.url and w.starts_on = entry.starts_on
    and w.entered_by is not distinct from entry.entered_by and w.confirmed_by is not distinct from entry.confirmed_by and w.confirmed_at is not null
    and (w.ends_on is null or entry.ends_on < w.ends_on) and entry.ends_on is not null and entry.superseded_at is null);

create policy "§ 6.12" on webhook for select to registry_app using ((select v.is_director or v.is_under_secretary_general or v.is_administrator
  or v.is_auditor from viewer() v) or (select (viewer()).headed_offices <> '{}')
  and office_of_portal(portal_code) = any ((select (viewer()).headed_offices)::uuid[]));
create policy "entered, on behalf" on webhook as restrictive for select to registry_app using ((select asks_alone()));
-- Who reads the address reads that it is gone.
create policy "§ 6.12" on webhook_gone for select to registry_app using (exists (select from webhook w where w.id = webhook_gone.webhook_id));
create policy "entered" on webhook_gone as restrictive for select to registry_app using ((select (viewer()).caller) is not null);

create policy "§ 6.13" on webhook for insert to registry_app with check (case (select act_of_webhook())
  when 'enterWebhook' then entered_by = (select (viewer()).person_id) and confirmed_at is null and superseded_at is null
  when 'endWebhook' then shortens_webhook(webhook)
  when 'endPortal' then shortens_webhook(webhook)
  when 'confirmEntry' then shortens_webhook(webhook) and office_of_portal(portal_code) = any ((select (viewer()).headed_offices)::uuid[])
  else false end);
-- Who confirms or ends locks what is seen (below); whether it is written is held by the check.
create policy "§ 6.13, § 6.14" on webhook for update to registry_app
  using ((select v.act in ('endWebhook', 'endPortal', 'confirmEntry', 'withdrawEntry') and not v.is_through from viewer() v))
  with check (case (select act_of_webhook())
    when 'confirmEntry' then (select (viewer()).person_id) in (confirmed_by, superseded_by)
      and office_of_portal(portal_code) = any ((select (viewer()).headed_offices)::uuid[])
    when 'withdrawEntry' then superseded_by = (select (viewer()).person_id) and confirmed_at is null
    when 'endWebhook' then superseded_by = (select (viewer()).person_id)
    when 'endPortal' then superseded_by = (select (viewer()).person_id)
    else false end);
create policy "act of webhooks, insert" on notice for insert to registry_app with check (due_on is null
  and (kind, (select act_of_webhook())) in (('ENTRY_AWAITS_CONFIRMATION', 'enterWebhook'), ('ENTRY_CONFIRMED', 'confirmEntry'),
    ('ENTRY_ENDED', 'endWebhook'), ('ENTRY_ENDED', 'withdrawEntry'))
  and exists (select from webhook w where w.id = notice.object_id));

-- What portals could be told of, as ids: notices of seven days to who was then the head of the office of a portal, made while it had an address. Whether
-- the portal may see the object is asked as the portal.
-- § 10.48 A portal is told of each notice to the head of its office, but for those of signatures and of oversight, whose object the portal by itself may see when it is told: once, by kind and id, and nothing else.
create function webhooks_due() returns table (webhook_id uuid, portal_code text, notice_id uuid, object_id uuid)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
begin atomic
  select w.id, w.portal_code, n.id, n.object_id
  from webhook w
  join portal_facts(registry_now()) f on f.code = w.portal_code
  join post_placement pl on pl.office_id = f.office_id and pl.is_head
  join notice n on n.post_id = pl.post_id and n.noticed_at > registry_now() - interval '7 days'
    and pl.sight_from <= n.noticed_at and n.noticed_at < pl.sight_until
    and n.kind not in ('SIGNATURE_AWAITED', 'PAPER_SIGNATURE_RECORDED', 'PAPER_SIGNATURE_CONFIRMED', 'OVERSIGHT_INVOKED')
    and exists (select from webhook before where before.portal_code = w.portal_code
      and before.sight_from <= n.noticed_at and n.noticed_at < before.sight_until)
  where w.sight_from <= registry_now() and registry_now() < w.sight_until
    and not exists (select from webhook_gone g where g.webhook_id = w.id)
    and not exists (select from notice_webhook q where q.notice_id = n.id and q.portal_code = w.portal_code)
  order by w.portal_code, n.noticed_at, n.id;
end;
-- What a delivery says, and where it goes: to the address that is in force for the portal now, if one is.
create function webhook_to_send(notice uuid, webhook uuid)
  returns table (kind text, object_id uuid, noticed_at text, portal_code text, webhook_id uuid, url text)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
begin atomic
  select n.kind, n.object_id, iso_instant(n.noticed_at), w.portal_code, w.id, w.url
  from webhook queued
  join webhook w on w.portal_code = queued.portal_code and w.sight_from <= registry_now() and registry_now() < w.sight_until
  join notice_webhook q on q.portal_code = w.portal_code and q.notice_id = webhook_to_send.notice
  join notice n on n.id = q.notice_id
  where queued.id = webhook_to_send.webhook and not exists (select from webhook_gone g where g.webhook_id = w.id);
end;
-- Keeps that the server of an address has said that it is gone.
create function webhook_is_gone(webhook uuid) returns void
  language sql security definer set search_path = pg_catalog, public, pg_temp
begin atomic
  insert into webhook_gone (webhook_id) values (webhook_is_gone.webhook) on conflict do nothing;
end;

-- Enters the transaction as a portal, by the server's ticket: what it may see by itself, and no act.
create function enter_portal(ticket text, seal text) returns setof login_facts
  language plpgsql volatile parallel unsafe security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  said constant jsonb := take_ticket(enter_portal.ticket, enter_portal.seal);
  asked constant text := said ->> 'portal';
  bearer login_facts;
  now constant timestamptz := registry_now();
begin
  for bearer in
    select 1, microseconds(now)::float8, line_in_force(now), null::uuid, f.portal_id, f.office_id, null::uuid[], null::uuid[], null::uuid[],
      null::uuid[], null::uuid[], null::text[], null::boolean, null::boolean, null::boolean, null::boolean, null::boolean, null::boolean, null::text
    from portal_facts(now) f where f.code = asked
  loop
    perform seal_viewer(row(null, bearer.portal_id, '{}', '{}', '{}', '{}', '{}', array[bearer.portal_office_id],
      false, false, false, false, false, false, false, false, false, false, false, null, '{}', null,
      encode(sha256(convert_to('portal ' || asked, 'UTF8')), 'hex'), clock_shift(),
      (said ->> 'ends')::numeric + 60000)::viewer_facts);
    return next bearer;
  end loop;
end $$;

select jobs.create_queue('webhook given up', '{"policy": "standard", "retryLimit": 2, "retryDelay": 30, "retryBackoff": true}');
select jobs.create_queue('webhook', '{"policy": "standard", "retryLimit": 10, "retryDelay": 30, "retryBackoff": true, "expireInSeconds": 120,
  "deadLetter": "webhook given up"}');

create policy "its own" on notice_webhook to registry_jobs using (true) with check (true);
create policy "owner" on webhook for select to registry_owner using (true);
create policy "owner" on webhook_gone to registry_owner using (true) with check (true);
create policy "owner" on notice_webhook for select to registry_owner using (true);

grant select, insert on webhook to registry_app;
grant select on webhook_gone to registry_app;
grant update (confirmed_at, confirmed_by, superseded_at, superseded_by) on webhook to registry_app;
grant execute on function confirmation_obstacle(webhook, uuid), act_of_webhook, shortens_webhook, enter_portal to registry_app;
grant select (notice_id, portal_code), insert (notice_id, portal_code) on notice_webhook to registry_jobs;
grant execute on function webhooks_due, webhook_to_send, webhook_is_gone to registry_jobs;

-- What may be updated of an address is what is read of it.
select hold_updates_to_reading();
