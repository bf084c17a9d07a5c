import path from "node:path";
import { compareOnPullRequest } from "./chapters/compare.ts";
import { allowSecondVersion, refuseSecondVersion } from "./chapters/govern.ts";
import { promoteFirstVersion } from "./chapters/promote.ts";
import { trainFirstVersion } from "./chapters/train.ts";
import type { Outcome } from "./outcome.ts";
import { readOutcome } from "./read-outcome.ts";
import type { Stage } from "./setting.ts";

const EXAMPLE = path.resolve(import.meta.dirname, "../../examples/breast-cancer");

/** Plays the whole story: two versions of a model, from the first training run to the second one's production. */
export async function playStory(stage: Stage): Promise<Outcome> {
  const started = performance.now();
  const firstVersion = await trainFirstVersion(stage, EXAMPLE);
  await promoteFirstVersion(stage, firstVersion);
  const { number, comment } = await compareOnPullRequest(stage);
  const missing = await refuseSecondVersion(stage, number);
  const landing = await allowSecondVersion(stage);
  stage.narrator.chapter("What is where now");
  const seconds = Math.round((performance.now() - started) / 100) / 10;
  return readOutcome(stage, { comment, missing, landing, seconds });
}
