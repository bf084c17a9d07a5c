import { describe, expect, it } from "vitest";
import { answerComment } from "../../usecases/answer-comment.ts";
import { editWorld, proposes, STRICTER } from "../support/edit-play.ts";
import { written } from "../support/registry-play.ts";
import { grace, POLICY } from "../support/registry-world.ts";

async function said(body: string, policy?: string) {
  const world = editWorld(policy);
  const { number } = proposes(world, { "pedigree.yml": STRICTER });
  const outcome = await answerComment(world.ports, written(world, { pull: number, body, sender: grace }));
  return { outcome, comments: world.pulls.comments(number), world };
}

describe("a command on an edit", () => {
  it("explains what is missing and from whom", async () => {
    const { outcome, comments } = await said("/explain");
    expect(outcome).toMatchObject({ kind: "explained" });
    expect(comments).toEqual([expect.stringMatching(/2 approvals.*acme\/leads.*pedigree\.yml/)]);
    // Its author chose the title.
    expect(comments.join()).not.toContain("An edit");
  });

  it.each(["/override because I want it", "/freeze churn for no reason", "/promote production"])(
    "does nothing else: %s",
    async (body) => {
      const { outcome, comments, world } = await said(body);
      expect(outcome).toMatchObject({ kind: "refused" });
      expect(comments).toHaveLength(1);
      expect(world.files()).not.toContain("log/000001-edited.json");
    },
  );

  it("shows the right form of the one that means something here", async () => {
    const { outcome, comments } = await said("/explain this please");
    expect(outcome).toMatchObject({ kind: "refused", code: "INPUT_INVALID" });
    expect(comments).toEqual([expect.stringContaining("say /explain alone in its line")]);
    expect((await said("/promot production")).comments).toEqual([
      expect.stringContaining("only /explain is"),
    ]);
    expect((await said("/promote", POLICY)).comments).toEqual([]);
  });

  it("is not heard where edits are not governed", async () => {
    const { outcome, comments } = await said("/explain", POLICY);
    expect(outcome).toMatchObject({ kind: "nothing" });
    expect(comments).toEqual([]);
  });
});
