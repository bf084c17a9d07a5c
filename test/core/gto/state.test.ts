import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { GtoOptions } from "../../../core/gto/stages.ts";
import { DEFAULT_GTO_OPTIONS, foldGto, type GtoArtifact } from "../../../core/gto/state.ts";
import { gtoEvents } from "../../support/gto-events.ts";
import { law } from "../../support/law.ts";

function fold(story: string, options: Partial<GtoOptions> = {}): GtoArtifact {
  const [artifact, ...more] = foldGto(gtoEvents(story), { ...DEFAULT_GTO_OPTIONS, ...options });
  if (artifact === undefined || more.length > 0) throw new Error("not one artifact");
  return artifact;
}

const stagesOf = ({ stages }: GtoArtifact) =>
  Object.fromEntries(stages.map(({ stage, version, commit }) => [stage, version ?? commit.slice(-1)]));
const kindsOf = ({ conflicts }: GtoArtifact) => conflicts.map(({ kind }) => kind);

const TWO = "m@v1.0.0 c1 @1, m@v1.1.0 c2 @2";
const PRE = "m@v1.0.0-rc.1 c1 @1, m@v1.0.0 c2 @2, m@v1.0.0-rc.2 c3 @3";

describe("the truth table of GTO's tags", () => {
  it.each([
    [
      "A the newest assignment holds the stage",
      `${TWO}, m#prod#1 c2 @3, m#prod#2 c1 @4`,
      "v1.1.0",
      { prod: "v1.0.0" },
      [],
    ],
    [
      "B the time decides against the counter",
      `${TWO}, m#prod#2 c2 @3, m#prod#1 c1 @4`,
      "v1.1.0",
      { prod: "v1.0.0" },
      ["counter order"],
    ],
    [
      "C within one second the counter decides",
      `${TWO}, m#prod#1 c1 @5, m#prod#2 c2 @5`,
      "v1.1.0",
      { prod: "v1.1.0" },
      ["tie"],
    ],
    ["C2 also for a withdrawal", "m@v1.0.0 c1 @1, m#prod#1 c1 @5, m#prod!#2 c1 @5", "v1.0.0", {}, ["tie"]],
    [
      "D a fallback is told",
      `${TWO}, m#prod#1 c1 @3, m#prod#2 c2 @4, m#prod!#3 c2 @5`,
      "v1.1.0",
      { prod: "v1.0.0" },
      ["fallback"],
    ],
    [
      "E also when the version is deregistered",
      `${TWO}, m#prod#1 c1 @3, m#prod#2 c2 @4, m@v1.1.0! c2 @5`,
      "v1.0.0",
      { prod: "v1.0.0" },
      ["fallback"],
    ],
    [
      "F a commit without a version holds a stage",
      "m@v1.0.0 c1 @1, m#prod#1 c9 @2",
      "v1.0.0",
      { prod: "9" },
      ["unversioned"],
    ],
    [
      "G a new version ends a deprecation",
      "m@v1.0.0 c1 @1, m@deprecated c1 @2, m@v2.0.0 c2 @3",
      "v2.0.0",
      {},
      [],
    ],
    ["I a release is greater than its candidates", PRE, "v1.0.0", {}, []],
    [
      "J two versions of a commit cost the stage's tag alone",
      "m@v1.0.0 c1 @1, m@v1.1.0 c1 @2, m@v2.0.0 c2 @3, m#prod#1 c2 @4, m#prod#2 c1 @5",
      "v2.0.0",
      { prod: "v2.0.0" },
      ["ambiguous"],
    ],
    ["J2 without a stage's tag they are fine", "m@v1.0.0 c1 @1, m@v1.1.0 c1 @2", "v1.1.0", {}, []],
  ] as const)("%s", (_, story, latest, stages, kinds) => {
    const artifact = fold(story);
    expect([artifact.latest, stagesOf(artifact), kindsOf(artifact)]).toEqual([latest, stages, kinds]);
  });

  it("D names the version that the stage fell back from", () => {
    const artifact = fold(`${TWO}, m#prod#1 c1 @3, m#prod#2 c2 @4, m#prod!#3 c2 @5`);
    expect(artifact.stages).toMatchObject([{ version: "v1.0.0", fellBackFrom: "v1.1.0" }]);
    expect(artifact.conflicts[0]?.tags).toEqual(["m#prod#1", "m#prod#2"]);
  });

  it("H an artifact that was deprecated last holds no stage", () => {
    const artifact = fold("m@v1.0.0 c1 @1, m#prod#1 c1 @2, m@deprecated#2 c1 @3");
    expect(artifact).toMatchObject({ isDeprecated: true, latest: "v1.0.0", stages: [], conflicts: [] });
    expect(fold("m@v1.0.0 c1 @1, m@deprecated c1 @2, m@v2.0.0 c2 @3").isDeprecated).toBe(false);
  });

  it("J a version that was taken back does not make a commit ambiguous", () => {
    const artifact = fold("m@v1.0.0 c1 @1, m@v1.1.0 c1 @2, m@v1.0.0! c1 @3, m#prod#1 c1 @4");
    expect([stagesOf(artifact), kindsOf(artifact)]).toEqual([{ prod: "v1.1.0" }, []]);
  });

  it("K a version that was taken back and registered again is active, with both registrations", () => {
    const { versions, latest } = fold("m@v1.0.0 c1 @1, m@v1.0.0! c1 @2, m@v1.0.0#1 c1 @3");
    expect(latest).toBe("v1.0.0");
    expect(versions).toMatchObject([
      { isActive: true, registrations: [{ tag: "m@v1.0.0" }, { tag: "m@v1.0.0#1" }] },
    ]);
  });

  it("L on a board a version stands where it was put last", () => {
    const story = "m@v1.0.0 c1 @1, m#dev#1 c1 @3, m#staging#2 c1 @4";
    expect(stagesOf(fold(story))).toEqual({ dev: "v1.0.0", staging: "v1.0.0" });
    expect(stagesOf(fold(story, { isBoard: true }))).toEqual({ staging: "v1.0.0" });
  });

  it("M the greatest version holds a stage only where that is asked for", () => {
    const story = `${TWO}, m#prod#1 c2 @3, m#prod#2 c1 @4`;
    expect(stagesOf(fold(story, { holder: "greatest" }))).toEqual({ prod: "v1.1.0" });
    expect(stagesOf(fold(story))).toEqual({ prod: "v1.0.0" });
  });
});

