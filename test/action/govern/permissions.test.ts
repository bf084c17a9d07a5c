import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { APP_PERMISSIONS } from "../../../core/registry/app-needs.ts";
import { ROOT } from "../../support/source-files.ts";

/** What no token of a job can be given (members), or has in any case (metadata). */
const NEVER_A_JOBS = new Set(["members", "metadata"]);
const NEEDED = Object.entries(APP_PERMISSIONS)
  .filter(([name]) => !NEVER_A_JOBS.has(name))
  .map(([name, level]) => [name.replaceAll("_", "-"), level] as const);

const read = async (path: string): Promise<unknown> => parse(await readFile(join(ROOT, path), "utf8"));

it("the example's job asks for all that an App is given, and for no more", async () => {
  const jobs = z.object({ jobs: z.object({ govern: z.object({ permissions: z.unknown() }) }) });
  const workflow = jobs.parse(await read("examples/registry-by-workflow/.github/workflows/pedigree.yml"));
  expect(workflow.jobs.govern.permissions).toEqual(Object.fromEntries(NEEDED));
});

it("the input names the same permissions", async () => {
  const action = z.object({
    inputs: z.object({ "github-token": z.object({ description: z.string() }) }),
  });
  const { inputs } = action.parse(await read("govern/action.yml"));
  const named = inputs["github-token"].description.match(/`[a-z-]+:(read|write)`/g);
  expect(named?.toSorted()).toEqual(NEEDED.map(([name, level]) => `\`${name}:${level}\``).toSorted());
});
