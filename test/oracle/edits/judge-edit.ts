import type { ApprovalsRule } from "../../../core/policy/approvals-rule.ts";
import type { EditedPath, EditFacts } from "../../../core/policy/edit-facts.ts";
import type { EditGrant, Policy } from "../../../core/policy/policy.ts";
import type { Principal } from "../../../core/policy/principal.ts";
import { approvals } from "../kinds/approvals.ts";
import { pathFits } from "../patterns.ts";
import { allOf, type Status } from "../verdict.ts";

export interface EditJudgement {
  readonly allowed: boolean;
  /** Each line of the table in docs/edits.md but the last one. */
  readonly lines: Readonly<Record<string, Status>>;
  /** One for each entry, or for each model whose owners it means. */
  readonly approvals: readonly Status[];
}

/** The documentation's own answer to what `decideEdit` decides, from docs/edits.md and docs/policy.md. */
export function judgeEdit(policy: Policy, facts: EditFacts): EditJudgement {
  const edit = policy.access.edit ?? [];
  const lines = linesOf(edit, facts);
  const asked = approvalsOf(edit, facts);
  const allowed = asked.length > 0 && [...Object.values(lines), ...asked].every((one) => one === "passed");
  return { allowed, lines, approvals: asked };
}

const covering = (edit: readonly EditGrant[], path: string) =>
  edit.filter(({ paths }) => paths.some((pattern) => pathFits(pattern, path)));

const said = (holds: boolean): Status => (holds ? "passed" : "failed");
const empty = (list: EditFacts["others"] | EditFacts["problems"]): Status =>
  list.known ? said(list.value.length === 0) : "unknown";

function linesOf(edit: readonly EditGrant[], facts: EditFacts): EditJudgement["lines"] {
  const { paths: read, clashes, problems, others, around } = facts;
  // What is edited is not known, so nothing can be said of it.
  if (!read.known) return { paths: "unknown" };
  const paths = read.value;
  const isWorkflow = paths.some(({ path }) => path.toLowerCase().startsWith(".github/workflows/"));
  const proofs = paths.filter(isNewProof).map(({ path }) => path);
  const covered = (path: string) =>
    (isRecord(path) && !proofs.includes(path)) || covering(edit, path).length > 0;
  return {
    size: said(paths.length >= 1 && paths.length <= 100),
    records: said(!paths.some((edited) => isRecord(edited.path) && !isNewProof(edited))),
    coverage: said(judged(facts).every(covered)),
    files: said(paths.every(isOrdinary) && clashes.length === 0),
    base: said(paths.every(({ base, tip }) => base?.blob === tip?.blob && base?.mode === tip?.mode)),
    documents: empty(problems),
    commits: empty(others),
    // Two lines are there only where there is something to say.
    ...(isWorkflow ? { workflows: "failed" as const } : {}),
    ...(around === undefined ? {} : { around: "passed" as const }),
  };
}

/** “A Sigstore bundle that a version does not have yet is no record” */
function isNewProof({ path, base, tip, head }: EditedPath): boolean {
  const [top, , part, , folder, file, ...rest] = path.split("/");
  const isBundle =
    top === "models" &&
    part === "versions" &&
    folder === "evidence" &&
    file?.endsWith(".sigstore.json") === true;
  return isBundle && rest.length === 0 && base === null && tip === null && head !== null;
}

/** “`stages.json`, logs, and of a version everything but its `card.md` are the App's” */
function isRecord(path: string): boolean {
  const [top, , part, , ...rest] = path.split("/");
  if (top === "log") return true;
  if (top !== "models") return false;
  if (part === "stages.json" || part === "log") return true;
  return part === "versions" && rest.join("/") !== "card.md";
}

function isOrdinary({ path, base, head }: EditedPath): boolean {
  const isAscii = !/[^ -~]/.test(path);
  return isAscii && [base, head].every((file) => file === null || file.mode === "100644");
}

function approvalsOf(edit: readonly EditGrant[], facts: EditFacts): readonly Status[] {
  const asked = new Map<string, Status>();
  for (const path of judged(facts)) {
    for (const grant of covering(edit, path)) {
      for (const [key, status] of entry(edit, grant, path, facts)) asked.set(key, status);
    }
  }
  return [...asked.values()];
}

/** The touched paths and those of commits around the gate; where not all are named, the policy stands for the rest. */
function judged({ paths, around = [] }: EditFacts): readonly string[] {
  return [
    ...(paths.known ? paths.value.map(({ path }) => path) : []),
    ...around.flatMap((commit) => [...commit.paths, ...(commit.morePaths > 0 ? ["pedigree.yml"] : [])]),
  ];
}

type Entry = readonly (readonly [string, Status])[];

function entry(edit: readonly EditGrant[], grant: EditGrant, path: string, facts: EditFacts): Entry {
  const key = String(edit.indexOf(grant));
  const { approvals: rule } = grant;
  const names = rule.each?.map(({ from }) => from) ?? [rule.from];
  if (!names.includes("owners")) return [[key, approve(rule, facts, [])]];
  const [top, model, ...rest] = path.split("/");
  if (top !== "models" || model === undefined || rest.length === 0) return [[key, "failed"]];
  const owners = Object.entries(facts.owners).find(([name]) => name === model)?.[1] ?? [];
  if (owners.length > 0) return [[`${key} ${model}`, approve(rule, facts, owners)]];
  // “while a model has none, the people who may edit `pedigree.yml` decide”
  return covering(edit, "pedigree.yml").flatMap((other) => entry(edit, other, "pedigree.yml", facts));
}

/** “an edit has no trainer” */
function approve(
  { count, from, each, not }: ApprovalsRule,
  facts: EditFacts,
  owners: readonly Principal[],
): Status {
  const groups = each ?? [{ count, from: from ?? null }];
  const roles = not.filter((role) => role !== "trainer");
  return allOf(approvals.judge({ groups, count, not: roles }, { ...facts, owners: [...owners] }));
}
