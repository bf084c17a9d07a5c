import {
  type ModelName,
  modelNameSchema,
  type StageName,
  stageNameSchema,
  versionNumberSchema,
} from "../names.ts";

/**
 * The App's own branches: `pedigree/register/churn/3` and `pedigree/move/churn/3/production`. The name says what a
 * pull request is for (`pedigree/rollback/churn/2/production` is a move as well); creating the branch is the atomic claim on the version's number or on the move.
 */
export type GovernedBranch =
  | { readonly kind: "register"; readonly model: ModelName; readonly version: number }
  | {
      readonly kind: "move" | "rollback";
      readonly model: ModelName;
      readonly version: number;
      readonly to: StageName;
    };

/** A branch whose pull request brings a version in; that pull request is its home from then on. */
export type RegisterBranch = Extract<GovernedBranch, { readonly kind: "register" }>;

/** A branch whose pull request moves a version that is registered. */
export type MoveBranch = Exclude<GovernedBranch, { readonly kind: "register" }>;

export const GOVERNED_PREFIX = "pedigree/";

export function formatBranchName(branch: GovernedBranch): string {
  const place = `${branch.model}/${branch.version}`;
  return branch.kind === "register"
    ? `${GOVERNED_PREFIX}register/${place}`
    : `${GOVERNED_PREFIX}${branch.kind}/${place}/${branch.to}`;
}

/** The prefix of all branches that register a version of the model. */
export function registerPrefix(model: ModelName): string {
  return `${GOVERNED_PREFIX}register/${model}/`;
}

/** Undefined for every branch that is not exactly of one of the forms. */
export function parseBranchName(text: string): GovernedBranch | undefined {
  const match = /^pedigree\/(register|move|rollback)\/([^/]+)\/([1-9][0-9]{0,6})(?:\/([^/]+))?$/.exec(text);
  if (match === null) return undefined;
  const model = modelNameSchema.safeParse(match[2]);
  const version = versionNumberSchema.safeParse(Number(match[3]));
  if (!model.success || !version.success) return undefined;
  const kind = match[1] === "rollback" ? "rollback" : "move";
  if (match[1] === "register") {
    return match[4] === undefined
      ? { kind: "register", model: model.data, version: version.data }
      : undefined;
  }
  const to = stageNameSchema.safeParse(match[4]);
  return to.success ? { kind, model: model.data, version: version.data, to: to.data } : undefined;
}
