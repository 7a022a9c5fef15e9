import { Child } from "../support/child";
import { describeServed } from "../support/served";

describeServed("npm run tour", () => {
  it("finds all as the policy says, in 2016 and today", async () => {
    const tour = Child.run([], {}, "src/demonstration/tour.ts");
    expect({ code: await tour.ended(), err: tour.err }).toEqual({ code: 0, err: "" });
    for (const day of ["1 June 2016", "today"]) expect(tour.out).toContain(`As of ${day}, who reads OPSP/2016/R-`);
    expect(tour.out).toMatch(/\n\d{3} answers compared with the access policy, 0 not as it says\.\n$/);
    expect(tour.out.split("\n").filter((line) => line.length > 120)).toEqual([]);
  });

  it("finds the process as the policy says, from a request to a verified implementation", async () => {
    const tour = Child.run(["process"], {}, "src/demonstration/tour.ts");
    expect({ code: await tour.ended(), err: tour.err }).toEqual({ code: 0, err: "" });
    expect(tour.out.match(/is refused /g)).toHaveLength(6);
    expect(tour.out).toContain("ENDORSED and VERIFIED");
    expect(tour.out).toMatch(/\n\d{2} answers compared with the access policy, 0 not as it says\.\n$/);
  });
});
