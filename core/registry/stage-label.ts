import { type StageName, stageNameSchema } from "../names.ts";

/** The label of a version's pull request: `stage: production`. A projection; it carries no authority. */
export function formatStageLabel(stage: StageName): string {
  return `stage: ${stage}`;
}

/** GitHub keeps labels apart without regard to case, so a label typed as `Stage: Production` is the same one. */
export function parseStageLabel(label: string): StageName | undefined {
  const match = /^stage: ([a-z0-9-]+)$/.exec(label.toLowerCase());
  const stage = stageNameSchema.safeParse(match?.[1]);
  return stage.success ? stage.data : undefined;
}

/** What brings a pull request's labels in line with the stage; labels of any other kind are left alone. */
export interface LabelPlan {
  readonly add: readonly string[];
  readonly remove: readonly string[];
}

/** `stage` undefined: the version is not registered (yet), so it carries no stage label at all. */
export function planLabels(present: readonly string[], stage: StageName | undefined): LabelPlan {
  const stageLabels = present.filter((label) => parseStageLabel(label) !== undefined);
  const right = stageLabels.find((label) => parseStageLabel(label) === stage);
  return {
    add: stage === undefined || right !== undefined ? [] : [formatStageLabel(stage)],
    remove: stageLabels.filter((label) => label !== right),
  };
}
