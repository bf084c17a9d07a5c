import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { GitHubChecks } from "../../adapters/github/checks.ts";
import { GitHubPeople } from "../../adapters/github/people.ts";
import { GitHubPullRequests } from "../../adapters/github/pull-requests.ts";
import { listPushes } from "../../adapters/github/pusher.ts";
import { commitShaSchema } from "../../core/names.ts";
import { evaluatePull } from "../../usecases/evaluate-pull.ts";
import { apiThat } from "../support/fixed-answers.ts";
import { grace, mary } from "../support/registry-world.ts";
import { LAYERS, ROOT } from "../support/source-files.ts";
import { moveUnder, outcomeOf } from "../support/under-attack.ts";

const SHA = "a".repeat(40);
const user = { id: 7, login: "user7", type: "User" };

/** One answer for each kind of list, repeated as often as asked. */
const ITEMS: readonly (readonly [RegExp, (at: number) => unknown])[] = [
  [/\/files$/, (at) => ({ filename: `models/m${at}/model.yml`, status: "modified", sha: SHA })],
  [/\/commits$/, () => ({ sha: SHA, author: user, committer: user, commit: { message: "x" } })],
  [
    /\/reviews$/,
    (at) => ({ id: at + 1, user, state: "APPROVED", commit_id: SHA, submitted_at: "2026-01-01T00:00:00Z" }),
  ],
  [/\/collaborators$/, (at) => ({ id: at + 1, role_name: "write" })],
  [/\/members$/, (at) => ({ id: at + 1 })],
  [/\/activity$/, () => ({ after: SHA, actor: user, activity_type: "push" })],
  [
    /\/check-runs$/,
    (at) => ({
      id: at + 1,
      name: "x",
      app: { id: 5, slug: "ci" },
      status: "completed",
      conclusion: "success",
      head_sha: SHA,
      started_at: null,
      check_suite: null,
    }),
  ],
];

/** A GitHub whose every list has so many items, of which it shows at most `shown`, and counts `counted`. */
function github(items: number, { shown = items, counted = items } = {}): ReturnType<typeof apiThat> {
  return apiThat(async (input) => {
    const url = new URL(new Request(input).url);
    if (url.pathname.endsWith("/pulls/1")) return Response.json(pullWith(counted));
    const [, make = () => ({})] = ITEMS.find(([form]) => form.test(url.pathname)) ?? [];
    const [page, size] = [
      Number(url.searchParams.get("page") ?? 1),
      Number(url.searchParams.get("per_page")),
    ];
    const from = (page - 1) * size;
    const list = Array.from({ length: Math.max(0, Math.min(shown - from, size)) }, (_, at) =>
      make(from + at),
    );
    const body = url.pathname.endsWith("/check-runs") ? { total_count: counted, check_runs: list } : list;
    return Response.json(body);
  });
}

function pullWith(count: number) {
  const repo = { id: 1 };
  return {
    number: 1,
    html_url: "https://github.com/acme/registry/pull/1",
    title: "x",
    body: "",
    state: "open",
    merged_at: null,
    user,
    base: { ref: "main", repo },
    head: { ref: "x", sha: SHA, repo },
    labels: [],
    changed_files: count,
    commits: count,
  };
}

const place = { fullName: "acme/registry", branch: "main" };

async function listed(list: "files" | "commits" | "reviews", api: ReturnType<typeof github>) {
  const pulls = new GitHubPullRequests(api, place, 1);
  await pulls.get(1);
  const found = await pulls[list](1);
  return found.known ? found.value.length : "unknown";
}

describe("lists that GitHub cuts", () => {
  it.each([
    ["commits", 99, 99],
    ["commits", 100, 100],
    ["commits", 101, 101],
    ["commits", 249, 249],
    ["commits", 250, "unknown"],
    ["commits", 251, "unknown"],
    ["files", 100, 100],
    ["files", 2_999, 2_999],
    ["files", 3_000, "unknown"],
    ["files", 3_001, "unknown"],
    ["reviews", 99, 99],
    ["reviews", 100, 100],
    ["reviews", 101, 101],
    ["reviews", 1_999, 1_999],
    ["reviews", 2_000, "unknown"],
  ] as const)("B12 of %i %s are read whole or not known", async (list, items, expected) => {
    expect(await listed(list, github(items))).toBe(expected);
  });

  it("B12 are not known either when they hold other than what GitHub counts", async () => {
    for (const list of ["commits", "files"] as const) {
      expect(await listed(list, github(101, { shown: 100 }))).toBe("unknown");
      expect(await listed(list, github(101, { counted: 102 }))).toBe("unknown");
    }
    const checks = (api: ReturnType<typeof github>) =>
      new GitHubChecks(api, { fullName: place.fullName, appId: 1, buttons: true }).list(
        commitShaSchema.parse(SHA),
      );
    for (const items of [99, 100, 101]) expect((await checks(github(items))).known).toBe(true);
    expect((await checks(github(101, { shown: 100 }))).known).toBe(false);
    expect((await checks(github(1_000))).known).toBe(false);
  });

  it("B12 of people and pushes are not known when they are longer than what is looked at", async () => {
    const rights = async (items: number) =>
      (await new GitHubPeople(github(items), place.fullName).permissions([grace, mary])).get(grace.id);
    expect([await rights(101), await rights(3_000)]).toEqual(["write", "unknown"]);
    expect((await listPushes(github(99), place.fullName, "x")).known).toBe(true);
    expect((await listPushes(github(100), place.fullName, "x")).known).toBe(false);
  });
});

const unknown = async () => ({ known: false as const, reason: "GitHub answered in part" });

describe("an answer in part", () => {
  it.each(["files", "commits", "reviews"] as const)(
    "B13 of the %s hides no objection: nothing lands on it",
    async (list) => {
      const attack = await moveUnder();
      const { world, move } = attack;
      for (const person of [grace, mary]) world.pulls.review(move, person);
      const pulls = Object.assign(Object.create(world.pulls), { [list]: unknown });
      expect(await outcomeOf(attack, { ...world.ports, pulls })).toBe("waiting");
      expect(await outcomeOf(attack)).toBe("landed");
    },
  );

  it("B13 of the checks hides no failure, and nothing is written in its place", async () => {
    const attack = await moveUnder("checks: [{ name: validate, app: ci }]");
    const checks = Object.assign(Object.create(attack.world.checks), { list: unknown });
    const before = attack.world.checks.published.length;
    expect((await evaluatePull({ ...attack.world.ports, checks }, attack.move)).kind).not.toBe("landed");
    expect(attack.world.checks.published).toHaveLength(before);
  });

  it("B13 cannot come from a query with errors: nothing but the Action's own comment asks by GraphQL", () => {
    const files = LAYERS.filter((layer) => layer !== "sandbox").flatMap((layer) =>
      readdirSync(path.join(ROOT, layer), { recursive: true, encoding: "utf8" })
        .filter((file) => file.endsWith(".ts") && !file.includes("generated"))
        .map((file) => path.join(layer, file)),
    );
    expect(files.length).toBeGreaterThan(200);
    const asking = files.filter((file) => /graphql/i.test(readFileSync(path.join(ROOT, file), "utf8")));
    expect(asking).toEqual(["adapters/github/own-comments.ts"]);
  });
});