describe("foldGto", () => {
  it("follows a real registry of three artifacts", () => {
    const story =
      "churn@v3.0.0 c1 @1, churn@v3.1.0 c2 @2, churn#dev#1 c1 @3, churn#staging#2 c2 @4, churn#prod#3 c1 @5, churn#dev#4 c2 @6, " +
      "segment@v0.4.1 c3 @7, segment#dev#1 c3 @8, cv-class@v0.1.13 c4 @9";
    const found = foldGto(gtoEvents(story)).map((one) => [one.name, one.latest, stagesOf(one)]);
    expect(found).toEqual([
      ["churn", "v3.1.0", { dev: "v3.1.0", prod: "v3.0.0", staging: "v3.1.0" }],
      ["cv-class", "v0.1.13", {}],
      ["segment", "v0.4.1", { dev: "v0.4.1" }],
    ]);
  });

  it("tells a version that moved, and one that was taken back and never registered", () => {
    expect(kindsOf(fold("m@v1.0.0 c1 @1, m@v1.0.0#1 c2 @2"))).toEqual(["moved version"]);
    expect(fold("m@v1.0.0 c1 @1, m@v1.0.0#1 c2 @2").versions).toMatchObject([
      { commit: expect.stringMatching(/2$/) },
    ]);
    expect(kindsOf(fold("m@v1.0.0! c1 @1"))).toEqual(["unregistered"]);
  });

  it("does not depend on the order of the tags", () => {
    const tag = fc
      .tuple(
        fc.constantFrom(
          "@v1.0.0",
          "@v1.1.0",
          "@v1.0.0!",
          "@v1.1.0!",
          "#prod",
          "#prod!",
          "#dev",
          "@deprecated",
        ),
        fc.nat(3),
        fc.constantFrom("c1", "c2", "c3"),
        fc.nat(4),
      )
      .map(
        ([what, counter, commit, second]) =>
          `m${what}${counter === 0 ? "" : `#${counter}`} ${commit} @${second}`,
      );
    const tags = fc.uniqueArray(tag, { minLength: 1, maxLength: 12, selector: (one) => one.split(" ")[0] });
    const shuffled = tags.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
    );
    law(shuffled, ([one, other]) => {
      expect(foldGto(gtoEvents(other.join(", ")))).toEqual(foldGto(gtoEvents(one.join(", "))));
    });
  });
});
