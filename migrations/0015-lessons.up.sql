-- Lessons of the Office (DPKO/DFS 2015.05 §15, §18): drawn from findings and recommendations, tested, disseminated to named offices. Their words
-- are always sealed: a part may be raised to strictly confidential after a lesson was drawn from it, and the lesson with it.
create table lesson (
  id uuid primary key default gen_random_uuid(),
  status text not null default 'DRAFT' check (status in ('DRAFT', 'TESTED', 'DISSEMINATED')),
  area text not null check (area in ('CONCEPTS_AND_DIRECTIVES', 'INTEGRATED_PLANNING', 'STANDARDS', 'FORCE_AND_POLICE_GENERATION', 'TRAINING',
    'EQUIPMENT_AND_LOGISTICS', 'MEDICAL', 'WELFARE', 'SAFETY_AND_SECURITY')),
  level text not null references classification_level,
  grounds text[] not null default '{}' check (are_grounds(grounds)),
  -- The highest level of the reports that it is drawn from.
  report_level text not null default 'UNCLASSIFIED' references classification_level,
  ciphertext bytea not null,
  wrapped_key bytea not null,
  key_id text not null,
  version integer not null default 1,
  replaces_id uuid references lesson,
  drafted_at timestamptz not null default registry_now(),
  drafted_by uuid references person,
  tested_at timestamptz,
  tested_by uuid references person,
  tested_by_post_id uuid references post,
  disseminated_at timestamptz,
  check ((status = 'DRAFT') = (tested_at is null)),
  check ((status = 'DISSEMINATED') = (disseminated_at is not null)),
  check ((level = 'UNCLASSIFIED') = (grounds = '{}')),
  unique (id, status)
);
create index lesson_newest on lesson ((coalesce(disseminated_at, 'infinity')) desc, id desc);

-- From what it is drawn.
create table lesson_part (
  lesson_id uuid not null references lesson,
  part_id uuid not null references part,
  is_current boolean not null default true,
  primary key (lesson_id, part_id)
);
create index lesson_part_part on lesson_part (part_id);

-- To which office it was disseminated. Only what is disseminated goes to any.
create table lesson_dissemination (
  id uuid primary key default gen_random_uuid(),
  lesson_id uuid not null,
  lesson_status text not null default 'DISSEMINATED' check (lesson_status = 'DISSEMINATED'),
  office_id uuid not null references office,
  starts_at timestamptz not null default registry_now(),
  disseminated_by uuid references person,
  by_post_id uuid references post,
  foreign key (lesson_id, lesson_status) references lesson (id, status),
  constraint lesson_dissemination_once unique (lesson_id, office_id)
);
create index lesson_dissemination_office on lesson_dissemination (office_id);

-- Whether an office reads, by circulations that are effective at an instant, each classified part that a lesson is drawn from.
create function reads_what_lesson_quotes(lesson uuid, office uuid, at timestamptz) returns boolean
  language sql stable parallel safe
  return not exists (select from lesson_part q join part p on p.id = q.part_id
    where q.lesson_id = reads_what_lesson_quotes.lesson and q.is_current and p.level <> 'UNCLASSIFIED'
      and not exists (select from circulated_part w where w.part_id = q.part_id and w.office_id = reads_what_lesson_quotes.office
        and w.part_level = 'CONFIDENTIAL' and w.starts_at <= reads_what_lesson_quotes.at and reads_what_lesson_quotes.at < w.ends_at));

-- The lessons that the offices of the viewer are given now, as the owner finds them: whoever does not read a part would not see that it is asked for.
create function lessons_given() returns uuid[]
  language plpgsql stable parallel restricted security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  asking constant viewer_facts := viewer();
begin
  if asking.is_through or asking.offices = '{}' then return '{}'; end if;
  return array(select d.lesson_id from lesson_dissemination d join lesson l on l.id = d.lesson_id
    where d.starts_at <= shifted_now(asking.shift)
      -- § 14.4
      and (l.level = 'UNCLASSIFIED' and d.office_id = any (asking.offices)
      -- § 14.4a
        or l.level = 'CONFIDENTIAL' and d.office_id = any (asking.confidential_offices))
      and reads_what_lesson_quotes(l.id, d.office_id, shifted_now(asking.shift)));
end $$;

