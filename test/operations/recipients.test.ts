import { Proposals, notEligible } from "./proposals";
import { type World, aWorld } from "./world";

let world: World;
beforeAll(async () => {
  world = await aWorld();
});
afterAll(() => world.registry.close());

describe("§ 10.1: the closed list of recipients in 2016", () => {
  let proposals: Proposals;

  beforeAll(async () => {
    await world.registry.post("TEAM_OF_IOT", "OO");
    proposals = new Proposals(world, await world.report());
  });
  it.each([
    ["post", "ASG_OO", "ASSISTANT_SECRETARY_GENERAL"],
    ["post", "ASG_OROLSI", "ASSISTANT_SECRETARY_GENERAL"],
    ["post", "ASG_DFS", "ASSISTANT_SECRETARY_GENERAL"],
    ["post", "MILITARY_ADVISER", "HEAD_OF_HEADQUARTERS_OFFICE"],
    ["post", "POLICE_ADVISER", "HEAD_OF_HEADQUARTERS_OFFICE"],
    ["post", "DIRECTOR_DPET", "HEAD_OF_HEADQUARTERS_OFFICE"],
    ["post", "USG_DFS", "HEAD_OF_HEADQUARTERS_OFFICE"],
    ["post", "DIRECTOR_OPSP", "HEAD_OF_HEADQUARTERS_OFFICE"],
    ["post", "HOM_MINUSCA", "HEAD_OF_MISSION"],
    ["office", "OO", "HEADQUARTERS_OFFICE"],
    ["office", "OMA", "HEADQUARTERS_OFFICE"],
    ["office", "POLICE_DIVISION", "HEADQUARTERS_OFFICE"],
    ["office", "OROLSI", "HEADQUARTERS_OFFICE"],
    ["office", "DPET", "HEADQUARTERS_OFFICE"],
    ["office", "DFS", "HEADQUARTERS_OFFICE"],
  ] as const)("the %s %s is on it: %s", async (kind, code, relevance) => {
    expect(await proposals.relevance(kind, code)).toBe(relevance);
  });

  it.each([
    ["post", "HOM_UNMISS", "heads another mission"],
    ["post", "HOMC_MINUSCA", "heads a component, and did not request the review"],
    ["post", "HOPC_MINUSCA", "heads a component, and did not request the review"],
    ["post", "DMS_MINUSCA", "is of the mission, and does not head it"],
    ["post", "HEAD_OF_OIOS", "is of internal oversight"],
    ["post", "ADMINISTRATOR_1", "is of the registry"],
    ["post", "AUDITOR", "is of the registry"],
    ["post", "OMA_STAFF", "is staff of an office"],
    ["post", "OPSP_TEAM_ASSISTANT", "is staff of an office"],
    ["post", "USG_DPO", "does not exist before 2019"],
    ["post", "USG_DOS", "does not exist before 2019"],
    ["post", "ASG_AFRICA", "does not exist before 2019"],
    ["post", "ASG_DOS", "does not exist before 2019"],
    ["post", "HOM_MINUJUSTH", "is of a mission that does not exist before October 2017"],
    ["office", "DPO", "does not exist before 2019"],
    ["office", "DOS", "does not exist before 2019"],
    ["office", "AFRICA", "does not exist before 2019"],
    ["office", "MINUSCA", "is a mission"],
    ["office", "UNMISS", "is a mission"],
    ["office", "OIOS", "is of internal oversight"],
    ["office", "REGISTRY", "is the registry"],
  ] as const)("the %s %s is not: it %s", async (kind, code, _why) => {
    expect(await proposals.refusal(kind, code)).toMatchObject(notEligible());
  });

  it("one recipient that is not on it refuses the whole proposal", async () => {
    const input = {
      reportId: proposals.report.id,
      full: true,
      purpose: "A test",
      postIds: [world.post.MILITARY_ADVISER, world.post.HOM_UNMISS],
      officeIds: [world.office.OO],
    };
    expect(await world.refusal("administrator", "proposeCirculation", input)).toMatchObject(notEligible());
    expect(await world.refusal("administrator", "previewCirculation", input)).toMatchObject(notEligible());
  });

  it("a post without a place in an office is not on it, nor one whose place nobody has confirmed", async () => {
    await world.registry.sql(
      "insert into post (code, name, role, starts_on) values ('ASG_NOWHERE', 'Nowhere', 'ASSISTANT_SECRETARY_GENERAL', '2010-01-01')",
    );
    await world.registry.sql(
      "insert into post_placement (post_id, office_id, starts_on) select p.id, o.id, '2010-01-01' from post p, office o where p.code = 'ASG_NOWHERE' and o.code = 'OO'",
    );
    await world.learn();
    expect(await proposals.refusal("post", "ASG_NOWHERE")).toMatchObject(notEligible());
  });

  it("an office and a post that have ended, or that have yet to begin, are not on it", async () => {
    for (const [code, from, until] of [
      ["PAST", "2010-01-01", "2016-05-31"],
      ["FUTURE", "2016-06-02", null],
    ] as const) {
      await world.registry.sql(
        "insert into office (code, name, kind, starts_on, parent_id) select $1, $1, 'HEADQUARTERS_OFFICE', $2, id from office where code = 'DPKO'",
        [code, from],
      );
      await world.registry.post(`HEAD_OF_${code}`, code, { isHead: true, from });
      if (until)
        await world.registry.sql(
          "insert into office_end (office_id, ends_on, recorded_at) select id, $2, '2010-01-01' from office where code = $1",
          [code, until],
        );
    }
    await world.learn();
    for (const code of ["PAST", "FUTURE"]) {
      expect(await proposals.refusal("office", code)).toMatchObject(notEligible());
      expect(await proposals.refusal("post", `HEAD_OF_${code}`)).toMatchObject(notEligible());
    }
  });

  it("a sub-office of the departments is on it by itself, and so is its head", async () => {
    await world.registry.sql(
      "insert into office (code, name, kind, starts_on, parent_id) select 'IOT', 'Integrated Operational Team', 'HEADQUARTERS_OFFICE', '2010-01-01', id from office where code = 'OO'",
    );
    await world.registry.post("HEAD_OF_IOT", "IOT", { isHead: true });
    await world.learn();
    expect(await proposals.relevance("office", "IOT")).toBe("HEADQUARTERS_OFFICE");
    expect(await proposals.relevance("post", "HEAD_OF_IOT")).toBe("HEAD_OF_HEADQUARTERS_OFFICE");
  });

  it("an office of another department is not on it, nor its head, nor its Assistant Secretary-General", async () => {
    await world.registry.sql(
      "insert into office (code, name, kind, starts_on) values ('DPPA', 'Political affairs', 'DEPARTMENT', '2010-01-01')",
    );
    await world.registry.sql(
      "insert into office (code, name, kind, starts_on, parent_id) select 'DPPA_DESK', 'A desk of it', 'HEADQUARTERS_OFFICE', '2010-01-01', id from office where code = 'DPPA'",
    );
    await world.registry.sql(
      "insert into office (code, name, kind, starts_on) values ('OCHA', 'Of no department', 'HEADQUARTERS_OFFICE', '2010-01-01')",
    );
    for (const office of ["DPPA", "DPPA_DESK", "OCHA"]) {
      await world.registry.post(`HEAD_OF_${office}`, office, { isHead: true });
      await world.registry.post(`ASG_OF_${office}`, office, { role: "ASSISTANT_SECRETARY_GENERAL" });
    }
    await world.learn();
    for (const office of ["DPPA", "DPPA_DESK", "OCHA"]) {
      expect(await proposals.refusal("office", office)).toMatchObject(notEligible());
      expect(await proposals.refusal("post", `HEAD_OF_${office}`)).toMatchObject(notEligible());
      expect(await proposals.refusal("post", `ASG_OF_${office}`)).toMatchObject(notEligible());
    }
  });

  it("an office is known by its id: a name that resembles another's changes nothing", async () => {
    await world.registry.sql(
      "insert into office (code, name, kind, starts_on) values ('OMA_', 'Office of Military Affairs', 'REGISTRY', '2010-01-01')",
    );
    await world.learn();
    expect(await proposals.refusal("office", "OMA_")).toMatchObject(notEligible());
  });
});

