import { type World, aWorld } from "../operations/world";
import { PATIENT_LOCKS } from "../support/registry";
import { aLesson } from "./models/lessons";
import { aPlan } from "./models/plans";
import { tryAtRandom } from "./models/random-acts";
import { aRequest } from "./models/reviews";

/** Random acts by random persons, beside models that know nothing of the program: states are reached by their operations, and by no other path. */

const WHO = ["director", "officer", "military", "assistant", "usg.dpko", "usg.dfs", "usg.dpo", "administrator"];

let world: World;
beforeAll(async () => {
  world = await aWorld(undefined, PATIENT_LOCKS);
});
afterAll(() => world.registry.close());
beforeEach(() => world.registry.clock("2016-06-01T12:00:00Z"));

describe("random acts", () => {
  it("on requests, reviews and their reports come to no state that the model does not foresee", async () => {
    const pairs = await Promise.all(Array.from({ length: 8 }, () => aRequest(world)));
    await tryAtRandom(world, pairs, {
      who: [...WHO, "hom.minusca", "hom.unmiss"],
      acts: 300,
      endings: ["declineReviewRequest", "withdrawReviewRequest", "cancelReview", "declineRecommendation"],
    });
  }, 300_000);

  it("on work plans come to no state, and to no reader, that the model does not foresee", async () => {
    const report = await world.report();
    const pairs = [2015, 2016, 2017].map((year) => aPlan(world, year, report.id));
    await tryAtRandom(world, pairs, { who: [...WHO, "oios", "oma.head"], acts: 150, endings: [] });
  }, 300_000);

  it("on lessons come to no state, and to no reader, that the model does not foresee", async () => {
    const report = await world.report();
    const pairs = Array.from({ length: 4 }, () => aLesson(world, report.parts.u!));
    await tryAtRandom(world, pairs, { who: [...WHO, "oios", "oma.head"], acts: 100, endings: ["testLesson"] });
  }, 300_000);
});
