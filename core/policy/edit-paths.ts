import { parsePath } from "../registry/layout.ts";
import { isRecordPath } from "../registry/record-path.ts";
import type { RequirementResult } from "./decision.ts";
import { judgedPaths, namePaths } from "./edit-approvals.ts";
import type { EditedPath, EditFacts } from "./edit-facts.ts";
import { grantsFor } from "./edit-grants.ts";
import type { Policy } from "./policy.ts";
import { resultOf } from "./requirement.ts";

/**
 * So many files of one edit are judged. GitHub shows at most 300 in one diff (docs.github.com, repository limits); what
 * nobody can look through nobody has reviewed.
 */
export const MAX_EDITED_FILES = 100;

const REGULAR_FILE = "100644";
/** How many paths a result names. */
const MAX_NAMED = 5;

/** What an edit may touch, and whether it can be read and landed; everything but the approvals. */
export function evaluateEditPaths(policy: Policy, facts: EditFacts): readonly RequirementResult[] {
  const { paths } = facts;
  if (!paths.known) {
    const part = { title: "what is edited", expected: "a complete list of the touched files" };
    return [resultOf({ kind: "edit-paths", status: "unknown", ...part, found: paths.reason })];
  }
  return [
    paths.value.length === 0 ? nothingEdited() : tooMany(paths.value),
    noRecords(paths.value),
    everyPathCovered(policy, facts),
    ...noWorkflows(paths.value),
    ordinaryFiles(paths.value, facts.clashes),
    upToDate(paths.value),
    readable(facts),
    noOtherRequest(facts),
    ...aroundTheGate(facts),
  ];
}

type Part = Pick<RequirementResult, "kind" | "title" | "expected">;

/** Passed when nothing offends; else the offending paths by name. */
function judge(part: Part, offending: readonly string[], remedy: string): RequirementResult {
  return offending.length === 0
    ? resultOf({ ...part, status: "passed", found: "nothing else" })
    : resultOf({ ...part, status: "failed", found: namePaths(offending, MAX_NAMED), remedy });
}

function nothingEdited(): RequirementResult {
  return resultOf({
    kind: "edit-size",
    status: "failed",
    title: "what is edited",
    expected: "a file that differs from the registry branch",
    found: "no difference",
    remedy: "close the pull request",
  });
}

function tooMany(paths: readonly EditedPath[]): RequirementResult {
  const part = { kind: "edit-size", title: "what is edited", expected: `at most ${MAX_EDITED_FILES} files` };
  const found = `${paths.length} ${paths.length === 1 ? "file" : "files"}`;
  return paths.length <= MAX_EDITED_FILES
    ? resultOf({ ...part, status: "passed", found })
    : resultOf({ ...part, status: "failed", found, remedy: "make several pull requests of it" });
}

function noRecords(paths: readonly EditedPath[]): RequirementResult {
  return judge(
    { kind: "edit-records", title: "no records", expected: "no stages, log, record or evidence" },
    paths.filter((edited) => isRecordPath(edited.path) && !isNewProof(edited)).map(({ path }) => path),
    "take the change back; only the App writes records, and a move has a pull request of its own",
  );
}

/**
 * A Sigstore bundle for a version proves itself, whoever brings it, and so people may add one. Once there it is a record
 * like any other.
 */
export function isNewProof({ path, base, tip, head }: EditedPath): boolean {
  return parsePath(path)?.kind === "evidence" && base === null && tip === null && head !== null;
}

function everyPathCovered({ access: { edit = [] } }: Policy, facts: EditFacts): RequirementResult {
  const proofs = new Set(
    facts.paths.known ? facts.paths.value.filter(isNewProof).map(({ path }) => path) : [],
  );
  const isPeoples = (path: string) => proofs.has(path) || !isRecordPath(path);
  return judge(
    { kind: "edit-coverage", title: "covered paths", expected: "paths that an entry of access.edit covers" },
    judgedPaths(facts).filter((path) => isPeoples(path) && grantsFor(edit, path).length === 0),
    "take the change back, or add an entry for these paths to access.edit in a pull request of its own",
  );
}

/** GitHub lets no App change them without the permission `workflows`, which this one does not ask for. */
function noWorkflows(paths: readonly EditedPath[]): readonly RequirementResult[] {
  const workflows = paths.map(({ path }) => path).filter((path) => /^\.github\/workflows\//i.test(path));
  if (workflows.length === 0) return [];
  const part = {
    kind: "edit-workflows",
    title: "no workflow files",
    expected: "files that the App may change",
  };
  return [judge(part, workflows, "have an administrator change it, and another edit acknowledge that")];
}

function ordinaryFiles(paths: readonly EditedPath[], clashes: readonly string[]): RequirementResult {
  const strange = paths.filter(
    ({ path, head, base }) =>
      [head, base].some((file) => file !== null && file.mode !== REGULAR_FILE) ||
      !/^[\x20-\x7e]+$/.test(path),
  );
  return judge(
    {
      kind: "edit-files",
      title: "ordinary files",
      expected: "no links, submodules or executables, and ASCII names that differ in more than case",
    },
    [...new Set([...strange.map(({ path }) => path), ...clashes])].sort(),
    "make them ordinary files (mode 100644) with names of their own",
  );
}

/** What lands is the head's file in place of the one that its reviewers saw it replace. */
function upToDate(paths: readonly EditedPath[]): RequirementResult {
  const moved = paths.filter(({ base, tip }) => base?.blob !== tip?.blob || base?.mode !== tip?.mode);
  return judge(
    {
      kind: "edit-base",
      title: "an up-to-date branch",
      expected: "files that the registry branch has not changed since",
    },
    moved.map(({ path }) => path),
    "update the branch: merge the registry branch into it and have it reviewed again",
  );
}

function readable({ problems }: EditFacts): RequirementResult {
  const part = {
    kind: "edit-documents",
    title: "usable files",
    expected: "a usable policy, readable model.yml and front matter, and text that can be reviewed",
  };
  if (!problems.known) return resultOf({ ...part, status: "unknown", found: problems.reason });
  const [first, ...more] = problems.value;
  if (first === undefined) return resultOf({ ...part, status: "passed", found: "nothing else" });
  const others = more.length > 0 ? `; also ${namePaths([...new Set(more.map(({ path }) => path))])}` : "";
  return resultOf({
    ...part,
    status: "failed",
    found: `${first.path}: ${first.problem}${others}`,
    remedy: "mend the file and push again",
  });
}

function noOtherRequest({ others }: EditFacts): RequirementResult {
  const part = {
    kind: "edit-commits",
    title: "no other request",
    expected: "no commits of the App's requests",
  };
  if (!others.known) return resultOf({ ...part, status: "unknown", found: others.reason });
  const remedy = "take its commits out of the branch; it would show as merged without being decided";
  return judge(
    part,
    others.value.map((number) => `#${number}`),
    remedy,
  );
}

/** Said where it applies, so that whoever approves knows what else is accepted. */
function aroundTheGate({ around = [] }: EditFacts): readonly RequirementResult[] {
  if (around.length === 0) return [];
  const commits = around.map(
    ({ commit, author }) => `${commit.slice(0, 7)} by ${author?.login ?? "unknown"}`,
  );
  return [
    resultOf({
      kind: "edit-around",
      status: "passed",
      title: "changes around the gate",
      expected: "approvals for their paths as well, which acknowledge them",
      found: namePaths(commits, MAX_NAMED),
    }),
  ];
}
