import {
  type ModelName,
  modelNameSchema,
  type StageName,
  stageNameSchema,
  versionNumberSchema,
} from "../names.ts";

/** What a pull request's title says: `churn 3` for a version, `churn 3 → production` for a move. */
export interface PullTitle {
  readonly model: ModelName;
  readonly version: number;
  readonly to: StageName | null;
}

export function formatTitle({ model, version, to }: PullTitle): string {
  return to === null ? `${model} ${version}` : `${model} ${version} → ${to}`;
}

/** For people's search and for links only: what a pull request is, its branch says. */
export function parseTitle(text: string): PullTitle | undefined {
  const match = /^(\S+) ([1-9][0-9]{0,6})(?: → (\S+))?$/.exec(text);
  if (match === null) return undefined;
  const model = modelNameSchema.safeParse(match[1]);
  const version = versionNumberSchema.safeParse(Number(match[2]));
  if (!model.success || !version.success) return undefined;
  if (match[3] === undefined) return { model: model.data, version: version.data, to: null };
  const to = stageNameSchema.safeParse(match[3]);
  return to.success ? { model: model.data, version: version.data, to: to.data } : undefined;
}
