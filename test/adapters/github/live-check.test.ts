import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { endLeftOverCheck } from "../../../adapters/github/left-over-check.ts";
import { createLiveCheck, type LiveCheckPlace } from "../../../adapters/github/live-check.ts";
import type { GitHubClient } from "../../../adapters/github/request.ts";
import type { LiveMark } from "../../../core/live/live-mark.ts";
import { type CommitSha, commitShaSchema } from "../../../core/names.ts";
import { MAX_PAGE_CHARACTERS } from "../../../core/ports/live.ts";
import { liveBoardContract } from "../../contracts/live-board.ts";
import { startGitHub, type TestGitHub } from "../../support/github.ts";

const AT = { owner: "acme", repo: "registry" };
const PAGE = { title: "Training · step 3", text: "**step 3**" };

let github: TestGitHub;
let head: CommitSha;
let count = 0;
beforeAll(async () => {
  github = await startGitHub();
  const { data } = await github.as("bob").rest.repos.getBranch({ ...AT, branch: "main" });
  head = commitShaSchema.parse(data.commit.sha);
});
afterAll(() => github.close());

type Answer = (route: string) => Error | undefined;

/** The client of a job's token; `trouble` may fail a request before or after it reached GitHub. */
function clientOf(
  level: "read" | "write" = "write",
  trouble: { before?: Answer; after?: Answer } = {},
): GitHubClient {
  const octokit = github.with(github.sandbox.createActionsToken(github.registry, { checks: level }));
  return {
    request: async (route, parameters) => {
      const before = trouble.before?.(route);
      if (before !== undefined) throw before;
      const answer = await octokit.request(route, parameters);
      const after = trouble.after?.(route);
      if (after !== undefined) throw after;
      return answer;
    },
  };
}

function httpError(status: number, headers: Readonly<Record<string, string>> = {}): Error {
  return Object.assign(new Error("no"), { name: "HttpError", status, response: { headers } });
}

function place(more: Partial<LiveCheckPlace> = {}): LiveCheckPlace {
  count += 1;
  return {
    client: clientOf(),
    ...AT,
    mark: { commit: head, name: `pedigree / e${count}`, key: `k${count}` },
    again: false,
    ...more,
  };
}

async function checksOf({ mark }: LiveCheckPlace) {
  const { data } = await github
    .as("bob")
    .rest.checks.listForRef({ ...AT, ref: head, check_name: mark.name, filter: "all" });
  return data.check_runs;
}

liveBoardContract(() => {
  const at = place();
  return {
    board: createLiveCheck(at),
    seen: async () =>
      (await checksOf(at)).map(({ output, conclusion }) => ({
        title: output.title ?? "",
        text: output.summary ?? "",
        conclusion,
      })),
  };
});

describe("a live check", () => {
  it("stands on the commit under the experiment's name, in progress, and tells how it is found", async () => {
    const marks: LiveMark[] = [];
    const at = place({ onBegin: (mark) => marks.push(mark) });
    await createLiveCheck(at).show(PAGE);
    expect(await checksOf(at)).toMatchObject([
      { name: at.mark.name, status: "in_progress", external_id: at.mark.key },
    ]);
    expect(marks).toEqual([at.mark]);
  });

  it("is refused a token without the permission, with what to do", async () => {
    const shown = await createLiveCheck(place({ client: clientOf("read") })).show(PAGE);
    expect(shown).toMatchObject({ kind: "refused", reason: expect.stringMatching(/403.*checks: write/) });
  });

  it.each([
    [429, { "retry-after": "7" }, 7_000],
    [403, { "retry-after": "90" }, 90_000],
    [429, {}, 60_000],
    [502, {}, 60_000],
  ])("waits after %i with %o", async (status, headers, milliseconds) => {
    const client = clientOf("write", { before: () => httpError(status, headers) });
    expect(await createLiveCheck(place({ client })).show(PAGE)).toMatchObject({
      kind: "later",
      milliseconds,
    });
  });

  it("tells what is left of the token's requests", async () => {
    const client: GitHubClient = {
      request: async (route, parameters) => {
        const answer = await clientOf().request(route, parameters);
        return { ...answer, headers: { "x-ratelimit-limit": "1000", "x-ratelimit-remaining": "250" } };
      },
    };
    expect(await createLiveCheck(place({ client })).show(PAGE)).toEqual({ kind: "shown", left: 0.25 });
  });

  it("is not made twice where GitHub made it and did not answer", async () => {
    let failures = 1;
    const after = (route: string) =>
      route.startsWith("POST") && failures-- > 0 ? httpError(504) : undefined;
    const at = place({ client: clientOf("write", { after }) });
    const board = createLiveCheck(at);
    expect(await board.show(PAGE)).toMatchObject({ kind: "later" });
    expect(await board.show(PAGE)).toMatchObject({ kind: "shown" });
    await board.close(PAGE, "success");
    expect((await checksOf(at)).map(({ conclusion }) => conclusion)).toEqual(["success"]);
  });

  it("of a job that runs again takes up the one that was left open, and no other", async () => {
    const at = place();
    await createLiveCheck(at).show(PAGE);
    await createLiveCheck({ ...at, mark: { ...at.mark, key: "other" } }).show(PAGE);
    const again = createLiveCheck({ ...at, again: true });
    await again.show(PAGE);
    await again.close(PAGE, "success");
    const ends = (await checksOf(at)).map(({ external_id, status }) => [external_id ?? "", status]);
    expect(Object.fromEntries(ends)).toEqual({ [at.mark.key]: "completed", other: "in_progress" });
  });
});

describe("a check that was left over", () => {
  async function left(text: string) {
    const marks: LiveMark[] = [];
    const at = place({ onBegin: (mark) => marks.push(mark) });
    const board = createLiveCheck(at);
    await board.show({ title: "Training", text });
    const [mark] = marks;
    if (mark === undefined) throw new Error("no mark");
    return { at, board, end: () => endLeftOverCheck({ client: clientOf(), ...AT }, mark) };
  }

  it("is ended with what was last known", async () => {
    const { at, end } = await left("loss 0.3");
    expect(await end()).toBe(true);
    const [check] = await checksOf(at);
    expect(check).toMatchObject({ conclusion: "cancelled", output: { title: "Ended without a result" } });
    expect(check?.output.summary).toMatch(/job ended before.*\n\nloss 0\.3$/s);
  });

  it("that was ended already is left as it is", async () => {
    const { at, board, end } = await left("x");
    await board.close(PAGE, "success");
    expect(await end()).toBe(false);
    expect((await checksOf(at))[0]?.conclusion).toBe("success");
  });

  it("of the longest page is ended, too", async () => {
    const { at, end } = await left("x".repeat(MAX_PAGE_CHARACTERS));
    expect(await end()).toBe(true);
    expect((await checksOf(at))[0]?.conclusion).toBe("cancelled");
  });

  it("that cannot be asked for is told", async () => {
    const client = clientOf("write", { before: () => httpError(502) });
    const mark = { commit: head, name: "x", key: "y" };
    await expect(endLeftOverCheck({ client, ...AT }, mark)).rejects.toThrow(/502/);
  });
});
