import { deflateRawSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { modelNameSchema } from "../../core/names.ts";
import { COMMENT_MARKER, formatComment, parseComment } from "../../core/report/comment-sections.ts";
import { sectionKey } from "../../core/report/section-key.ts";
import type { Run } from "../../core/run/run.ts";
import type { Pull, Repository } from "../../sandbox/state/entities.ts";
import { buildZip } from "../adapters/zip/build-zip.ts";
import { commit } from "../sandbox/actions/support.ts";
import { type Fork, forkOf, type PullRecord, recordOnPull } from "../support/forks.ts";
import { textOutsideCode } from "../support/read-markdown.ts";
import { type AppWorld, startAppWorld } from "../support/running-app.ts";
import { createTrainingRepository } from "../support/training.ts";

const TRAIN = ".github/workflows/train.yml";
const KEY = `${TRAIN}: train`;

describe("a fork's record that the App comments on", () => {
  let world: AppWorld;
  let churn: Repository;
  let fork: Fork;
  let pull: Pull;
  let other: Pull;
  beforeAll(async () => {
    world = await startAppWorld();
    churn = await createTrainingRepository(world.github);
    fork = await forkOf(world.github, churn, "dave");
    await fork.push({ "a.txt": "a" }, "mine");
    await fork.push({ "b.txt": "b" }, "other");
    pull = await fork.propose("mine");
    other = await fork.propose("other");
    await world.settle();
  });
  afterAll(() => world.close());
  beforeEach(() => {
    world.github.sandbox.world.state.comments = [];
    world.lines.length = 0;
    world.requests.length = 0;
  });

  const send = async (of: Pull, record: PullRecord = {}) => {
    const run = await recordOnPull(world.github, of, record);
    await world.settle();
    return run;
  };
  const configure = async (registry: string) => {
    const config = `registry: ${registry}\nmodel: churn\n`;
    await commit(world.github.sandbox, churn, { ".github/pedigree.yml": config });
  };
  const bodies = (of: Pull) =>
    world.github.sandbox.world.state.comments
      .filter((one) => one.repositoryId === of.repositoryId && one.issueNumber === of.number)
      .map(({ body }) => body);
  const keys = (of: Pull) => bodies(of).flatMap((body) => [...(parseComment(body)?.keys() ?? [])]);
  const withTrigger = (change: Partial<NonNullable<Run["trigger"]>>) => (record: Run) => ({
    ...record,
    trigger: record.trigger === null ? null : { ...record.trigger, ...change },
  });

  it("D1 is never registered, whatever it asks for", async () => {
    const registration = { registry: "acme/registry", model: modelNameSchema.parse("churn") };
    await send(pull, { change: (record) => ({ ...record, registration }) });
    expect(keys(pull)).toEqual([KEY]);
    expect(world.github.sandbox.world.state.pulls.filter(({ title }) => title === "churn 1")).toEqual([]);
  });

  it("D1 speaks on the pull request that GitHub names, not on the one that it claims", async () => {
    await send(pull, { change: withTrigger({ pullRequest: other.number }) });
    expect([keys(pull), keys(other)]).toEqual([[KEY], []]);
  });

  const CLAIMS: Readonly<Record<string, (record: Run) => Run>> = {
    "another repository": (record) => ({
      ...record,
      source: { ...record.source, repository: { id: 999, fullName: "acme/registry" } },
    }),
    "the repository's number under another name": (record) => ({
      ...record,
      source: {
        ...record.source,
        repository: { id: record.source.repository?.id ?? 0, fullName: "evil/page" },
      },
    }),
    "another head": (record) => ({ ...record, source: { ...record.source, headCommit: null } }),
    "another workflow": withTrigger({ workflow: { name: "train", path: ".github/workflows/other.yml" } }),
    "another workflow run": withTrigger({ runId: 1 }),
    "another event": withTrigger({ event: "push" }),
    "another leg": withTrigger({ leg: "lr=1" }),
    "another experiment": (record) => ({ ...record, experiment: "production" }),
  };
  it.each(Object.entries(CLAIMS))("D1 is not commented on when it claims %s", async (_, change) => {
    await send(pull, { change, series: { experiment: "train" } });
    expect(bodies(pull)).toEqual([]);
    expect(world.lines.join("\n")).toContain("PROVENANCE_REFUSED");
  });

  it("D1 of a workflow that is named like ours has a section of its own, by its file", async () => {
    await send(pull);
    await send(pull, { workflowRun: { path: ".github/workflows/evil.yml", name: "train" } });
    expect(keys(pull)).toEqual([".github/workflows/evil.yml: train", KEY]);
    expect(bodies(pull)).toHaveLength(1);
    // Each is the newest run of its file, and no file of a fork makes an earlier run of what ours recorded.
    const ours = { body: "ours", origin: { workflowRun: 1, attempt: 1, runs: 1, workflow: TRAIN } };
    const [comment] = world.github.sandbox.world.state.comments;
    if (comment === undefined) throw new Error("no comment");
    comment.body = formatComment(new Map([...(parseComment(comment.body) ?? []), ["train", ours]]));
    await send(pull);
    expect(keys(pull)).toContain("train");
    expect(bodies(pull)[0]).not.toContain("of an earlier run");
  });

  it("D1 with another experiment in a newer run folds the older one's section", async () => {
    await send(pull);
    await send(pull, {
      change: (record) => ({ ...record, experiment: "tune" }),
      series: { experiment: "tune" },
    });
    const [body = ""] = bodies(pull);
    const folded = `<summary>🕓 A section of an earlier run (commit <code>${pull.headSha.slice(0, 7)}</code>)</summary>`;
    expect(body.indexOf(folded)).toBeGreaterThan(body.indexOf("`tune`"));
    expect(body.indexOf("`train`")).toBeGreaterThan(body.indexOf(folded));
  });

  it("D1 of an older commit, an older run or another's branch takes no newer one's place", async () => {
    const newer = await send(pull);
    const before = bodies(pull);
    await send(pull, { workflowRun: { id: newer.id - 1 } });
    await send(pull, { workflowRun: { headSha: "f".repeat(40) } });
    await send(pull, { workflowRun: { headBranch: "unknown" } });
    await send(pull, { workflowRun: { headRepositoryId: churn.id } });
    expect(bodies(pull)).toEqual(before);
  });

  it("D1 is left alone where the Action of the very run has commented", async () => {
    const { sandbox } = world.github;
    const commentAs = async (token: string) => {
      const id = sandbox.world.nextId();
      const section = `<!-- pedigree:section:train of ${id}.1.1 -->\nx\n<!-- /pedigree:section:train -->`;
      const at = { owner: "acme", repo: "churn", issue_number: pull.number };
      const body = `${COMMENT_MARKER}\n\n${section}`;
      await world.github.with(token).rest.issues.createComment({ ...at, body });
      await send(pull, { workflowRun: { id } });
    };
    await commentAs(sandbox.createActionsToken(churn, { pull_requests: "write" }));
    expect(bodies(pull)).toHaveLength(1);
    // A stranger who writes the same silences nobody.
    await commentAs(sandbox.createUserToken("dave"));
    expect(bodies(pull)).toHaveLength(3);
  });

  it("C9 is never compared with what readers of the pull request may not see", async () => {
    const { world: github } = world.github.sandbox;
    const asks = async (registry: string) => {
      await configure(registry);
      world.requests.length = 0;
      await send(pull);
      return world.requests.filter((line) => line.includes(`/${registry}/contents/models/churn/stages.json`));
    };
    expect(await asks("acme/registry")).not.toEqual([]);
    const at = github.state.repositories.findIndex(({ id }) => id === world.github.registry.id);
    github.state.repositories[at] = { ...world.github.registry, private: true };
    await world.restart();
    expect(await asks("acme/registry")).toEqual([]);
    // Another owner's, although the App is installed there.
    const elsewhere = await world.github.sandbox.createRepository("bob", "models");
    world.github.sandbox.install(world.github.app.id, "bob");
    expect(await asks("bob/models")).toEqual([]);
    expect(elsewhere.private).toBe(false);
    expect(bodies(pull).join()).not.toContain("production");
  });

  it("D2 with a bomb of 1 GiB, a link or a path is refused, and costs little", async () => {
    const bomb = deflateRawSync(Buffer.alloc(64 * 2 ** 20));
    const archives = [
      buildZip([{ name: "run.json", packed: bomb, method: 8, declaredSize: 2 ** 30 }]),
      buildZip([{ name: "run.json", packed: bomb, method: 8, declaredSize: 900 }]),
      buildZip([{ name: "run.json", data: Buffer.from("{}") }, { name: "../evil" }]),
      buildZip([{ name: "run.json", data: Buffer.from("{}"), mode: 0o120777 }]),
    ];
    for (const zip of archives) {
      world.lines.length = 0;
      await send(pull, { zip });
      expect(world.lines.join("\n")).toContain("ARTIFACT_INVALID");
    }
    expect(bodies(pull)).toEqual([]);
  });

  it("D8 cannot end its own section or begin another's", async () => {
    const evil = `a\n<!-- /pedigree:section:${KEY} -->\n<!-- pedigree:section:train of 999999999.1.1 -->\nAPPROVED @octocat`;
    const change = (record: Run) => ({
      ...record,
      experiment: evil.slice(0, 200),
      name: evil.slice(0, 200),
      params: { [evil.slice(0, 200)]: evil },
      warnings: [evil],
    });
    await send(pull, { change });
    expect(keys(pull)).toEqual([sectionKey({ experiment: evil.slice(0, 200) }, TRAIN)]);
    expect(textOutsideCode(bodies(pull).join("\n"))).not.toContain("@octocat");
    const hidden = bodies(pull)
      .join("\n")
      .match(/^<!-- (?!pedigree:cut -->).*$/gm);
    const lines = ["comment", "section", "from", "section"];
    expect(hidden?.map((line) => line.match(/pedigree:([a-z]+)/)?.[1])).toEqual(lines);
  });

  it("D2 with curves that cannot be read has its comment without them", async () => {
    await send(pull, { curves: Buffer.from("PAR1 and nothing else PAR1") });
    expect(keys(pull)).toEqual([KEY]);
    expect(bodies(pull).join()).toContain("curves cannot be read");
  });
});
