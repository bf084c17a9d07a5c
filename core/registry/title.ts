import {
  type ModelName,
  modelNameSchema,
  type StageName,
  stageNameSchema,
  versionNumberSchema,
} from "../names.ts";

/** What a pull request's title says: `churn 3` for a version, `churn 3 → production` for a move, with `(rollback)` behind it for one back. */
export interface PullTitle {
  readonly model: ModelName;
  readonly version: number;
  readonly to: StageName | null;
  readonly rollback?: true;
}

export function formatTitle({ model, version, to, rollback }: PullTitle): string {
  return to === null ? `${model} ${version}` : `${model} ${version} → ${to}${rollback ? " (rollback)" : ""}`;
}

/** For people's search and for links only: what a pull request is, its branch says. */
export function parseTitle(text: string): PullTitle | undefined {
  const match = /^(\S+) ([1-9][0-9]{0,6})(?: → (\S+)( \(rollback\))?)?$/.exec(text);
  if (match === null) return undefined;
  const model = modelNameSchema.safeParse(match[1]);
  const version = versionNumberSchema.safeParse(Number(match[2]));
  if (!model.success || !version.success) return undefined;
  if (match[3] === undefined) return { model: model.data, version: version.data, to: null };
  const to = stageNameSchema.safeParse(match[3]);
  if (!to.success) return undefined;
  const title = { model: model.data, version: version.data, to: to.data };
  return match[4] === undefined ? title : { ...title, rollback: true };
}
