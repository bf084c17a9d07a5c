import { createHmac, randomUUID } from "node:crypto";
import { deflateRawSync } from "node:zlib";
import MarkdownIt from "markdown-it";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Repository } from "../sandbox/state/entities.ts";
import { buildZip, type ZipPart } from "./adapters/zip/build-zip.ts";
import { commitFiles } from "./sandbox/support/pulls.ts";
import { act } from "./support/acting.ts";
import { WEBHOOK_SECRET } from "./support/github.ts";
import { type AppWorld, POLICY, startAppWorld } from "./support/running-app.ts";
import { createTrainingRepository, train } from "./support/training.ts";

/** The table of contents of bad input: one line for each kind, at the door through which it comes in. */

const AT = { owner: "acme", repo: "registry" };
const GOOD = { "good.json": '{"auc": 0.9}' };
const HOSTILE = "a|b @octocat <img src=x onerror=alert(1)>\n\n# `x`";

describe("files that the Action reads", () => {
  it.each([
    ["metrics that are no JSON", "metrics", "m.json", '{"auc": 0.9,,}', /m\.json.*expected .*found/],
    [
      "metrics of a wrong type",
      "metrics",
      "m.json",
      '{"a": {"b": true}}',
      /m\.json: a\.b: expected .*found true/,
    ],
    [
      "a table with a word in it",
      "metrics",
      "m.csv",
      "step,x\n1,1\n2,oops\n",
      /m\.csv: row 3: x: expected a number, found "oops"/,
    ],
    [
      "lines of which one was cut",
      "metrics",
      "m.jsonl",
      '{"x":1}\n{"x',
      /m\.jsonl: line 2: expected a JSON object, found/,
    ],
    ["a form that nobody knows", "metrics", "m.txt", "1", /m\.txt: expected .*found \.txt/],
    [
      "parameters that are no YAML",
      "params",
      "p.yaml",
      "a: [1\nb: 2\n",
      /p\.yaml: line \d+.*expected .*found/,
    ],
    [
      "parameters of a wrong type",
      "params",
      "p.yaml",
      "- 1\n",
      /p\.yaml: expected an object of parameters, found a list of 1/,
    ],
    [
      "a parameter with a forbidden name",
      "params",
      "p.json",
      '{"a": {"__proto__": 1}}',
      /p\.json: a\.__proto__: expected .*found/,
    ],
    [
      "a YAML file of 10 MB",
      "params",
      "p.yaml",
      "a: 1\n".repeat(2_000_000),
      /p\.yaml: expected at most \d+ bytes, found 10000000 bytes/,
    ],
  ])("%s", async (_, input, file, text, said) => {
    const files = { ...GOOD, [file]: text };
    const { warnings, failures, exitCode, record } = await act(
      { metrics: "good.json", [input]: input === "metrics" ? `good.json\n${file}` : file },
      {},
      files,
    );
    expect(warnings).toEqual([expect.stringMatching(said)]);
    // The training step goes on, and whatever else could be read is in its record.
    expect([failures, exitCode]).toEqual([[], undefined]);
    expect((await record()).metrics.auc?.last).toBe(0.9);
  });

  it.each([
    ["that is no YAML", "metrics: [\n", /\.github\/pedigree\.yml: line \d+.*expected .*found/],
    [
      "of a wrong type",
      "metrics: { auc: { goal: up } }\n",
      /\.github\/pedigree\.yml: metrics\.auc\.goal: expected .*found "up"/,
    ],
    [
      "with digits beyond a double",
      "metrics: { auc: { goal: maximize, tolerance: 1e400 } }\n",
      /\.github\/pedigree\.yml: metrics\.auc\.tolerance: expected .*found "1e400"/,
    ],
    ["with an unknown key", "metric: {}\n", /\.github\/pedigree\.yml: metric: expected no such key, found/],
    [
      "of 10 MB",
      "#".repeat(10_000_000),
      /\.github\/pedigree\.yml: expected at most \d+ bytes, found 10000000 bytes/,
    ],
  ])("a configuration %s", async (_, text, said) => {
    const files = { ...GOOD, ".github/pedigree.yml": text };
    const { warnings, failures, record } = await act({ metrics: "good.json" }, {}, files);
    expect(warnings).toEqual([expect.stringMatching(said)]);
    // It may ask for a gate, which is then not known to be off.
    expect(failures).toEqual([expect.stringContaining("gate: could not be evaluated: the configuration")]);
    expect((await record()).metrics.auc?.last).toBe(0.9);
  });

  it("with strict, each of them fails the step after its record was written", async () => {
    const { failures, record } = await act({ metrics: "m.json", strict: "true" }, {}, { "m.json": "{" });
    expect(failures).toEqual([expect.stringMatching(/m\.json/)]);
    expect((await record()).metrics).toEqual({});
  });

  it("NaN and the infinities are metrics, as they are", async () => {
    const text = '{"a": NaN, "b": Infinity, "c": -Infinity}';
    const { warnings, record, summaries } = await act({ metrics: "m.json" }, {}, { "m.json": text });
    expect(warnings).toEqual([]);
    const { metrics } = await record();
    expect([metrics.a?.last, metrics.b?.last, metrics.c?.last]).toEqual(["NaN", "Infinity", "-Infinity"]);
    expect(summaries.join()).toContain("NaN");
  });

  it("a metric named with pipes, mentions, HTML and line breaks is one cell of plain text", async () => {
    const { summaries, record } = await act(
      { metrics: "m.json" },
      {},
      { "m.json": JSON.stringify({ [HOSTILE]: 1 }) },
    );
    expect(Object.keys((await record()).metrics)).toEqual([HOSTILE]);
    expectHarmless(summaries.join("\n"));
  });

  it.each(["../churn", "a..b", "churn/../../etc", "..", "Churn", "churn\n2"])(
    "a model named %j is not registered",
    async (register) => {
      const inputs = { metrics: "good.json", register, registry: "acme/registry" };
      const { warnings, record } = await act(inputs, {}, GOOD);
      expect(warnings).toEqual([expect.stringMatching(/input register: expected .*, found /)]);
      expect((await record()).registration).toBeNull();
    },
  );
});

