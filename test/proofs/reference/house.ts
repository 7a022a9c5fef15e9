import { randomBytes } from "node:crypto";

import type { Client } from "pg";

import { CursorSeal } from "../../../src/access/cursor";
import { idOf } from "../../../src/access/ids";
import { LEVELS } from "../../../src/entities/terms";
import { KeyFile } from "../../../src/access/key-file";
import { Random, WorldMaker, readersOf } from "../../policies/random-world";
import { postsOf } from "../../policies/oracle";
import { enterWorld } from "../../policies/world-rows";
import type { Reader, World } from "../../policies/world";
import { abilitiesOf } from "../../access/sheets";
import { tokenOf } from "../../access/http-sheet";
import { testIssuer } from "../../support/issuer";
import { type TestRegistry, startRegistry } from "../../support/registry";
import { hostile, hostileRows } from "../five-ways/hostile";
import type { Asked } from "./reference";
import { Rows } from "./rows";
import { Sight } from "./sight";
import { type Asking, readablePart } from "./things";
import type { Pools } from "./values";

const WORDS = [
  "convoy",
  "fuel",
  "convoys fuel",
  '"fuel of a convoy"',
  "convoy -fuel",
  "fuel or patrol",
  "caf\u00e9",
  "tab",
  "not there",
];

/** What the policy does not speak of, made to vary: all that is shown beside a text, links, missions, withdrawn parts, places, days. */
const VARIED = [
  // What a draft has lost stays lost after it was submitted; nothing of it is circulated, and nothing corrects it.
  "update part p set withdrawn_at = p.created_at where p.kind <> 'CORRIGENDUM' and not exists (select from part c where c.corrects_id = p.id) and $1(p.id, 5) = 0",
  "delete from circulated_part c using part p where p.id = c.part_id and p.withdrawn_at is not null",
  "delete from circulation_part c using part p where p.id = c.part_id and p.withdrawn_at is not null",
  "update part set position = position + 1000",
  "update part p set position = n.place from (select id, row_number() over (partition by report_id order by $1(id, 97), id) * 3 as place from part) n where n.id = p.id",
  "update circulated_part c set position = p.position from part p where p.id = c.part_id",
  "update report set submitted_on = submitted_on - $1(id, 3)::int where submitted_on is not null",
  "update part p set listed_on = r.listed_on from report r where r.id = p.report_id",
  "update part_content p set listed_on = r.listed_on from report r where r.id = p.report_id",
  "update circulated_part p set listed_on = r.listed_on from report r where r.id = p.report_id",
  "update report set version = 1 + $1(id, 4)::int, review_kind = (array['TARGETED', 'COMPREHENSIVE'])[1 + $1(id, 2)]",
  "update part set version = 1 + $1(id, 4)::int",
  "update review v set kind = r.review_kind, requesting_country = (array['Country', null])[1 + $1(v.id, 2)] from report r where r.review_id = v.id",
  "update report_title set grounds = (array['{}', '{COMMERCIAL}', '{INTERNAL_DELIBERATION,COMMERCIAL}'])[1 + $1(report_id, 3)]::text[], third_party = (array[third_party, null])[1 + $1(report_id, 2)]",
  `update part_content set grounds = (array['{}', '{COMMERCIAL}', '{OTHER_BY_CONTENT_OR_CIRCUMSTANCE,COMMERCIAL}'])[1 + $1(part_id, 3)]::text[],
     third_party = (array[third_party, null])[1 + $1(part_id, 2)],
     risk = case when risk is not null then (array['NONE', 'LOW', 'MEDIUM', 'HIGH', 'CRITICAL'])[1 + $1(part_id, 5)] end,
     systemic = case when systemic is not null then $1(part_id, 2) = 0 end,
     components = case when components is not null then (array['{}', '{MILITARY}', '{POLICE,SUPPORT}', '{SUPPORT,MILITARY}'])[1 + $1(part_id, 4)]::text[] end,
     difficulties = case when difficulties is not null then (array['{}', '{MISSION}', '{OTHER,HEADQUARTERS}'])[1 + $1(part_id, 3)]::text[] end,
     mandate = case when mandate is not null then (array['GAPS_AND_SYSTEMIC_ISSUES', 'PARTNERSHIP', 'LESSONS_LEARNED'])[1 + $1(part_id, 3)] end,
     target_on = case when mandate is not null and $1(part_id, 4) > 0 then (select registry_now()::date) + ($1(part_id, 7)::int - 3) * 40 end,
     office_id = case when mandate is not null then (select id from office where code = (array['OMA', 'OPSP', 'MINUSCA', ''])[1 + $1(part_id, 4)]) end`,
  "update part_content set public_source = case when ciphertext is null then (array['Source ' || part_id, null])[1 + $1(part_id, 3)] end",
  "update part_content set area = null where mandate is not null and $1(part_id, 4) = 0",
  `update part_content c set media_type = 'application/pdf', file_sha256 = encode(sha256(c.part_id::text::bytea), 'hex')
     from part p where p.id = c.part_id and p.kind = 'ANNEX' and c.ciphertext is null and $1(p.id, 2) = 0`,
  `update recommendation_state set decision = (array['PENDING', 'ENDORSED', 'NOT_ENDORSED'])[1 + $1(part_id, 3)],
     implementation = (array['NOT_STARTED', 'IN_PROGRESS', 'IMPLEMENTED', 'VERIFIED', 'OVERTAKEN_BY_EVENTS', 'CLOSED_WITHOUT_IMPLEMENTATION'])[1 + $1(part_id, 6)],
     office_id = case when $1(part_id, 5) = 0 then (select id from office where code = (array['OMA', 'DFS'])[1 + $1(part_id, 2)]) end,
     target_on = case when $1(part_id, 5) = 1 then (select registry_now()::date) + ($1(part_id, 7)::int - 3) * 30 end`,
  "update recommendation_state set decided_on = (select registry_now()::date) - $1(part_id, 900)::int where decision <> 'PENDING'",
  "update recommendation_finding set is_current = $1(recommendation_id::text || finding_id, 5) > 0",
  "delete from review_mission where $1(review_id, 5) = 0",
  "update review set of_headquarters = $1(id, 5) = 0",
  "insert into review_mission (review_id, mission_id) select v.id, m.id from review v, mission m where m.acronym in ('UNMISS', 'MINUSTAH') and $1(v.id, 5) in (1, 2)",
  `insert into part_mission (part_id, mission_id, is_current) select p.id, m.id, $1(p.id, 4) > 0 from part p join report r on r.id = p.report_id
     join review_mission v on v.review_id = r.review_id join mission m on m.id = v.mission_id
     where $1(r.review_id, 5) in (1, 2) and $1(p.id::text || m.acronym, 3) > 0`,
  "update circulation_act set reason = (array['Reason ' || circulation_id, null])[1 + $1(id, 2)], post_id = (array[post_id, null])[1 + $1(id, 3)]",
];