-- A lesson is never below what it is drawn from: raising a part raises it, in whatever state it is, and lowering restores nothing.
create function follow_in_lessons() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  update lesson l set report_level = drawn.report_level,
    level = case when level_rank(drawn.level) > level_rank(l.level) then drawn.level else l.level end,
    grounds = case when drawn.level <> 'UNCLASSIFIED' and l.grounds = '{}' then array['OTHER_BY_CONTENT_OR_CIRCUMSTANCE'] else l.grounds end
  from (select q.lesson_id, (array_agg(p.level order by level_rank(p.level) desc))[1] as level,
      (array_agg(p.report_level order by level_rank(p.report_level) desc))[1] as report_level
    from lesson_part q join part p on p.id = q.part_id
    where q.is_current and q.lesson_id in (select c.lesson_id from lesson_part c where case tg_table_name
      when 'part' then c.part_id = (to_jsonb(new) ->> 'id')::uuid else c.lesson_id = (to_jsonb(new) ->> 'lesson_id')::uuid end)
    group by q.lesson_id) drawn
  where l.id = drawn.lesson_id and (l.report_level <> drawn.report_level or level_rank(drawn.level) > level_rank(l.level));
  return null;
end $$;
create trigger part_followed_in_lessons after update of level, report_level on part for each row
  when ((old.level, old.report_level) is distinct from (new.level, new.report_level)) execute function follow_in_lessons();
create trigger lesson_part_followed_in_lessons after insert or update on lesson_part for each row execute function follow_in_lessons();

-- What is tested does not change but by being disseminated, and by being raised with what it is drawn from; and no lesson is below that.
create function hold_lesson() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  form constant text[] := array['level', 'report_level', 'grounds', 'wrapped_key', 'key_id'];
  dissemination constant text[] := array['status', 'disseminated_at'];
  drafted constant text[] := array['id', 'drafted_at', 'drafted_by'];
begin
  if (case old.status
      when 'DRAFT' then new.status = 'DISSEMINATED' or exists (select from unnest(drafted) d where to_jsonb(new) -> d is distinct from to_jsonb(old) -> d)
        or new.status = 'TESTED' and not exists (select from lesson_part q where q.lesson_id = new.id and q.is_current)
      when 'TESTED' then new.status = 'DRAFT' or (to_jsonb(new) - form - dissemination) is distinct from (to_jsonb(old) - form - dissemination)
      else (to_jsonb(new) - form) is distinct from (to_jsonb(old) - form) end)
    or old.status <> 'DRAFT' and level_rank(new.level) < level_rank(old.level) then
    raise exception 'a lesson never changes once it is tested' using errcode = 'restrict_violation';
  end if;
  if exists (select from lesson_part q join part p on p.id = q.part_id
      where q.lesson_id = new.id and q.is_current and level_rank(p.level) > level_rank(new.level)) then
    raise exception 'a lesson is below what it is drawn from' using errcode = 'check_violation', table = 'lesson';
  end if;
  return new;
end $$;
create trigger lesson_held before update on lesson for each row execute function hold_lesson();

-- A draft is drawn from findings and recommendations of submitted reports; what is tested keeps what it is drawn from.
create trigger lesson_part_by_who_reads before insert on lesson_part for each row execute function hold_by_who_reads();
create function hold_lesson_part() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if tg_op = 'UPDATE' and (new.lesson_id, new.part_id) is distinct from (old.lesson_id, old.part_id)
    or not exists (select from lesson l where l.id = new.lesson_id and l.status = 'DRAFT')
    or not exists (select from part p where p.id = new.part_id and p.report_status = 'SUBMITTED' and p.kind in ('FINDING', 'RECOMMENDATION')) then
    raise exception 'what a lesson is drawn from never changes' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger lesson_part_held before insert or update on lesson_part for each row execute function hold_lesson_part();

-- The act under way, where who performs it is of those to whom the access policy gives that act at all.
create function act_of_lesson() returns text
  language sql stable parallel restricted
  return (select v.act from viewer() v where v.person_id is not null and not v.is_through and case
    -- § 14.7, § 14.8
    when v.act in ('createLesson', 'editLesson') then v.is_director or v.is_opsp_professional
    -- § 14.9, § 14.10
    when v.act in ('testLesson', 'disseminateLesson') then v.is_director or exists (select from posts_held((select registry_now()), v.person_id) h
      where h.role in ('SENIOR_MILITARY_OFFICER', 'SENIOR_POLICE_OFFICER'))
  end);

-- Who reads: chapter 14. Nothing of it is for portals.
create policy "§ 14.1" on lesson for select to registry_app using ((select (viewer()).is_director));
create policy "§ 14.2" on lesson for select to registry_app
  using (level <> 'STRICTLY_CONFIDENTIAL' and report_level <> 'STRICTLY_CONFIDENTIAL' and (select (viewer()).is_opsp_professional));
