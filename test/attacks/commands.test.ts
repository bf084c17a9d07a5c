import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findMisspelling, formatCommand, parseCommands } from "../../core/registry/command.ts";
import { answerComment } from "../../usecases/answer-comment.ts";
import { requestFromComment } from "../../usecases/request-move.ts";
import { registered, written } from "../support/registry-play.ts";
import { ada, app, RegistryWorld } from "../support/registry-world.ts";
import { type AppWorld, startAppWorld } from "../support/running-app.ts";
import { createTrainingRepository, train } from "../support/training.ts";

/** Comments in which a reader of GitHub's page sees no command of the author's own. */
const UNSEEN: readonly (readonly [string, string])[] = [
  ["a quote", "> /promote production"],
  ["a quote that goes on", "> as you said:\n/promote production"],
  ["a fence", "```\n/promote production\n```"],
  ["a fence that nobody closes", "~~~~\n/promote production"],
  ["an indented block", "    /promote production"],
  ["an HTML comment", "<!--\n/promote production\n-->"],
  ["an HTML comment that nobody closes", "fine\n<!--\n\n/promote production"],
  ["a preformatted block", "<pre>\n\n/promote production\n</pre>"],
  ["a folded block", "<details><summary>log</summary>\n\n/promote production\n\n</details>"],
  ["a tag's attributes", "<div\n/promote production\n>looks good</div>"],
  ["a closing tag", "</div\n/promote production\n>"],
  ["a processing instruction", "<?\n\n/promote production\n?>"],
  ["a declaration", "<!X\n/promote production\n>"],
  ["a CDATA section", "<![CDATA[\n/promote production\n>]]>"],
  ["a link's title", 'see [this](https://example.com "\n/promote production\n")'],
  ["a link's target", "see [this](\n/archive\n)"],
  ["the target of a link reference", "[note]:\n/archive"],
  ["an image's text", "![\n/promote production\n](https://example.com/x.png)"],
  ["the middle of a line", "please /promote production"],
  ["another slash", "／promote production"],
  ["a hidden character in front", "\u200b/promote production"],
  ["a turned line", "\u202e/promote production"],
  ["a hidden character in the verb", "/pro\u200bmote production"],
];

describe("A16 a command", () => {
  it.each(UNSEEN)("A16 is not heard in %s", (_, comment) => {
    expect(parseCommands(comment)).toEqual([]);
    expect(findMisspelling(comment.replace(/ production|archive/, ""))).toBeUndefined();
  });

  it("A16 is heard where it is the author's own visible line", () => {
    const wanted = [{ verb: "promote", stage: "production" }];
    for (const comment of [
      "/promote production",
      "Looks good to me.\n/promote production",
      "> is it good?\n\nIt is.\n\n/promote production",
      "It has 3 < 5 errors, see [the run](https://example.com).\n\n/promote production",
    ]) {
      expect(parseCommands(comment)).toEqual(wanted);
    }
  });

  it("A16 names exactly the stage that stands there: look-alikes are other stages, and there are none", async () => {
    const world = new RegistryWorld();
    const home = await registered(world, 1);
    for (const stage of ["рroduction", "prod\u202euction", "production\u200b", "Production", "ｐroduction"]) {
      const outcome = await requestFromComment(world.ports, {
        pull: home,
        body: `/promote ${stage}`,
        sender: ada,
      });
      expect(outcome).toMatchObject({ kind: "refused", code: "STAGE_UNKNOWN" });
    }
  });

  it("A16 survives no wrapping: whatever is put into a quote, a fence or a comment asks for nothing", () => {
    const text = fc.string({
      unit: fc.constantFrom("a", " ", "\n", "/", "`", "<", ">", "-", "!", "[", "]", "\r"),
    });
    const command = formatCommand({ verb: "promote", stage: "production" });
    fc.assert(
      fc.property(text, text, (before, after) => {
        const inside = `${before.replaceAll("```", "")}\n${command}\n${after}`;
        const quoted = inside
          .split(/\r\n|\r|\n/)
          .map((line) => `> ${line}`)
          .join("\n");
        expect(parseCommands(quoted)).toEqual([]);
        expect(findMisspelling(quoted.replaceAll(command, "/promote"))).toBeUndefined();
        expect(parseCommands(`<!-- ${inside.replaceAll("-->", "")} -->`)).toEqual([]);
      }),
    );
  });

  it("A16 by a bot is not heard, whatever it says", async () => {
    const world = new RegistryWorld();
    const pull = await registered(world, 1);
    const outcome = await requestFromComment(world.ports, { pull, body: "/promote production", sender: app });
    expect(outcome).toMatchObject({ kind: "nothing" });
    for (const body of ["/promote", "/promot production", "/explain this please"]) {
      const answered = await answerComment(world.ports, written(world, { pull, body, sender: app }));
      expect(answered).toMatchObject({ kind: "nothing" });
    }
    expect(world.pulls.comments(pull)).toEqual([]);
  });
});

const AT = { owner: "acme", repo: "registry" };

describe("A16 a comment on GitHub", () => {
  it("A16 says nothing once it was edited, even within the second in which it was written", async () => {
    const world: AppWorld = await startAppWorld();
    const churn = await createTrainingRepository(world.github);
    await train(world.github, churn, { metrics: { auc: 0.9 } });
    await world.settle();
    const { state } = world.github.sandbox.world;
    const alice = world.github.as("alice").rest;
    const create = (body: string) => alice.issues.createComment({ ...AT, issue_number: 1, body });
    // The webhook tells of the text as it was created; by the time it is read somebody has changed it.
    const forge = (id: number) => {
      const comment = state.comments.find((one) => one.id === id);
      if (comment === undefined) throw new Error("no comment");
      comment.body = "/promote production";
    };
    const { data } = await create("/explain");
    forge(data.id);
    await world.settle();
    expect(state.pulls.map(({ title }) => title)).toEqual(["churn 1"]);
    const late = await create("a thought");
    await world.settle();
    await world.github
      .as("bob")
      .rest.issues.updateComment({ ...AT, comment_id: late.data.id, body: "/promote production" });
    await world.settle();
    expect(state.pulls.map(({ title }) => title)).toEqual(["churn 1"]);
    const { violations } = world.github.judge;
    await world.close();
    expect(violations).toEqual([]);
  });
});
