import { copyFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { decodeCurves } from "../../adapters/parquet/curves-parquet.ts";
import { fileByteSource } from "../../adapters/zip/byte-source.ts";
import { readZipEntries } from "../../adapters/zip/zip-reader.ts";
import { blobFile } from "../../sandbox/actions/artifacts/blob-files.ts";
import {
  pullRequestTrigger,
  triggerWorkflows,
  type WorkflowResult,
} from "../../sandbox/actions/runner/index.ts";
import { buildAction } from "../../scripts/build.ts";
import { type ActionsWorld, commit, startActions } from "../sandbox/actions/support.ts";

// Built from parts, so that no scanner takes them for leaks. None is anybody's.
const CANARIES = {
  /** Only in the environment, under names that say so. */
  DB_PASSWORD: `correct/horse+battery&staple "${"q7".repeat(4)}" é`,
  MY_API_KEY: `canary-${"Zx9".repeat(8)}`,
  /** Told by its prefix, under a name that says nothing. */
  HARMLESS: `ghp_${"a1B2".repeat(9)}`,
} as const;
const TYPED = `typed-canary-${"k3".repeat(6)}`;
const IN_URL = `url-canary-${"m5".repeat(6)}`;
const IN_FILE = `file-canary-${"p8".repeat(6)}`;

/** What a program may make of a value: written here anew, so that nothing is taken over from what is tested. */
const FORMS: Readonly<Record<string, (secret: string) => string>> = {
  plain: (secret) => secret,
  base64: (secret) => Buffer.from(secret).toString("base64"),
  "base64 after one byte": (secret) => Buffer.from(`:${secret}`).toString("base64"),
  "base64 after two bytes": (secret) => Buffer.from(`u:${secret}`).toString("base64"),
  base64url: (secret) => Buffer.from(secret).toString("base64url"),
  "URL of JavaScript": (secret) => encodeURIComponent(secret),
  "URL of Python": (secret) => encodeURIComponent(secret).replaceAll("%2F", "/"),
  "form of a browser": (secret) => encodeURIComponent(secret).replaceAll("%20", "+"),
  "URL in small letters": (secret) =>
    encodeURIComponent(secret).replaceAll(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()),
  JSON: (secret) => JSON.stringify(secret).slice(1, -1),
  "JSON of Python": (secret) => JSON.stringify(secret).slice(1, -1).replaceAll("é", "\\u00e9"),
  hexadecimal: (secret) => Buffer.from(secret).toString("hex"),
  "broken by a line": (secret) => `${secret.slice(0, 11)}\n${secret.slice(11)}`,
  "base64 in lines of sixteen": (secret) =>
    (
      Buffer.from(secret)
        .toString("base64")
        .match(/.{1,16}/g) ?? []
    ).join("\n  "),
};

const TRAIN = `
import { writeFileSync } from "node:fs";
const forms = JSON.parse(process.env.ALL_FORMS_TOKEN);
for (const form of forms) console.log("train: " + form + " :train");
for (const form of forms) console.error("train: x=" + form + "&y");
console.log("train: https://user:${IN_URL}@example.org/data.csv");
const named = Object.fromEntries(forms.slice(0, 12).map((form, at) => ["m" + at + "." + form.slice(0, 150), at]));
writeFileSync("metrics.jsonl", [1, 2].map((step) => JSON.stringify({ step, loss: 1 / step, ...named })).join("\\n"));
writeFileSync("params.json", JSON.stringify({ lr: 0.1, db: { password: "${IN_FILE}" }, note: forms.join(" ") , url: "https://u:${IN_URL}@h.org" }));
writeFileSync("plot.json", JSON.stringify({ title: forms[0], note: forms }));
`;
const WORKFLOW = `
name: Train
on: [push, pull_request]
permissions: { contents: read, actions: read, pull-requests: write }
env:
  DB_PASSWORD: ${JSON.stringify(CANARIES.DB_PASSWORD)}
  MY_API_KEY: ${CANARIES.MY_API_KEY}
  HARMLESS: ${CANARIES.HARMLESS}
jobs:
  fit:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - run: |
          git remote set-url origin https://user:${IN_URL}@example.org/acme/churn.git
          node -e 'require("fs").writeFileSync(process.env.GITHUB_ENV, "ALL_FORMS_TOKEN=" + require("fs").readFileSync("forms.json", "utf8").trim() + "\\n")'
          node -e 'require("fs").writeFileSync("tracked.txt", JSON.parse(require("fs").readFileSync("forms.json", "utf8")).join("\\n"))'
      - id: pedigree
        uses: pedigree/pedigree@v1
        with:
          run: node train.mjs --lr 0.1 --db-password ${TYPED} --mirror https://user:${IN_URL}@example.org
          metrics: metrics.jsonl
          params: params.json
          artifacts: plot.json
          notes: \${{ env.DB_PASSWORD }} and \${{ env.MY_API_KEY }}
          name: run of \${{ env.MY_API_KEY }}
          tags: \${{ env.MY_API_KEY }}
`;

let actions: ActionsWorld;
let bundle: string;
let result: WorkflowResult;
beforeAll(async () => {
  const { DB_PASSWORD, MY_API_KEY } = CANARIES;
  const forms = Object.values(FORMS).flatMap((form) => [form(DB_PASSWORD), form(MY_API_KEY)]);
  actions = await startActions({ "tracked.txt": "old\n", "README.md": "x\n" });
  bundle = await mkdtemp(join(tmpdir(), "pedigree-canaries-"));
  await buildAction(join(bundle, "dist"));
  await copyFile(join(import.meta.dirname, "../../action.yml"), join(bundle, "action.yml"));
  await commit(
    actions.sandbox,
    actions.repository,
    {
      ".github/workflows/train.yml": WORKFLOW,
      "train.mjs": TRAIN,
      "forms.json": JSON.stringify([...forms, CANARIES.HARMLESS]),
    },
    "work",
  );
  const at = { owner: "acme", repo: "churn", title: "Work", head: "work", base: "main" };
  const { data } = await actions.octokit.pulls.create(at);
  const pull = actions.sandbox.world.state.pulls.find(({ number }) => number === data.number);
  if (pull === undefined) throw new Error("no pull request");
  const trigger = await pullRequestTrigger(actions.sandbox.world, pull, {
    action: "opened",
    actorId: pull.authorId,
  });
  const folders = new Map([["pedigree/pedigree", bundle]]);
  const [ran] = await triggerWorkflows(actions.sandbox, { trigger, actions: folders });
  if (ran === undefined) throw new Error("no workflow ran");
  result = ran;
}, 120_000);
afterAll(async () => {
  await actions.end();
  await rm(bundle, { recursive: true, force: true });
});

const step = () => result.jobs[0]?.steps.find(({ id }) => id === "pedigree");

/** Everything that leaves the job by Pedigree's hand, by its name. */
async function everything(): Promise<ReadonlyMap<string, string>> {
  const id = Number(step()?.outputs["artifact-id"]);
  const names = ["run.json", "curves.parquet", "output.log", "source.patch"];
  const entries = await readZipEntries(
    fileByteSource(blobFile(actions.sandbox.world, id)),
    new Map(names.map((name) => [name, 1e7])),
  );
  const curves = await decodeCurves(entries.get("curves.parquet") ?? new Uint8Array());
  return new Map([
    ...names.map((name) => [name, Buffer.from(entries.get(name) ?? []).toString("latin1")] as const),
    ...names.map((name) => [`${name} as UTF-8`, Buffer.from(entries.get(name) ?? []).toString()] as const),
    ["names of curves", [...curves.keys()].join("\n")],
    ["job summary", step()?.summary ?? ""],
    ["outputs", JSON.stringify(step()?.outputs)],
    ["annotations", JSON.stringify(step()?.annotations)],
    ["comment", actions.sandbox.world.state.comments.map(({ body }) => body).join("\n")],
    ["what Pedigree prints", (step()?.log ?? []).filter((line) => line.startsWith("Pedigree")).join("\n")],
    ["artifact names", actions.sandbox.world.state.artifacts.map(({ name }) => name).join("\n")],
  ]);
}

describe("canaries", () => {
  it("were really planted, and everything that could hold them is there", async () => {
    expect(step()?.annotations.filter(({ level }) => level === "error")).toEqual([]);
    const places = await everything();
    for (const name of ["run.json", "output.log", "source.patch", "comment", "job summary"]) {
      expect([name, places.get(name)]).toEqual([name, expect.stringContaining("[redacted]")]);
    }
    expect(places.get("names of curves")).toContain("[redacted]");
    expect(places.get("output.log")?.match(/train: /g)?.length).toBeGreaterThan(40);
  });

  it.each(Object.entries(FORMS))("D13 stand nowhere as %s", async (what, form) => {
    for (const canary of [CANARIES.DB_PASSWORD, CANARIES.MY_API_KEY]) {
      // The first and last letters belong to what stands beside it as well.
      const wanted = what.includes("after") ? form(canary).slice(4, -4) : form(canary);
      const joined = wanted.replaceAll(/\s+/g, "");
      for (const [place, text] of await everything()) {
        expect([what, place, text.includes(wanted)]).toEqual([what, place, false]);
        const compact = text.replaceAll(/\n[+ ]?\s*/g, "").replaceAll(/\s+/g, "");
        expect([what, place, "compact", compact.includes(joined)]).toEqual([what, place, "compact", false]);
      }
    }
  });

  it.each([
    ["a token of a known provider", CANARIES.HARMLESS],
    ["an argument that says what it is", TYPED],
    ["a password in an address", IN_URL],
    ["a parameter that says what it is", IN_FILE],
  ])("D13 stand nowhere as %s", async (what, canary) => {
    for (const [place, text] of await everything()) {
      expect([what, place, text.includes(canary)]).toEqual([what, place, false]);
    }
  });
});