create policy "§ 14.3" on lesson for select to registry_app using (status <> 'DRAFT' and (select (viewer()).is_under_secretary_general));
create policy "§ 14.4, § 14.4a" on lesson for select to registry_app using (id = any ((select lessons_given())::uuid[]));
create policy "§ 14.5" on lesson_dissemination for select to registry_app using ((select v.is_director or v.is_under_secretary_general from viewer() v)
  or (select (viewer()).is_opsp_professional) and exists (select from lesson l where l.id = lesson_dissemination.lesson_id
    and l.level <> 'STRICTLY_CONFIDENTIAL' and l.report_level <> 'STRICTLY_CONFIDENTIAL'));
create policy "§ 14.6" on lesson_dissemination for select to registry_app using (lesson_id = any ((select lessons_given())::uuid[])
  and exists (select from lesson l where l.id = lesson_dissemination.lesson_id and case l.level
    when 'UNCLASSIFIED' then lesson_dissemination.office_id = any ((select (viewer()).offices)::uuid[])
    else lesson_dissemination.office_id = any ((select (viewer()).confidential_offices)::uuid[]) end)
  and reads_what_lesson_quotes(lesson_id, office_id, (select shifted_now((viewer()).shift))));
-- That it is drawn from a part is told to nobody who does not read that part.
create policy "with its lesson and its part" on lesson_part for select to registry_app
  using (exists (select from lesson l where l.id = lesson_part.lesson_id) and exists (select from part_content c where c.part_id = lesson_part.part_id));

create policy "§ 14.1" on process_event for select to registry_app using (object_kind = 'LESSON' and (select (viewer()).is_director));
create policy "§ 14.2" on process_event for select to registry_app using (object_kind = 'LESSON' and (select (viewer()).is_opsp_professional)
  and exists (select from lesson l where l.id = object_id and l.level <> 'STRICTLY_CONFIDENTIAL' and l.report_level <> 'STRICTLY_CONFIDENTIAL'));
create policy "§ 14.3" on process_event for select to registry_app
  using (object_kind = 'LESSON' and done in ('TESTED', 'DISSEMINATED') and (select (viewer()).is_under_secretary_general));

do $$
declare
  written record;
  command text;
begin
  for written in
    select * from (values
      ('lesson', array['createLesson', 'editLesson', 'testLesson', 'disseminateLesson']),
      ('lesson_part', array['createLesson', 'editLesson']),
      ('lesson_dissemination', array['disseminateLesson'])) of_acts (name, acts)
  loop
    execute format('alter table %I enable row level security, force row level security', written.name);
    if written.name = 'lesson_part' then
      execute format('create policy "entered" on %I as restrictive for select to registry_app using ((select (viewer()).caller) is not null)', written.name);
    else
      execute format('create policy "entered, on behalf" on %I as restrictive for select to registry_app using ((select asks_alone()))', written.name);
    end if;
    foreach command in array array['insert', 'update'] loop
      continue when command = 'update' and written.name = 'lesson_dissemination';
      execute format('create policy "act, %s" on %I for %s to registry_app %s with check ((select act_of_lesson()) = any (%L))',
        command, written.name, command,
        case when command = 'insert' then '' when written.name = 'lesson' then 'using ((select (viewer()).act is not null)
          and ((select (viewer()).is_director) or level <> ''STRICTLY_CONFIDENTIAL'' and report_level <> ''STRICTLY_CONFIDENTIAL''))'
          else 'using ((select (viewer()).act is not null))' end, written.acts);
    end loop;
  end loop;
end $$;
create policy "act of a lesson, insert" on process_event for insert to registry_app
  with check (object_kind = 'LESSON' and sees_object(object_kind, object_id)
    and ((select act_of_lesson()), done) in (('createLesson', 'DRAFTED'), ('editLesson', 'EDITED'), ('testLesson', 'TESTED'),
      ('disseminateLesson', 'DISSEMINATED')));
-- § 14.9: who writes a draft leaves it one.
create policy "a draft" on lesson as restrictive for update to registry_app
  with check (status = 'DRAFT' or (select (viewer()).act) in ('testLesson', 'disseminateLesson'));
create policy "owner" on lesson to registry_owner using (true) with check (true);
create policy "owner" on lesson_part for select to registry_owner using (true);
create policy "owner" on lesson_dissemination for select to registry_owner using (true);
create policy keys_are_wrapped_anew on lesson to registry_keys using (true) with check (true);

grant select, insert on lesson, lesson_part, lesson_dissemination to registry_app;
grant update (status, area, level, grounds, ciphertext, wrapped_key, key_id, version, tested_at, tested_by, tested_by_post_id, disseminated_at)
  on lesson to registry_app;
grant update (is_current) on lesson_part to registry_app;
grant execute on function act_of_lesson, reads_what_lesson_quotes, lessons_given to registry_app;
grant select (id, wrapped_key, key_id), update (wrapped_key, key_id) on lesson to registry_keys;
