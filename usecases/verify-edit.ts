import { digestOf } from "../core/canonical.ts";
import { PedigreeError } from "../core/errors.ts";
import type { CommitSha, ModelName } from "../core/names.ts";
import { judgedPaths, modelOf } from "../core/policy/edit-approvals.ts";
import type { Principal } from "../core/policy/principal.ts";
import type { HistoryCommit } from "../core/ports/registry-history.ts";
import { parseDocument } from "../core/registry/documents.ts";
import { type EditEvent, editEventSchema } from "../core/registry/edit-event.ts";
import type { EditGate } from "../core/registry/edit-gate.ts";
import { applyEdit, type EditLog, editFileOf } from "../core/registry/edit-log.ts";
import { formatPath, POLICY_PATH } from "../core/registry/layout.ts";
import { checkEditDecision } from "../core/registry/verify-decision.ts";
import { checkEditFacts, checkEditTree } from "../core/registry/verify-edit.ts";
import { attempt, checkBytes } from "../core/registry/verify-event.ts";
import { type Finding, findingOfError } from "../core/registry/verify-finding.ts";
import { type Files, readText, type VerifyPorts } from "./verify-known.ts";

/** A commit that adds to the registry's own log, with the registry on both sides of it. */
export interface EditLanding {
  readonly commit: HistoryCommit;
  readonly files: readonly string[];
  readonly before: Files & { readonly keys: () => Iterable<string> };
  readonly after: Files;
  readonly log: EditLog;
  readonly gate: EditGate;
}

export interface EditCheck {
  readonly log: EditLog;
  readonly event: EditEvent | undefined;
  readonly findings: readonly Finding[];
  readonly reworded: boolean;
}

/** Recomputes everything about an edit's landing that the clone alone can tell. */
export async function verifyEdit(ports: VerifyPorts, landing: EditLanding): Promise<EditCheck> {
  const { commit, log, files, after } = landing;
  const [file = "", ...more] = files;
  const place = { commit: commit.id, file };
  const text = await readText(ports.history, after, file);
  const event = typeof text === "string" ? attempt(() => parseDocument(editEventSchema, text, file)) : text;
  if (event instanceof PedigreeError) {
    const findings = [findingOfError("unreadable", place, event)];
    return { log, event: undefined, findings, reworded: false };
  }
  const next = attempt(() => applyEdit(log, event));
  const judged = await checkJudgement(ports, landing, event);
  const findings: Finding[] = [
    ...more.map((other) => oneEvent(commit.id, other)),
    ...checkBytes(typeof text === "string" ? text : "", event, place),
    ...(file === editFileOf(event) ? [] : [misnamed(place, event)]),
    ...(next instanceof PedigreeError ? [findingOfError("chain", place, next)] : []),
    ...judged.findings,
  ];
  // Where the chain is broken the event itself stands in, so that one defect is not reported for ever.
  const last = next instanceof PedigreeError ? { sequence: event.sequence, last: digestOf(event) } : next;
  return { log: last, event, findings, reworded: judged.reworded };
}

async function checkJudgement(ports: VerifyPorts, landing: EditLanding, event: EditEvent) {
  const { commit, gate, before } = landing;
  const { history } = ports;
  const place = { commit: commit.id, file: editFileOf(event) };
  const paths = event.paths.map(({ path }) => path);
  const [head, base, owners] = await Promise.all([
    blobsAt(ports, event.head, paths),
    blobsAt(ports, event.facts.base, paths),
    readOwners(ports, event, gate.around.length === 0 ? event.tip : gate.trusted),
  ]);
  const decision = gate.policy === undefined ? undefined : checkEditDecision(gate.policy, event, place);
  const known = { gate, present: before.keys(), owners, head, base };
  const noPolicy: Finding = {
    code: "policy",
    commit: commit.id,
    file: POLICY_PATH,
    path: null,
    expected: "a policy in force that governs edits",
    found: `none at ${history.ref}`,
  };
  return {
    findings: [
      ...(decision?.findings ?? [noPolicy]),
      ...checkEditFacts(commit, event, known),
      ...checkEditTree(commit, event, head),
    ],
    reworded: decision?.reworded ?? false,
  };
}

async function blobsAt({ history }: VerifyPorts, commit: CommitSha, paths: readonly string[]) {
  const blobs = paths.map(async (path) => [path, await history.blobAt(commit, path)] as const);
  return new Map(await Promise.all(blobs));
}

/** As the App reads them: a `model.yml` that cannot be read names nobody. */
async function readOwners({ history, documents }: VerifyPorts, { facts }: EditEvent, commit: CommitSha) {
  const models = new Set(judgedPaths(facts).flatMap((path) => modelOf(path) ?? []));
  const owners: Record<ModelName, readonly Principal[]> = {};
  for (const model of models) {
    const path = formatPath({ kind: "model", model });
    const blob = await history.blobAt(commit, path);
    const tree = new Map(blob === undefined ? [] : [[path, { blob, mode: "100644" }]]);
    const text = await readText(history, tree, path);
    const described = typeof text === "string" ? attempt(() => documents.model(text, path)) : text;
    owners[model] = described instanceof PedigreeError ? [] : described.owners;
  }
  return owners;
}

function oneEvent(commit: CommitSha, file: string): Finding {
  return { code: "tree", commit, file, path: null, expected: "one event of one edit", found: "another one" };
}

function misnamed(place: { commit: CommitSha; file: string }, event: EditEvent): Finding {
  const expected = editFileOf(event);
  return { code: "event-name", ...place, path: null, expected, found: place.file };
}
