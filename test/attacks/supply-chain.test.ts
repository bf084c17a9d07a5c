import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { ROOT } from "../support/source-files.ts";

const read = (file: string) => readFileSync(path.join(ROOT, file), "utf8");
const WORKFLOWS = globSync(".github/workflows/*.yml", { cwd: ROOT });
const SNIPPETS = [
  "README.md",
  ...globSync("docs/**/*.md", { cwd: ROOT }),
  ...globSync("examples/**/*.{yml,md}", { cwd: ROOT }),
  ...globSync("examples/**/.github/workflows/*.yml", { cwd: ROOT }),
];
/** Our own releases are what these snippets are about; whoever wants to pins them as well. */
const OWN = /^(pedigree-ml\/pedigree(\/govern)?@v\d+|\.\/)/;

const workflowSchema = z.looseObject({
  on: z.unknown(),
  permissions: z.record(z.string(), z.string()),
  jobs: z.record(
    z.string(),
    z.looseObject({
      permissions: z.record(z.string(), z.string()),
      steps: z.array(
        z.looseObject({
          uses: z.string().optional(),
          run: z.string().optional(),
          with: z.record(z.string(), z.unknown()).optional(),
        }),
      ),
    }),
  ),
});
const workflow = (file: string) => workflowSchema.parse(parse(read(file)));

describe("our own workflows", () => {
  it("C11 are found at all", () => {
    expect(WORKFLOWS.length).toBeGreaterThanOrEqual(3);
  });

  it.each(WORKFLOWS)("C11 pin every action by its commit, with the version beside it: %s", (file) => {
    const uses = [...read(file).matchAll(/uses:\s*(\S+)(.*)/g)].filter(
      ([, action = ""]) => !action.startsWith("./"),
    );
    for (const [, action, comment] of uses) {
      expect(action).toMatch(/^[\w.-]+\/[\w./-]+@[0-9a-f]{40}$/);
      expect(comment).toMatch(/# v\d+\.\d+\.\d+/);
    }
  });

  it.each(WORKFLOWS)("C11 grant nothing by default, and each job what it needs: %s", (file) => {
    const { permissions, jobs, on } = workflow(file);
    expect(permissions).toEqual({});
    expect(JSON.stringify(on)).not.toMatch(/pull_request_target|workflow_run/);
    const writes = Object.entries(jobs).flatMap(([job, { permissions: granted }]) =>
      Object.entries(granted).flatMap(([name, level]) => (level === "write" ? [`${job} ${name}`] : [])),
    );
    const allowed: Record<string, readonly string[]> = {
      ".github/workflows/release.yml": ["publish contents", "publish id-token", "publish attestations"],
      ".github/workflows/self-test.yml": ["record pull-requests", "job pull-requests"],
    };
    expect(writes).toEqual(allowed[file] ?? []);
  });

  it.each(WORKFLOWS)("C11 leave no token in the checkout and put no expression into a script: %s", (file) => {
    for (const { steps } of Object.values(workflow(file).jobs)) {
      for (const { uses, run, with: inputs } of steps) {
        if (uses?.startsWith("actions/checkout@")) expect(inputs?.["persist-credentials"]).toBe(false);
        expect(run ?? "").not.toContain("${{");
      }
    }
  });

  it("C11 install what the lock file says, without the packages' own scripts but for the two that need theirs", () => {
    const runs = WORKFLOWS.flatMap((file) =>
      Object.values(workflow(file).jobs).flatMap(({ steps }) => steps.flatMap(({ run }) => run ?? [])),
    );
    const installs = runs
      .flatMap((run) => run.split("\n"))
      .filter((line) => /\bnpm (ci|i|install)\b/.test(line));
    expect(installs.length).toBeGreaterThanOrEqual(2);
    for (const line of installs) expect(line.trim()).toBe("npm ci --ignore-scripts");
    const needed = runs.flatMap((run) => run.split("\n")).filter((line) => line.includes("npm rebuild"));
    for (const line of needed) expect(line.trim()).toBe("npm rebuild esbuild node");
    expect(needed).toHaveLength(installs.length);
  });

  it("C11 rebuild the committed bundle and compare it", () => {
    expect(read("package.json")).toContain("scripts/build.ts --check");
    expect(read(".github/workflows/ci.yml")).toContain("npm run check");
  });
});

describe("what users are told to copy", () => {
  it.each(SNIPPETS)("C11 pins other people's actions by their commit: %s", (file) => {
    const uses = [...read(file).matchAll(/^\s*(?:- )?uses:\s*([^\s#]+)/gm)].map(([, action = ""]) => action);
    for (const action of uses.filter((one) => !OWN.test(one))) {
      expect(action).toMatch(/^[\w.-]+\/[\w./-]+@[0-9a-f]{40}$/);
    }
  });
});
