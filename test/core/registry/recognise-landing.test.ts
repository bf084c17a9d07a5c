import { describe, expect, it } from "vitest";
import { commitShaSchema } from "../../../core/names.ts";
import type { CommitDescription } from "../../../core/ports/registry-repository.ts";
import { isLanding, isMadeBy } from "../../../core/registry/recognise-landing.ts";
import { ALICE, APP, HEAD } from "../../support/facts.ts";
import { churn } from "../../support/registry-world.ts";

const OWN: CommitDescription = {
  parents: [commitShaSchema.parse(HEAD)],
  author: APP,
  committer: APP,
  signature: "valid",
};
const github = { id: 19_864_447, login: "web-flow", bot: false };

describe("a commit is the App's own", () => {
  it.each<[string, Partial<CommitDescription>]>([
    ["when it is author and committer", {}],
    ["when GitHub committed and signed for it", { committer: github }],
    ["on a host that signs nothing", { signature: "unavailable" }],
  ])("%s", (_, part) => expect(isMadeBy({ ...OWN, ...part }, APP)).toBe(true));

  it.each<[string, Partial<CommitDescription>]>([
    ["when somebody else wrote it", { author: ALICE }],
    ["when nobody knows who wrote it", { author: null }],
    ["when somebody else committed it", { committer: ALICE }],
    ["when GitHub is the committer by name only", { committer: github, signature: "unavailable" }],
    ["when the host signs and has not signed it", { signature: "none" }],
    ["when its login is the App's and its id is not", { author: { ...APP, id: 99 } }],
  ])("not %s", (_, part) => expect(isMadeBy({ ...OWN, ...part }, APP)).toBe(false));
});

it("a commit of the App that holds no event is no landing", () => {
  const records = [
    {
      model: churn,
      paths: ["models/churn/stages.json"],
      before: undefined,
      after: "{}",
      writtenEvents: new Map(),
    },
  ];
  expect(isLanding({ description: OWN, records, others: [] }, APP)).toBe(false);
});
