import { idOf } from "../../src/access/ids";
import type { MadeReport } from "./life";
import { type Proposed, type World, aWorld } from "./world";

let world: World;
let report: MadeReport;
beforeAll(async () => {
  world = await aWorld();
  report = await world.report();
});
afterAll(() => world.registry.close());
/** Each test begins a minute after the one before, so that what was made once is there. */
let minutes = 0;
beforeEach(() => world.registry.clock(new Date(Date.UTC(2016, 5, 1, 12, (minutes += 1))).toISOString()));

const REASON = "A reason";
const USGS = ["usg.dpko", "usg.dfs"];
const scope = (more: object = {}) => ({ reportId: report.id, full: true, postIds: [world.post.ASG_OO], ...more });
const partly = async () => {
  const circulation = await world.propose(scope());
  await world.sign(circulation, "usg.dpko");
  return circulation;
};

/** A circulation of each state, made once, for what changes nothing; the clock stands where it has that state. */
const kept = new Map<string, Proposed>();
async function one(state: string): Promise<Proposed> {
  if (!kept.has(state)) kept.set(state, await into[state]!());
  if (state === "EXPIRED") await world.registry.clock("2016-06-02T12:00:00Z");
  return kept.get(state)!;
}

/** Brings a fresh circulation into a state; where the clock has to move, it has moved. */
const into: Record<string, () => Promise<Proposed>> = {
  PROPOSED: () => world.propose(scope()),
  PARTLY_SIGNED: partly,
  WITHDRAWN: async () => done(await world.propose(scope()), "administrator", "withdrawCirculation"),
  DECLINED: async () => done(await partly(), "usg.dfs", "declineCirculation"),
  SIGNED: () => world.circulate(scope()),
  NOT_YET_VALID: async () => world.circulate(scope({ validFrom: "2016-07-01T00:00:00Z" })),
  SUSPENDED: async () => done(await world.circulate(scope()), "administrator", "suspendCirculation"),
  REVOKED: async () => done(await world.circulate(scope()), "usg.dpko", "revokeCirculation"),
  EXPIRED: async () => {
    const circulation = await world.circulate(scope({ validUntil: "2016-06-02T12:00:00Z" }));
    await world.registry.clock("2016-06-02T12:00:00Z");
    return circulation;
  },
};
async function done(circulation: Proposed, as: string, name: string): Promise<Proposed> {
  await world.on(circulation, as, name);
  return circulation;
}
const refusal = ({ id }: Proposed, as: string, name: string, reason: unknown = REASON) =>
  world.refusal(as, name, { circulationId: id, reason });

interface Ending {
  name: string;
  by: string[];
  from: string[];
  to: string;
  paragraph: string;
  notBy: string[];
}
const PREPARING = ["administrator", "administrator.second", "director", "assistant"];
const ENDINGS: Ending[] = [
  {
    name: "declineCirculation",
    by: USGS,
    from: ["PROPOSED", "PARTLY_SIGNED"],
    to: "DECLINED",
    paragraph: "§ 4.7",
    notBy: [...PREPARING, "auditor"],
  },
  {
    name: "withdrawCirculation",
    by: ["administrator"],
    from: ["PROPOSED"],
    to: "WITHDRAWN",
    paragraph: "§ 4.8",
    notBy: [...PREPARING.slice(1), ...USGS, "auditor"],
  },
  {
    name: "suspendCirculation",
    by: ["administrator", "administrator.second", "director"],
    from: ["SIGNED", "NOT_YET_VALID"],
    to: "SUSPENDED",
    paragraph: "§ 4.11",
    notBy: ["assistant", ...USGS, "auditor"],
  },
  {
    name: "liftSuspension",
    by: USGS,
    from: ["SUSPENDED"],
    to: "SIGNED",
    paragraph: "§ 4.12",
    notBy: [...PREPARING, "auditor"],
  },
  {
    name: "revokeCirculation",
    by: USGS,
    from: ["SIGNED", "NOT_YET_VALID", "SUSPENDED"],
    to: "REVOKED",
    paragraph: "§ 4.13",
    notBy: [...PREPARING, "auditor"],
  },
];

