import { expect, test } from "vitest";
import { sendLeft } from "../../action/send-left.ts";
import { PedigreeError } from "../../core/errors.ts";
import { sha256Schema } from "../../core/names.ts";
import type { RunArtifactStore } from "../../core/ports/recording.ts";
import { buildRun } from "../support/build-run.ts";

const RUN = buildRun({ experiment: "churn" });
const DIGEST = sha256Schema.parse("0".repeat(64));

async function send(upload: RunArtifactStore["upload"], read = async () => RUN) {
  const warnings: string[] = [];
  await sendLeft("/record", { warn: (line) => warnings.push(line), artifacts: { upload }, read });
  return warnings;
}

test("a record that was left is uploaded as its run's, and that it was not compared is told", async () => {
  const sent: string[][] = [];
  const warnings = await send(async (name, folder) => {
    sent.push([name, folder]);
    return { id: 1, name, digest: DIGEST, bytes: 1 };
  });
  expect(sent).toEqual([["pedigree-run.churn", "/record"]]);
  expect(warnings).toEqual([expect.stringMatching(/pedigree-run\.churn.*not compared/)]);
});

test.each([
  ["refused", () => Promise.reject(new PedigreeError("REMOTE_REFUSED", "no room", {})), undefined],
  ["gone", () => Promise.resolve("taken" as const), () => Promise.reject(new Error("no such folder"))],
])("one that is %s is a warning", async (_, upload, read) => {
  expect(await send(upload, read)).toEqual([expect.stringContaining("upload")]);
});
