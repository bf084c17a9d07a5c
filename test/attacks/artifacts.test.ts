import { deflateRawSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createActionHost } from "../../adapters/actions/host.ts";
import { canonicalJson } from "../../core/canonical.ts";
import type { Repository } from "../../sandbox/state/entities.ts";
import { registerVersion } from "../../usecases/register-version.ts";
import { buildZip, type ZipPart } from "../adapters/zip/build-zip.ts";
import { buildRun } from "../support/build-run.ts";
import { RegistryWorld, type TrainedRun } from "../support/registry-world.ts";
import { type AppWorld, startAppWorld } from "../support/running-app.ts";
import { tempFolder } from "../support/temp-folder.ts";
import { createTrainingRepository, train } from "../support/training.ts";

const FORK = 666;
const source = buildRun().source;

/** What somebody without the right to register may lay down, by whoever's hand it came. */
const FOREIGN: Readonly<Record<string, TrainedRun>> = {
  "a run of a fork": { workflowRun: { headRepositoryId: FORK } },
  "a run of a deleted fork": { workflowRun: { headRepositoryId: null } },
  "an artifact of a fork": { artifact: { headRepositoryId: FORK } },
  "an artifact of nobody knows where": { artifact: { headRepositoryId: null } },
  "an artifact of another repository": { artifact: { repositoryId: FORK } },
  "a run of a pull request": { provenance: { event: "pull_request" } },
  "a run with the base's rights": { provenance: { event: "pull_request_target" } },
  "a run that another run started": { provenance: { event: "workflow_run" } },
  "a run of a comment": { provenance: { event: "issue_comment" } },
  "a run that failed": { workflowRun: { conclusion: "failure" } },
  "a run that goes on": { workflowRun: { status: "in_progress", conclusion: null } },
  "another branch": { provenance: { branch: "main2" } },
  "another workflow": { provenance: { workflow: ".github/workflows/other.yml" } },
  "a record of another repository": {
    run: { source: { ...source, repository: { id: FORK, fullName: "acme/churn" } } },
  },
  "a record that did not finish": { run: { status: "failed" } },
  "a record of another experiment": { run: { experiment: "other" } },
};

describe("D1 what a workflow run left behind", () => {
  it.each(Object.entries(FOREIGN))("D1 is no version when it is %s", async (_, trained) => {
    const world = new RegistryWorld();
    world.train(1, trained);
    const outcomes = await registerVersion(world.ports, { repository: "acme/churn", runId: 1 });
    expect(outcomes.map(({ kind }) => kind)).toEqual(["refused"]);
    expect(world.pulls.count).toBe(0);
    expect([...world.repository.refs.keys()]).toEqual(["main"]);
  });

  it("D1 of a branch named alike is no version: the commit has to be on that branch", async () => {
    const world = new RegistryWorld();
    world.train(1);
    world.runs.elsewhere.add((await world.runs.workflowRun("acme/churn", 1)).provenance.commit);
    const outcomes = await registerVersion(world.ports, { repository: "acme/churn", runId: 1 });
    expect(outcomes).toMatchObject([{ kind: "refused", code: "PROVENANCE_REFUSED" }]);
  });
});

const record = { name: "run.json", data: Buffer.from("{}") };
const zeroes = deflateRawSync(Buffer.alloc(64 * 2 ** 20));

/** Archives that reach out of their folder, hide what they hold, or grow beyond all measure. */
const ARCHIVES: readonly (readonly [string, readonly ZipPart[]])[] = [
  ["../ in front", [record, { name: "../evil" }]],
  ["../ in the middle", [record, { name: "a/../../evil" }]],
  ["an absolute path", [record, { name: "/etc/passwd" }]],
  ["a drive", [record, { name: "C:\\evil" }]],
  ["a drive with slashes", [record, { name: "c:/evil" }]],
  ["backslashes", [record, { name: "..\\evil" }]],
  ["a NUL", [record, { name: "run.json\0.png" }]],
  ["an entry twice", [record, record]],
  ["an entry twice but for its case", [record, { name: "Run.JSON" }]],
  ["a link", [{ ...record, mode: 0o120777 }]],
  ["a bomb that says so", [{ name: "run.json", packed: zeroes, method: 8, declaredSize: 0xfffffffe }]],
  ["a bomb that does not", [{ name: "run.json", packed: zeroes, method: 8, declaredSize: 900 }]],
  ["a wrong checksum", [{ ...record, crc: 1 }]],
];