describe("what reaches the App", () => {
  let world: AppWorld;
  let churn: Repository;
  beforeAll(async () => {
    world = await startAppWorld();
    churn = await createTrainingRepository(world.github);
    await world.settle();
  });
  afterAll(() => world.close());

  const titles = () => world.github.sandbox.world.state.pulls.map(({ title }) => title);
  /** What the App tells of a run that it was sent. */
  const trainAndListen = async (
    ...training: Parameters<typeof train> extends [unknown, unknown, ...infer T] ? T : never
  ) => {
    world.lines.length = 0;
    await train(world.github, churn, ...training);
    await world.settle();
    return world.lines.join("\n");
  };

  const packed = deflateRawSync(Buffer.alloc(64 * 2 ** 20));
  const bomb = { name: "run.json", packed, method: 8 } as const;
  const run = { name: "run.json", data: Buffer.from("{}") };
  it.each<[string, ZipPart[], RegExp]>([
    ["with ../ in it", [run, { name: "../evil" }], /archive: expected a safe .*found .*\.\.\/evil/],
    ["with a symlink in it", [run, { name: "link", mode: 0o120777 }], /"link": expected .*found a symlink/],
    [
      "of 5 GB of zeroes",
      [{ ...bomb, declaredSize: 0xfffffffe }],
      /"run\.json": expected at most \d+ bytes, found/,
    ],
    ["of zeroes that it denies", [{ ...bomb, declaredSize: 900 }], /"run\.json": expected .*found/],
  ])("an artifact %s", async (_, parts, said) => {
    const before = titles();
    const lines = await trainAndListen({ zip: buildZip(parts) });
    expect(lines).toContain("ARTIFACT_INVALID");
    expect(lines).toMatch(said);
    expect(titles()).toEqual(before);
  });

  it.each([
    ["that is no JSON", "{", /run\.json of .*: expected a JSON document.*, found /],
    [
      "of a wrong form",
      '{"schemaVersion": 1, "kind": "run"}',
      /run\.json of .*: id: expected .*, found nothing/,
    ],
  ])("a record %s", async (_, runText, said) => {
    const before = titles();
    const lines = await trainAndListen({ runText });
    expect(lines).toContain("SCHEMA_MISMATCH");
    expect(lines).toMatch(said);
    expect(titles()).toEqual(before);
  });

  it("an artifact from a fork is not even opened", async () => {
    const fork = await world.github.sandbox.createRepository("acme", "fork");
    const before = titles();
    world.requests.length = 0;
    await trainAndListen({ workflowRun: { headRepositoryId: fork.id } });
    expect(world.requests.some((request) => request.includes("/artifacts"))).toBe(true);
    expect(world.requests.filter((request) => request.includes("/zip"))).toEqual([]);
    expect(titles()).toEqual(before);
  });

  it("a metric named with pipes, mentions, HTML and line breaks is plain text in the pull request", async () => {
    await trainAndListen({ metrics: { auc: 0.9, [HOSTILE]: 1 } });
    expectHarmless(world.pullOf("churn 1").body ?? "");
  });

  it("a metric that is NaN keeps the gate shut, and the check says so", async () => {
    await trainAndListen({ metrics: { auc: "NaN" } });
    await ask("churn 2", "/promote production");
    const move = world.pullOf("churn 2 → production");
    for (const login of ["bob", "carol"]) {
      await world.github
        .as(login)
        .rest.pulls.createReview({ ...AT, pull_number: move.number, event: "APPROVE" });
    }
    await world.settle();
    expect(move.mergedAt).toBeNull();
    expect(await checkSummary(move.headSha)).toContain("NaN");
  });

  it("a card that cannot be read is a finding with its line, for the one who has to mend it", async () => {
    await commit({ "pedigree.yml": POLICY.replace("require:", "require:\n      card: production") });
    await trainAndListen({ metrics: { auc: 0.9 } });
    await ask("churn 3", "/promote production");
    const move = world.pullOf("churn 3 → production");
    await commit({ "models/churn/versions/3/card.md": "---\na: 1\na: 2\n---\n# churn\n" }, move.headBranch);
    const summary = await checkSummary(world.pullOf("churn 3 → production").headSha);
    expect(summary).toContain("card.md");
    expect(summary).toContain("line 3");
    expect(move.mergedAt).toBeNull();
  });

  it.each([
    ["that is no YAML", "stages: [", "FILE_UNREADABLE", /pedigree\.yml: line 1.*expected .*found/],
    [
      "of a wrong type",
      POLICY.replace("count: 2", "count: two"),
      "POLICY_INVALID",
      /pedigree\.yml: stages\[1\]\.require\.approvals\.count: expected .*found "two"/,
    ],
    [
      "of 10 MB",
      `#${"x".repeat(10_000_000)}\n`,
      "FILE_TOO_LARGE",
      /pedigree\.yml: expected at most \d+ bytes, found 10000002 bytes/,
    ],
  ])("a policy %s shuts every gate, and the check says why", async (_, text, code, said) => {
    world.lines.length = 0;
    await commit({ "pedigree.yml": text });
    const lines = world.lines.join("\n");
    expect(lines).toContain(code);
    expect(lines).toMatch(said);
    const move = world.pullOf("churn 3 → production");
    expect(await checkSummary(move.headSha)).toContain("pedigree.yml");
    expect(move.mergedAt).toBeNull();
  });

  const ask = async (title: string, body: string) => {
    await world.github
      .as("alice")
      .rest.issues.createComment({ ...AT, issue_number: world.pullOf(title).number, body });
    await world.settle();
  };
  const checkSummary = async (ref: string) => {
    const { data } = await world.github
      .as("bob")
      .rest.checks.listForRef({ ...AT, ref, check_name: "pedigree" });
    return data.check_runs.map(({ output }) => `${output.title}\n${output.summary}`).join("\n");
  };
  /** What somebody pushes, on the registry's own branch unless another is named. */
  const commit = async (files: Record<string, string>, branch = "main") => {
    await commitFiles(world.github, {
      repository: world.github.registry,
      branch,
      files,
      login: "bob",
    });
    await world.settle();
  };
});

