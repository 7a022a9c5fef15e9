import { confirmPaperSignature } from "../../src/operations/confirm-paper-signature";
import { declineCirculation } from "../../src/operations/decline-circulation";
import { liftSuspension } from "../../src/operations/lift-suspension";
import { recordPaperSignature } from "../../src/operations/record-paper-signature";
import { revokeCirculation } from "../../src/operations/revoke-circulation";
import { signCirculation } from "../../src/operations/sign-circulation";
import { suspendCirculation } from "../../src/operations/suspend-circulation";
import { withdrawCirculation } from "../../src/operations/withdraw-circulation";
import { READERS, type Tries, castFurther, triesOn, wouldBeDone } from "./tries";
import { type Proposed, type World, aWorld } from "./world";

let world: World;
let tried: ReturnType<typeof triesOn>;
beforeAll(async () => {
  world = await aWorld();
  tried = triesOn(world);
});
afterAll(() => world.registry.close());

describe("what a reader may do to a circulation", () => {
  const REASON = "A reason";
  interface Made {
    what: string;
    circulation: Proposed;
    papers: string[];
  }
  const made: Made[] = [];
  /** By each reader, what the registry says that the reader may do: by the circulation's id. */
  const said: Record<string, Record<string, Record<string, boolean>>> = {};

  const scope = async (more: object = {}) => ({
    reportId: (await world.report()).id,
    full: true,
    postIds: [world.post.ASG_OO],
    ...more,
  });
  const on = async (circulation: Proposed, ...acts: [string, string][]) => {
    for (const [as, name] of acts) await world.on(circulation, as, name);
    return circulation;
  };
  const signedBy = async (circulation: Proposed, ...usgs: string[]) => {
    for (const usg of usgs) await world.sign(circulation, usg);
    return circulation;
  };

  const MAKING: Record<string, () => Promise<Proposed | [Proposed, ...string[]]>> = {
    "proposed by an administrator": async () => world.propose(await scope()),
    "proposed by the Director": async () => world.propose(await scope(), "director"),
    "proposed by the officer-in-charge": async () => world.propose(await scope(), "military"),
    "proposed by the Team Assistant": async () => world.propose(await scope(), "assistant"),
    "signed by the USG DPKO": async () => signedBy(await world.propose(await scope()), "usg.dpko"),
    "signed by who acts for both": async () => signedBy(await world.propose(await scope()), "usg.both"),
    withdrawn: async () => on(await world.propose(await scope()), ["administrator", "withdrawCirculation"]),
    declined: async () =>
      on(await signedBy(await world.propose(await scope()), "usg.dpko"), ["usg.dfs", "declineCirculation"]),
    signed: async () => world.circulate(await scope()),
    "signed, for an office": async () => world.circulate(await scope({ officeIds: [world.office.OMA] })),
    "not yet valid": async () => world.circulate(await scope({ validFrom: "2016-12-01T00:00:00Z" })),
    expired: async () => world.circulate(await scope({ validUntil: "2016-06-02T00:00:00Z" })),
    suspended: async () => on(await world.circulate(await scope()), ["director", "suspendCirculation"]),
    "suspended before it is valid": async () =>
      on(await world.circulate(await scope({ validFrom: "2016-12-01T00:00:00Z" })), ["director", "suspendCirculation"]),
    "suspended, and expired": async () =>
      on(await world.circulate(await scope({ validUntil: "2016-06-02T00:00:00Z" })), [
        "director",
        "suspendCirculation",
      ]),
    revoked: async () => on(await world.circulate(await scope()), ["usg.dfs", "revokeCirculation"]),
    "with a paper of the administrator's": async () => {
      const circulation = await world.propose(await scope());
      return [circulation, await world.recordPaper(circulation)];
    },
    "with papers of both posts": async () => {
      const circulation = await world.propose(await scope());
      return [
        circulation,
        await world.recordPaper(circulation),
        await world.recordPaper(circulation, { postId: world.post.USG_DPKO }, "administrator.second"),
      ];
    },
    "with a paper of one who is Director, too": async () => {
      const circulation = await world.propose(await scope());
      return [circulation, await world.recordPaper(circulation, {}, "both.duties")];
    },
    "with a paper of a post that has signed": async () => {
      const circulation = await world.propose(await scope());
      const paper = await world.recordPaper(circulation);
      return [await signedBy(circulation, "usg.dfs"), paper];
    },
    "with a paper of a day on which nobody held the post": async () => {
      const circulation = await world.propose(await scope());
      return [circulation, await world.recordPaper(circulation, { memorandumOn: "1990-01-01" })];
    },
    "with a paper, declined": async () => {
      const circulation = await world.propose(await scope());
      const paper = await world.recordPaper(circulation);
      return [await on(circulation, ["usg.dfs", "declineCirculation"]), paper];
    },
    "with a confirmed paper, complete": async () => {
      const circulation = await signedBy(await world.propose(await scope()), "usg.dpko");
      const paper = await world.recordPaper(circulation);
      await world.act("director", "confirmPaperSignature", { paperSignatureId: paper });
      return [circulation, paper];
    },
  };

  beforeAll(async () => {
    await castFurther(world);
    for (const [what, make] of Object.entries(MAKING)) {
      const [circulation, ...papers] = [await make()].flat() as [Proposed, ...string[]];
      made.push({ what, circulation, papers });
    }
    await world.registry.clock("2016-06-02T12:00:00Z");
    const asked = `{ circulations(first: 100) { nodes { id viewerCan { sign decline withdraw recordPaperSignature confirmPaperSignature suspend liftSuspension revoke } } } }`;
    for (const reader of READERS) {
      const { data } = await world.registry.ask(reader, asked);
      said[reader] = Object.fromEntries(
        data.circulations.nodes.map(({ id, viewerCan }: { id: string; viewerCan: Record<string, boolean> }) => [
          id,
          viewerCan,
        ]),
      );
    }
  });

  const triesOf = (subject: string, { circulation: { id: circulationId, digest }, papers }: Made): Tries => {
    const given = { circulationId, reason: REASON };
    const memorandum = { memorandumReference: "MEMO", memorandumOn: "2016-06-01", scanSha256: "ab".repeat(32) };
    return {
      sign: [() => tried(subject, signCirculation, { circulationId, digest })],
      decline: [() => tried(subject, declineCirculation, given)],
      withdraw: [() => tried(subject, withdrawCirculation, given)],
      recordPaperSignature: ["USG_DPKO", "USG_DFS"].map(
        (code) => () =>
          tried(subject, recordPaperSignature, { circulationId, postId: world.post[code]!, ...memorandum }),
      ),
      confirmPaperSignature: papers.map(
        (paperSignatureId) => () => tried(subject, confirmPaperSignature, { paperSignatureId }),
      ),
      suspend: [() => tried(subject, suspendCirculation, given)],
      liftSuspension: [() => tried(subject, liftSuspension, given)],
      revoke: [() => tried(subject, revokeCirculation, given)],
    };
  };

  /** What the registry says that a reader may do to none of them is refused by its first condition: tried on every sixth. */
  const isWorthTrying = (reader: string, act: string, one: Made) =>
    Object.values(said[reader]!).some((can) => can[act]) || made.indexOf(one) % 6 === 0;

  it.each(Object.keys(MAKING))("is what the registry says beforehand: of one %s", async (what) => {
    const one = made.find((found) => found.what === what)!;
    for (const reader of READERS) {
      const can = said[reader]![one.circulation.id];
      const tries = triesOf(reader, one);
      if (!can) {
        expect([reader, await tries.decline![0]!()]).toEqual([reader, "NOT_FOUND"]);
        continue;
      }
      const decided: Record<string, boolean> = {};
      for (const [act, ways] of Object.entries(tries))
        decided[act] = isWorthTrying(reader, act, one) && (await wouldBeDone(ways));
      expect({ reader, ...decided }).toEqual({ reader, ...can });
    }
  });

  it("tells each of the acts of somebody, and none of everybody", () => {
    const all = Object.values(said).flatMap((byId) => Object.values(byId));
    for (const act of Object.keys(all[0]!)) {
      const allowed = all.filter((can) => can[act]).length;
      expect([act, allowed > 0, allowed < all.length]).toEqual([act, true, true]);
    }
  });

  it("gives a recipient and a portal nothing to do", async () => {
    await world.portal("portal.oma", "OMA");
    const asked = `{ circulations(first: 100) { nodes { viewerCan { sign decline withdraw recordPaperSignature confirmPaperSignature suspend liftSuspension revoke } } } }`;
    for (const wish of [
      "oma.head",
      { subject: "usg.dpko", actor: "portal.oma" },
      { subject: "director", actor: "portal.oma" },
    ]) {
      const { data } = await world.registry.ask(wish, asked);
      for (const { viewerCan } of data.circulations.nodes)
        expect(Object.values(viewerCan)).toEqual(Array(8).fill(false));
    }
  });
});