describe("an artifact on GitHub", () => {
  let world: AppWorld;
  let churn: Repository;
  beforeAll(async () => {
    world = await startAppWorld();
    churn = await createTrainingRepository(world.github);
    await world.settle();
  });
  afterAll(() => world.close());
  const sent = async (training: Parameters<typeof train>[2]) => {
    world.lines.length = 0;
    await train(world.github, churn, training);
    await world.settle();
    return world.lines.join("\n");
  };

  it("D2 with a path, a link, a repetition or a bomb in it is refused whole", async () => {
    for (const [what, parts] of ARCHIVES) {
      expect([what, await sent({ zip: buildZip(parts) })]).toEqual([
        what,
        expect.stringContaining("ARTIFACT_INVALID"),
      ]);
    }
    expect(world.github.sandbox.world.state.pulls).toEqual([]);
  });

  it("D2 with look-alikes of dots and slashes holds only what it is looked through for", async () => {
    const lookalikes = ["․․/evil", "．．/evil", "..∕evil", "%2e%2e/evil", "run.json.", "run.json "];
    for (const name of lookalikes) {
      const zip = buildZip([{ name, data: Buffer.from(canonicalJson(buildRun())) }]);
      expect([name, await sent({ zip })]).toEqual([
        name,
        expect.stringMatching(/ARTIFACT_INVALID|holds no record/),
      ]);
    }
    expect(world.github.sandbox.world.state.pulls).toEqual([]);
  });

  it("D1 from a fork is not even opened", async () => {
    const fork = await world.github.sandbox.createRepository("dave", "churn");
    world.requests.length = 0;
    await sent({ workflowRun: { headRepositoryId: fork.id } });
    expect(world.requests.filter((request) => request.includes("/zip"))).toEqual([]);
    expect(world.github.sandbox.world.state.pulls).toEqual([]);
  });
});

describe("outputs of the Action", () => {
  it("D12 are one value each: no name, branch or metric makes a second output or a command", async () => {
    const { readFile, writeFile } = await import("node:fs/promises");
    const file = `${tempFolder()}/output`;
    await writeFile(file, "");
    const { GITHUB_OUTPUT } = process.env;
    process.env.GITHUB_OUTPUT = file;
    const hostile = [
      `zzz";echo$${"{IFS}"}"hello";#`,
      "a\nverdict=better",
      "x\r\n::set-output name=y::1",
      "EOF\nb<<EOF\n1\nEOF",
      "$(id)`id`",
    ];
    for (const value of hostile) createActionHost().setOutput("run-id", value);
    if (GITHUB_OUTPUT === undefined) delete process.env.GITHUB_OUTPUT;
    else process.env.GITHUB_OUTPUT = GITHUB_OUTPUT;
    expect(readOutputs(await readFile(file, "utf8"))).toEqual(
      hostile.map((value) => ["run-id", value.replaceAll("\r\n", "\n")]),
    );
  });
});

/** The file as the runner reads it: `NAME<<MARK`, lines, `MARK`. */
function readOutputs(text: string): readonly (readonly [string, string])[] {
  const lines = text.split(/\r?\n/);
  const outputs: [string, string][] = [];
  while (lines.length > 1) {
    const [, name = "?", mark] = /^([^=]+)<<(.+)$/.exec(lines.shift() ?? "") ?? [];
    const end = lines.indexOf(mark ?? "");
    outputs.push([name, lines.splice(0, end).join("\n")]);
    lines.shift();
  }
  return outputs;
}