async function vary(superuser: Client, seed: number): Promise<void> {
  await superuser.query("begin");
  await superuser.query("set local session_replication_role = replica");
  for (const statement of VARIED)
    await superuser.query(
      statement.replace(/\$1\(((?:[^(),]|\([^()]*\))+), (\d+)\)/g, `(abs(hashtextextended(($1)::text, ${seed})) % $2)`),
    );
  await superuser.query("commit");
  // What the triggers would have done, had they seen it.
  await superuser.query("truncate circulated_content, listed_part");
  await superuser.query(
    "select place_in_search((select array_agg(id) from part)), place_in_lists(array(select id from part))",
  );
}

const KINDS = [/^USG/, /^ASG/, /^HOM|ADVISER/, /STAFF/, /OIOS/, /^OPSP/, /DIRECTOR/, /^ADMINISTRATOR/, /^AUDITOR/];

/** What somebody is: a person by every post. */
function kindsOfReader(world: World, { person, portal }: Reader): string[] {
  if (portal !== undefined) return [person === undefined ? "portal" : "through a portal"];
  const posts = postsOf(world, person!, world.now);
  const kinds = KINDS.filter((kind) => posts.some((post) => kind.test(post))).map(String);
  return kinds.length > 0 ? kinds : ["without a post"];
}

/** The same world with longer reports: each has parts of another world's report beside its own. */
function longer(world: World, seed: number): World {
  const others = new WorldMaker(seed ^ 0x10e6e5).make({ persons: 1, reports: world.reports.length * 2 }).reports;
  const reports = world.reports.map((report, place) => {
    const fitting = others
      .slice(place * 2, place * 2 + 2)
      .flatMap(({ parts }) => parts)
      .filter(({ kind, level }) => kind !== "CORRIGENDUM" && LEVELS.indexOf(level) <= LEVELS.indexOf(report.level))
      .map(({ before: _, ...part }) => part);
    const [corrigenda, own] = [true, false].map((late) => report.parts.filter(({ addedAt }) => !addedAt !== late));
    return { ...report, parts: [...own!, ...fitting, ...corrigenda!] };
  });
  return { ...world, reports };
}

/** A registry with one world after another in it, and all of its rows as plain objects. */
export class House {
  readonly cursors: CursorSeal;
  rows!: Rows;
  pools!: Pools;
  private kinds: Reader[][] = [];
  private sights = new Map<Reader, Sight | null>();
  private tokens = new Map<Reader, { token: string; until: number }>();

  private constructor(
    readonly registry: TestRegistry,
    secret: Buffer,
  ) {
    this.cursors = new CursorSeal(secret);
  }

