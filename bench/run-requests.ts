import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { compareOnPullRequest } from "../scripts/story/chapters/compare.ts";
import { promoteFirstVersion } from "../scripts/story/chapters/promote.ts";
import { trainFirstVersion } from "../scripts/story/chapters/train.ts";
import { createNarrator } from "../scripts/story/narrator.ts";
import { createSetting, type Stage } from "../scripts/story/setting.ts";
import type { BenchRow } from "./report.ts";

/** Id of GitHub Actions' own App, whose installation token every job gets. */
const ACTIONS_APP = 15368;
const EXAMPLE = path.resolve(import.meta.dirname, "../examples/breast-cancer");

/**
 * Requests to GitHub's REST interface that the committed bundle makes for one run on a pull request: baseline, holder of
 * production, comment, and a last look whether the section of another leg is missing from it. The upload itself speaks another
 * protocol and is not counted.
 */
export async function benchRunRequests(): Promise<readonly BenchRow[]> {
  const folder = await mkdtemp(path.join(tmpdir(), "pedigree-bench-"));
  const requests: string[] = [];
  let stage: Stage | undefined;
  const isJobToken = (authorization = "") => {
    const token = stage?.sandbox.world.state.tokens[authorization.replace(/^\S+ /, "")];
    return token?.kind === "installation" && token.appId === ACTIONS_APP;
  };
  stage = await createSetting({
    folder,
    narrator: createNarrator(() => {}, false),
    // The Action is the only one that holds a job's token.
    onExchange: ({ request }) => {
      if (isJobToken(request.authorization)) requests.push(`${request.method} ${request.url}`);
    },
  });
  try {
    await promoteFirstVersion(stage, await trainFirstVersion(stage, EXAMPLE));
    requests.length = 0;
    await compareOnPullRequest(stage);
    return [
      {
        name: "recorded run on a pull request",
        value: requests.length,
        unit: "requests",
        target: { atMost: 6 },
        note: "baseline, holder, comment, and a look whether another leg's section was lost from it",
      },
    ];
  } finally {
    await stage.close();
    await rm(folder, { recursive: true, force: true });
  }
}

if (import.meta.main) console.table(await benchRunRequests());