describe("§ 10.1: who requested the review", () => {
  const requestedBy = async (code: string, missions = ["MINUSCA"]) =>
    new Proposals(world, await world.report({ missions, requestingPostId: world.post[code] }));

  it("the Head of a Component who requested it is on the list, and the other one of the mission is not", async () => {
    const proposals = await requestedBy("HOMC_MINUSCA");
    expect(await proposals.relevance("post", "HOMC_MINUSCA")).toBe("REQUESTER");
    expect(await proposals.refusal("post", "HOPC_MINUSCA")).toMatchObject(notEligible());
    expect(await proposals.refusal("office", "MINUSCA")).toMatchObject(notEligible());
  });

  it.each([
    "HOPC_MINUSCA",
    "DMS_MINUSCA",
    "HOM_MINUSCA",
    "ASG_OO",
    "ASG_OROLSI",
    "ASG_DFS",
    "DIRECTOR_DPET",
    "MILITARY_ADVISER",
    "POLICE_ADVISER",
  ])("%s may have requested it, and is on the list then", async (code) => {
    expect(await (await requestedBy(code)).relevance("post", code)).toBe("REQUESTER");
  });

  it("its office at Headquarters is on the list", async () => {
    expect(await (await requestedBy("DIRECTOR_DPET")).relevance("office", "DPET")).toBe("OFFICE_OF_REQUESTER");
  });

  it("a contributing country is never on it, not even as the one that requested the review", async () => {
    await world.registry.sql(
      "insert into office (code, name, kind, starts_on) values ('FINLAND', 'Finland', 'CONTRIBUTING_COUNTRY', '2010-01-01')",
    );
    await world.registry.post("PERMANENT_REPRESENTATIVE", "FINLAND", { isHead: true });
    await world.learn();
    const proposals = await requestedBy("PERMANENT_REPRESENTATIVE");
    expect(await proposals.refusal("post", "PERMANENT_REPRESENTATIVE")).toMatchObject(notEligible());
    expect(await proposals.refusal("office", "FINLAND")).toMatchObject(notEligible());
  });

  it("a review of Headquarters has no Head of Mission", async () => {
    const proposals = await requestedBy("MILITARY_ADVISER", []);
    expect(await proposals.refusal("post", "HOM_MINUSCA")).toMatchObject(notEligible());
    expect(await proposals.relevance("post", "MILITARY_ADVISER")).toBe("REQUESTER");
  });
});