describe("webhooks", () => {
  let world: AppWorld;
  beforeAll(async () => {
    world = await startAppWorld();
    await world.settle();
  });
  afterAll(() => world.close());

  const payload = () =>
    JSON.stringify({
      ref: "refs/heads/main",
      before: "a".repeat(40),
      after: "b".repeat(40),
      deleted: false,
      commits: [],
      repository: { id: world.github.registry.id, full_name: "acme/registry" },
      sender: { id: 7, login: "alice", type: "User" },
    });
  const post = async (body: string, secret: string, id: string = randomUUID()) => {
    const response = await fetch(`http://127.0.0.1:${world.github.port}/api/github/webhooks`, {
      method: "POST",
      body,
      headers: {
        "content-type": "application/json",
        "x-github-event": "push",
        "x-github-delivery": id,
        "x-hub-signature-256": `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`,
      },
    });
    const word = (await response.text()).trim();
    await world.settle();
    return `${response.status} ${word}`;
  };

  it.each(["development", "a-guess-of-thirty-two-characters"])(
    "one forged with %j is refused",
    async (secret) => {
      world.requests.length = 0;
      expect(await post(payload(), secret)).toBe("401 unauthorized");
      expect(world.requests).toEqual([]);
    },
  );

  it("one whose body was changed after it was signed is refused", async () => {
    const body = payload();
    const signed = `sha256=${createHmac("sha256", WEBHOOK_SECRET).update(body).digest("hex")}`;
    const response = await fetch(`http://127.0.0.1:${world.github.port}/api/github/webhooks`, {
      method: "POST",
      body: body.replace("acme/registry", "evil/registry"),
      headers: {
        "content-type": "application/json",
        "x-github-event": "push",
        "x-github-delivery": randomUUID(),
        "x-hub-signature-256": signed,
      },
    });
    expect(response.status).toBe(401);
  });

  it("one that is repeated is answered and does nothing, under its own id or another", async () => {
    expect(await post(payload(), WEBHOOK_SECRET, "one")).toBe("202 accepted");
    world.requests.length = 0;
    expect(await post(payload(), WEBHOOK_SECRET, "one")).toBe("202 duplicate");
    expect(await post(payload(), WEBHOOK_SECRET, "two")).toBe("202 duplicate");
    expect(world.requests).toEqual([]);
  });
});

/** Rendered as GitHub renders Markdown, the text mentions nobody, holds no HTML of its own and breaks no table. */
function expectHarmless(markdown: string): void {
  const html = new MarkdownIt({ html: true }).render(markdown);
  const prose = html.replaceAll(/<code>[\s\S]*?<\/code>/g, "");
  expect(html).toContain("@octocat");
  expect(prose).not.toContain("@octocat");
  expect(prose).not.toContain("<img");
  expect(prose).not.toContain("<h1>`x`");
}
