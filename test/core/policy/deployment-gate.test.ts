import { describe, expect, it } from "vitest";
import { documents } from "../../../adapters/importers/documents.ts";
import { modelNameSchema, sha256Schema } from "../../../core/names.ts";
import {
  combineWords,
  describeServed,
  isServed,
  type RegistryWord,
  servedBy,
} from "../../../core/policy/deployment-gate.ts";
import { stage } from "../../support/events.ts";
import { churn } from "../../support/registry-world.ts";

const policy = documents.policy(`schemaVersion: 1
stages:
  - name: development
  - { name: production, from: [development], then: { deployment: Live } }
deployments:
  - { repository: acme/serving, environment: Live, model: churn, stage: production }
`);
const at = (repository: string, environment = "Live") =>
  servedBy(policy, "acme/registry", { repository, environment });
const claim = { model: churn, stage: stage("production"), digest: sha256Schema.parse("a".repeat(64)) };

describe("an environment", () => {
  it("of the registry serves every model in the stage that deploys to it", () => {
    expect(at("ACME/Registry")).toEqual([{ model: null, stage: "production" }]);
    expect(isServed(at("acme/registry"), claim)).toBe(true);
    expect(isServed(at("acme/registry"), { ...claim, stage: stage("development") })).toBe(false);
  });

  it("of another repository serves the model that is named", () => {
    expect(isServed(at("acme/serving"), claim)).toBe(true);
    expect(describeServed(at("acme/serving"))).toBe("churn in production");
  });

  it.each([
    ["acme/other", "Live"],
    ["acme/serving", "live"],
    ["acme/registry", "staging"],
  ])("that no line names serves nothing: %s %s", (repository, environment) => {
    expect(at(repository, environment)).toEqual([]);
  });
});

describe("the words of several registries", () => {
  const say = (kind: "approved" | "rejected" | "elsewhere" | "unusable") => ({ kind, reason: kind });
  const silent: RegistryWord = { kind: "silent" };
  const named = (words: readonly RegistryWord[]) =>
    new Map(words.map((word, at) => [`acme/registry-${at}`, word]));
  const answer = (...words: RegistryWord[]) => combineWords(named(words), "listed");
  const discovered = (...words: RegistryWord[]) => combineWords(named(words), "discovered");

  it.each([
    ["approved", true],
    ["rejected", false],
  ] as const)("are that of the one that decides: %s", (kind, approved) => {
    const decided = { approved, reason: kind };
    expect(answer(say(kind))).toEqual(decided);
    expect(answer(silent, say("unusable"), say(kind), say("elsewhere"))).toEqual(decided);
  });

  it("are a refusal where two decide, whatever they say", () => {
    const both = answer(say("approved"), silent, say("approved"));
    expect(both.approved).toBe(false);
    expect(both.reason).toContain("acme/registry-0 and acme/registry-2");
    expect(answer(say("approved"), say("rejected")).approved).toBe(false);
  });

  it("are a refusal where none decides, with the reason that says most", () => {
    const refused = (reason: string) => ({ approved: false, reason });
    expect(answer(say("unusable"), say("elsewhere"))).toEqual(refused("elsewhere"));
    expect(answer(silent, say("unusable"))).toEqual(refused("unusable"));
    expect(answer(silent)).toEqual(answer());
    expect(answer()).toMatchObject({ approved: false, reason: expect.stringContaining("`deployments`") });
  });

  it.each([
    ["elsewhere", "acme/registry-0 speaks for this environment as well"],
    ["unusable", "acme/registry-0 cannot be used"],
  ] as const)("are a refusal where one was discovered beside a registry that is %s", (kind, reason) => {
    const refused = discovered(say(kind), say("approved"));
    expect(refused).toEqual({ approved: false, reason: expect.stringContaining(reason) });
    expect(refused.reason).toContain("acme/registry-1 says yes");
    expect(refused.reason).toContain("PEDIGREE_REGISTRIES");
    expect(discovered(say(kind), say("rejected"))).toEqual({ approved: false, reason: "rejected" });
  });

  it("are that of the only one that was discovered and names the environment", () => {
    expect(discovered(silent, say("approved"))).toEqual({ approved: true, reason: "approved" });
    expect(discovered(say("elsewhere"))).toEqual({ approved: false, reason: "elsewhere" });
  });
});

it("a model that is not named is not served beside one that is", () => {
  const two = [...at("acme/serving"), { model: null, stage: stage("development") }];
  expect(isServed(two, claim)).toBe(true);
  const other = { ...claim, model: modelNameSchema.parse("credit") };
  expect(isServed(two, other)).toBe(false);
});
