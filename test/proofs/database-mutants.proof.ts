import { databaseMutants } from "./mutants/database-mutants";
import { Finders, INDEXES } from "./mutants/finders";
import type { Proof } from "./proof";
import { seedOfCase } from "./proof";

/** How many mutants there are. */
const FULL = 435;

/** Whatever is taken from the database's wall, one of the checks tells. */
export const proof: Proof = {
  id: "i",
  title: "Mutants of the database",
  unit: "mutants",
  quick: 12,
  full: FULL,
  async run(course) {
    const finders = await Finders.open();
    try {
      for (const find of [finders.rows, finders.lists, finders["self-check"], finders.catalog, finders["held open"]]) {
        const found = await find();
        if (found) throw new Error(`The database is not as it should be to begin with: ${found}.`);
      }
      const mutants = await databaseMutants(finders.registry.superuser, INDEXES);
      const order = mutants.map((mutant, place) => ({ mutant, key: seedOfCase(course.seed, place) }));
      order.sort((one, other) => one.key - other.key);
      const chosen = order.slice(course.from, course.until);
      for (const [place, { mutant }] of chosen.entries()) {
        await finders.registry.superuser.query(mutant.make);
        const found = await finders[mutant.killedBy]();
        await finders.registry.superuser.query(mutant.mend);
        if (found) course.passed();
        else course.failed({ case: course.from + place, what: `${mutant.name} was not found by (${mutant.killedBy})` });
      }
      if (mutants.length !== FULL) throw new Error(`There are ${mutants.length} mutants: say so in FULL.`);
    } finally {
      await finders.close();
    }
  },
};