describe("§ 10.1: the closed list of recipients from 2019", () => {
  let proposals: Proposals;

  beforeAll(async () => {
    await world.registry.clock("2026-06-01T12:00:00Z");
    proposals = new Proposals(world, await world.report());
  });
  it.each([
    ["post", "ASG_AFRICA", "ASSISTANT_SECRETARY_GENERAL"],
    ["post", "ASG_MIDDLE_EAST_ASIA", "ASSISTANT_SECRETARY_GENERAL"],
    ["post", "ASG_EUROPE_AMERICAS", "ASSISTANT_SECRETARY_GENERAL"],
    ["post", "ASG_OROLSI", "ASSISTANT_SECRETARY_GENERAL"],
    ["post", "ASG_DOS", "ASSISTANT_SECRETARY_GENERAL"],
    ["post", "USG_DOS", "HEAD_OF_HEADQUARTERS_OFFICE"],
    ["post", "MILITARY_ADVISER", "HEAD_OF_HEADQUARTERS_OFFICE"],
    ["office", "DOS", "HEADQUARTERS_OFFICE"],
    ["office", "AFRICA", "HEADQUARTERS_OFFICE"],
    ["office", "OMA", "HEADQUARTERS_OFFICE"],
    ["post", "HOM_MINUSCA", "HEAD_OF_MISSION"],
  ] as const)("the %s %s is on it: %s", async (kind, code, relevance) => {
    expect(await proposals.relevance(kind, code)).toBe(relevance);
  });

  it.each([
    ["post", "ASG_OO"],
    ["post", "ASG_DFS"],
    ["post", "USG_DPKO"],
    ["post", "USG_DFS"],
    ["office", "OO"],
    ["office", "DPKO"],
    ["office", "DFS"],
  ] as const)("the %s %s has ended, and its successors inherit nothing", async (kind, code) => {
    expect(await proposals.refusal(kind, code)).toMatchObject(notEligible());
  });

  it("the Head of a mission that has ended is not on it, though the report is about that mission", async () => {
    const ofMinusma = new Proposals(world, await world.report({ missions: ["MINUSMA"] }));
    expect(await ofMinusma.refusal("post", "HOM_MINUSMA")).toMatchObject(notEligible());
  });
});
