import { PedigreeError } from "../core/errors.ts";
import type { BlobSha, CommitSha } from "../core/names.ts";
import { decide } from "../core/policy/decide.ts";
import type { Move } from "../core/policy/decision.ts";
import type { Tree } from "../core/ports/registry-repository.ts";
import type { RegisterBranch } from "../core/registry/branch-name.ts";
import { standingOf } from "../core/registry/fold.ts";
import { evidencePaths, formatPath, RECORD_FILES, VERSION_FILES } from "../core/registry/layout.ts";
import { planRegistration } from "../core/registry/plan.ts";
import { gatherFacts } from "./gather-facts.ts";
import type { JudgeContext, Judgment } from "./judge-context.ts";
import { digestOfRecord, findOrigin } from "./origin.ts";
import type { RegistryPorts } from "./ports.ts";
import { readVersionRun, regularFile, type VersionPlace } from "./read-registry.ts";

/** Judges a version pull request; a text says why there is nothing left to judge. */
export async function judgeVersion(
  ports: RegistryPorts,
  branch: RegisterBranch,
  context: JudgeContext,
): Promise<Judgment | string> {
  const { pull, reads, state, model } = context;
  if (standingOf(model.stages, branch.version) !== undefined) {
    return `version ${branch.version} of ${branch.model} is registered already`;
  }
  const origin = await readOrigin(ports, branch, context);
  const recordTree = origin.tree;
  const headTree = await ports.repository.tree(pull.head);
  checkUntouched({ place: branch, recordTree, headTree, context });
  const [firstStage] = state.policy.stages;
  if (firstStage === undefined) throw new PedigreeError("POLICY_INVALID", "the policy has no stages");
  const move: Move = { model: branch.model, version: branch.version, from: null, to: firstStage.name };
  const facts = await gatherFacts(ports, {
    pull,
    move,
    state,
    model,
    reads,
    recordTree,
    requester: null,
    cardTree: { known: true, value: headTree },
    originCommit: origin.commit,
    ownPaths: ownPaths(branch, recordTree),
  });
  const decision = decide(state.policy, facts);
  if (!decision.allowed) return { kind: "judged", facts, decision, plan: undefined };
  const run = await readVersionRun(ports.repository, recordTree, branch);
  const files = blobsToLand(branch, recordTree, headTree);
  const judgement = { pull: pull.number, decision, facts };
  const plan = planRegistration({ stages: model.stages, judgement, run: run.id, files });
  return { kind: "judged", facts, decision, plan };
}

/** The commit that the App itself made, proven by what it remembers of it. */
async function readOrigin(
  ports: RegistryPorts,
  branch: RegisterBranch,
  { pull, reads }: JudgeContext,
): Promise<{ readonly commit: CommitSha; readonly tree: Tree }> {
  const found = await findOrigin(ports, pull, reads);
  if (found?.origin.kind !== "version") {
    throw new PedigreeError("PROVENANCE_REFUSED", "nothing proves that the App made this version", {
      subject: pull.headBranch,
      expected: "a first commit that carries the App's own check",
      found: "none",
      remedy: "close the pull request, delete its branch and register the run again",
    });
  }
  const tree = await ports.repository.tree(found.commit);
  if (digestOfRecord(tree, branch) === found.origin.files) return { commit: found.commit, tree };
  throw new PedigreeError("PROVENANCE_REFUSED", "the version's files are not those that the App committed", {
    subject: pull.headBranch,
    remedy: "close the pull request, delete its branch and register the run again",
  });
}

interface UntouchedQuestion {
  readonly place: VersionPlace;
  readonly recordTree: Tree;
  readonly headTree: Tree;
  readonly context: JudgeContext;
}

// People may write the card here, and nothing else: the record is the App's, other files belong to other requests.
function checkUntouched({ place, recordTree, headTree, context }: UntouchedQuestion): void {
  const remedy = "take the change back; a version's pull request may change only its card.md";
  const record = RECORD_FILES.map((file) => formatPath({ ...place, kind: "version-file", file }));
  for (const path of [...record, ...evidencePaths(recordTree.keys(), place)]) {
    const [before, now] = [recordTree.get(path), headTree.get(path)];
    if (before?.blob !== now?.blob || before?.mode !== now?.mode) {
      throw new PedigreeError("PROVENANCE_REFUSED", "the version's record was changed after registration", {
        subject: path,
        remedy,
      });
    }
  }
  const { files } = context.reads;
  if (!files.known) return;
  const own = ownPaths(place, recordTree);
  const stray = files.value.find(({ path, previousPath }) =>
    [path, previousPath].some((name) => name !== null && !own.includes(name)),
  );
  if (stray !== undefined) {
    throw new PedigreeError("MOVE_REFUSED", "the pull request touches another file", {
      subject: stray.path,
      remedy,
    });
  }
}

/** The files of the version's folder that the App itself committed. */
function ownPaths(place: VersionPlace, recordTree: Tree): readonly string[] {
  const files = VERSION_FILES.map((file) => formatPath({ ...place, kind: "version-file", file }));
  return [...files, ...evidencePaths(recordTree.keys(), place)];
}

function blobsToLand(place: VersionPlace, recordTree: Tree, headTree: Tree): ReadonlyMap<string, BlobSha> {
  const blobs = new Map<string, BlobSha>();
  const card = formatPath({ ...place, kind: "version-file", file: "card.md" });
  for (const path of ownPaths(place, recordTree)) {
    const entry = regularFile(path === card ? headTree : recordTree, path);
    if (entry !== undefined) blobs.set(path, entry.blob);
  }
  return blobs;
}