describe.each(ENDINGS)("$paragraph: $name", ({ name, by, from, to, paragraph, notBy }) => {
  it.each(from.flatMap((state) => by.map((who) => [who, state] as const)))(
    "the %s may, when it is %s",
    async (who, state) => {
      const circulation = await into[state]!();
      await world.on(circulation, who, name);
      expect(await world.stateOf(circulation)).toBe(to);
    },
  );

  it.each(notBy)("the %s may not", async (who) => {
    expect(await refusal(await one(from[0]!), who, name)).toMatchObject({ code: "FORBIDDEN", paragraph });
  });

  it.each(Object.keys(into).filter((state) => !from.includes(state)))("nobody may, when it is %s", async (state) => {
    const circulation = await one(state);
    expect(await world.stateOf(circulation)).toBe(state);
    expect((await refusal(circulation, by[0]!, name)).code).toBe("INVALID_STATE");
    expect(await world.stateOf(circulation)).toBe(state);
  });

  it("nobody may for whom it does not exist", async () => {
    const circulation = await one(from[0]!);
    const absent = { id: idOf("circulation", "00000000-0000-4000-8000-000000000000"), digest: "" };
    for (const other of ["oma.head", "officer", "hom.unmiss", "usg.dpo"]) {
      const hidden = await refusal(circulation, other, name);
      expect(hidden.code).toBe("NOT_FOUND");
      expect(await refusal(absent, other, name)).toEqual(hidden);
    }
  });

  it("asks for a reason that says something", async () => {
    const circulation = await into[from[0]!]!();
    for (const reason of ["", "  ", "x".repeat(2_001)])
      expect((await refusal(circulation, by[0]!, name, reason)).code).toBe("BAD_USER_INPUT");
    const without = await world.ask(by[0]!, name, { circulationId: circulation.id });
    expect(without.code).toBe(name === "withdrawCirculation" ? undefined : "BAD_USER_INPUT");
  });

  it("is done once, when it is asked for twice at the same moment", async () => {
    const circulation = await into[from[0]!]!();
    const input = { circulationId: circulation.id, reason: REASON };
    const answers = await Promise.all([1, 2].map(() => world.ask(by[0]!, name, input)));
    expect(answers.map(({ code }) => code ?? "done").sort()).toEqual(["INVALID_STATE", "done"]);
  });

  it("keeps who did it, in which post, when and why", async () => {
    const circulation = await into[from[0]!]!();
    await world.on(circulation, by.at(-1)!, name);
    const { data } = await world.registry.ask(
      "usg.dpko",
      `query ($id: ID!) { node(id: $id) { ... on Circulation { acts { act reason person { name } post { code } doneAt } } } }`,
      { id: circulation.id },
    );
    const post = { "usg.dfs": "USG_DFS", administrator: "ADMINISTRATOR_1", director: "DIRECTOR_OPSP" }[by.at(-1)!];
    expect(data.node.acts.at(-1)).toMatchObject({ reason: REASON, person: { name: by.at(-1) }, post: { code: post } });
  });
});

describe("§ 4.8: its proposer", () => {
  it.each(["director", "assistant", "administrator.second"])(
    "the %s withdraws what the %s proposed, and nobody else does",
    async (proposer) => {
      const circulation = await world.propose(scope(), proposer);
      for (const other of PREPARING.filter((one) => one !== proposer))
        expect(await refusal(circulation, other, "withdrawCirculation")).toMatchObject({
          code: "FORBIDDEN",
          paragraph: "§ 4.8",
        });
      await world.on(circulation, proposer, "withdrawCirculation");
      expect(await world.stateOf(circulation)).toBe("WITHDRAWN");
    },
  );

  it("withdraws before the first signature, not after it", async () => {
    expect((await refusal(await partly(), "administrator", "withdrawCirculation")).code).toBe("INVALID_STATE");
  });
});

describe("one decline ends it", () => {
  it("after the other has signed: nothing comes of the signature", async () => {
    const fresh = await world.report();
    const circulation = await world.propose(scope({ reportId: fresh.id }));
    await world.sign(circulation, "usg.dpko");
    await world.on(circulation, "usg.dfs", "declineCirculation");
    for (const usg of USGS)
      expect(
        (await world.refusal(usg, "signCirculation", { circulationId: circulation.id, digest: circulation.digest }))
          .code,
      ).toBe("INVALID_STATE");
    expect(await world.sees("asg.oo", fresh)).toBeNull();
  });

  it("after one's own signature, too: a USG may think again before it is complete", async () => {
    const circulation = await partly();
    await world.on(circulation, "usg.dpko", "declineCirculation");
    expect(await world.stateOf(circulation)).toBe("DECLINED");
  });
});

describe("recipients cannot circulate further", () => {
  it("they propose nothing, and their own circulation they neither suspend, lift, revoke nor widen", async () => {
    const circulation = await world.circulate(scope());
    expect(await world.refusal("asg.oo", "proposeCirculation", { ...scope(), purpose: "Onward" })).toMatchObject({
      code: "FORBIDDEN",
      paragraph: "§ 4.5",
    });
    for (const { name, paragraph } of ENDINGS)
      expect(await refusal(circulation, "asg.oo", name)).toMatchObject({ code: "FORBIDDEN", paragraph });
  });
});