  static async open(): Promise<House> {
    const keys = new KeyFile([randomBytes(32)]);
    return new House(await startRegistry(undefined, { issuer: await testIssuer(), keys }), keys.secret);
  }

  /** Puts a world in the place of the one before. */
  async enter(seed: number): Promise<void> {
    const { superuser, issuer, app } = this.registry;
    const world = hostile(longer(new WorldMaker(seed).make({ persons: 20, reports: 12 }), seed), seed);
    await enterWorld(superuser, world, { issuer: issuer.issuer, seal: app.stage.seal });
    await hostileRows(superuser, seed);
    await vary(superuser, seed);
    this.rows = await Rows.load(superuser, WORDS);
    this.pools = poolsOf(this.rows, world, new Random(seed));
    this.sights = new Map();
    this.tokens = new Map();
    this.kinds = await this.kindsOf(world, seed);
  }

  /** Everybody who could ask, by what they are; those of a kind who read something stand twice in it. */
  private async kindsOf(world: World, seed: number): Promise<Reader[][]> {
    const kinds = new Map<string, Reader[]>();
    for (const reader of [...readersOf(world, seed), { person: "person.unknown" }]) {
      const asking = await this.asking(reader);
      const reads = asking && this.rows.all("part").some((part) => readablePart(part, asking));
      for (const kind of asking ? kindsOfReader(world, reader) : ["unknown"])
        kinds.set(kind, [...(kinds.get(kind) ?? []), reader, ...(reads ? [reader, reader] : [])]);
    }
    return [...kinds.values()];
  }

  /** Somebody of some kind. */
  reader(random: Random): Reader {
    return random.pick(random.pick(this.kinds));
  }

  /** What a reader needs to be answered by the reference; null for whom the registry does not know. */
  async asking(reader: Reader): Promise<Asking | null> {
    let sight = this.sights.get(reader);
    if (sight === undefined) {
      const abilities = await abilitiesOf(this.registry, reader);
      sight = abilities && new Sight(this.rows, abilities);
      this.sights.set(reader, sight);
    }
    return sight && { sight, cursors: this.cursors, seal: this.registry.app.stage.seal };
  }

  /** The body of the registry's own answer, as it came. */
  async answer(reader: Reader, { query, variables }: Asked): Promise<string> {
    const answer = await fetch(`${this.registry.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${await this.token(reader)}` },
      body: JSON.stringify({ query, variables }),
    });
    return answer.text();
  }

  private async token(reader: Reader): Promise<string> {
    const kept = this.tokens.get(reader);
    if (kept && kept.until > Date.now()) return kept.token;
    const token = await this.registry.issuer.token(tokenOf(reader));
    this.tokens.set(reader, { token, until: Date.now() + 200_000 });
    return token;
  }

  close(): Promise<void> {
    return this.registry.close();
  }
}

function poolsOf(rows: Rows, { now }: World, random: Random): Pools {
  const ids = (table: "report" | "part" | "review" | "mission" | "office" | "post" | "circulation") =>
    rows.all(table).map(({ id }) => idOf(table, id as string));
  const instant = (days: number) => new Date(Date.parse(now) + days * 86_400_000).toISOString();
  const day = (days: number) => instant(days).slice(0, 10);
  const offices = rows.all("office").filter(({ code }) => ["OMA", "OPSP", "MINUSCA", "OO"].includes(code as string));
  return {
    ids: [
      ...ids("part"),
      ...ids("part"),
      ...ids("report"),
      ...ids("report"),
      ...ids("report"),
      ...ids("review"),
      ...ids("circulation"),
      ...random.some(ids("post"), 0.2),
      ...random.some(ids("mission"), 0.2),
      ...random.some(ids("office"), 0.2),
      ...["part", "report", "nothing"].map((prefix) => idOf(prefix, random.uuid())),
      "part_",
      "' or 1=1 --",
      "",
    ],
    offices: [...offices.map(({ id }) => idOf("office", id as string)), idOf("office", random.uuid()), "office"],
    reports: [...ids("report"), idOf("report", random.uuid()), "report"],
    posts: ids("post"),
    codes: [
      "OMA",
      "OPSP",
      "DIRECTOR_OPSP",
      "USG_DPO",
      "USG_DPKO",
      "HOM_MINUSCA",
      "none",
      ...random.some(rows.all("office"), 0.1).map(({ code }) => code as string),
    ],
    symbols: [...rows.all("report").map(({ symbol }) => symbol as string), "OPSP/2016/R-NEVER1", ""],
    missions: ["MINUSCA", "UNMISS", "MINUSTAH", "UNFICYP", "minusca"],
    words: WORDS,
    days: [-4000, -450, -320, -303, -302, -301, -300, -299, -200, -120, -80, -40, -1, 0, 1, 40, 80, 120].map(day),
    instants: [-300, -6, 0, 30, 61, 100].map(instant),
  };
}
