import { PedigreeError } from "../core/errors.ts";
import type { AncestorRun, Ancestry } from "../core/lineage/ancestry.ts";
import type { AttestationFacts } from "../core/policy/attestation-facts.ts";
import type { AttestationVerifier } from "../core/ports/attestation-verifier.ts";
import type { ZonedTime } from "../core/ports/clock.ts";
import type { Documents } from "../core/ports/documents.ts";
import type { HistoryCommit, RegistryHistory } from "../core/ports/registry-history.ts";
import type { Tree } from "../core/ports/registry-repository.ts";
import type { Renderer } from "../core/ports/renderer.ts";
import { parseDocument } from "../core/registry/documents.ts";
import type { DecidedEvent } from "../core/registry/event.ts";
import type { LastOut } from "../core/registry/last-out.ts";
import { formatPath, formatVersionFolder, type VersionFile } from "../core/registry/layout.ts";
import type { Model } from "../core/registry/model.ts";
import type { Stages } from "../core/registry/stages.ts";
import { attempt } from "../core/registry/verify-event.ts";
import type { KnownByRegistry } from "../core/registry/verify-facts.ts";
import { type Version, versionSchema } from "../core/registry/version.ts";
import { type Run, runSchema } from "../core/run/run.ts";
import { attestationFacts } from "./attestation-facts.ts";
import { judgeCard, readCardForm, versionBefore } from "./fill-card.ts";
import { findAncestry } from "./find-ancestry.ts";
import { REGULAR_FILE } from "./read-registry.ts";

export interface VerifyPorts {
  readonly history: RegistryHistory;
  readonly documents: Documents;
  readonly attestations: AttestationVerifier;
  readonly renderer: Renderer;
  readonly localTime: ZonedTime;
}

/** Files by path: all that is asked of a tree here. */
export type Files = Pick<Tree, "get" | "has">;

/** An event with the registry around it: where the versions stood, the parent's files and the landing's. */
export interface KnownQuestion {
  readonly commit: HistoryCommit;
  readonly event: DecidedEvent;
  readonly stages: Stages;
  /** Who left which stage last before the event. */
  readonly lastOut: LastOut;
  readonly parent: Files;
  readonly tree: Files;
}

/**
 * What the registry says about an event's facts. What people write and cannot be read is an error that says so. A version's
 * own documents are reported where they landed, and as changed afterwards: here they are not known, and nothing is compared
 * with them.
 */
export async function readKnown(ports: VerifyPorts, question: KnownQuestion): Promise<KnownByRegistry> {
  const { event, stages } = question;
  // Of several, the first is whom releases compared with that did not yet call the holder unknown then.
  const displaced = event.decision.displaced[0]?.version;
  const [model, version, run, holder, card] = await Promise.all([
    readModel(ports, question),
    readVersion(ports, question),
    readRun(ports, question, event.version),
    displaced === undefined ? undefined : readRun(ports, question, displaced),
    readVersionFile(ports, question, { version: event.version, file: "card.md" }),
  ]);
  const candidate = version && run && { version, run };
  const ancestry = candidate && (await readAncestry(ports, question, candidate.run));
  return {
    stages,
    owners: model === null ? [] : model instanceof PedigreeError ? model : model.owners,
    candidate,
    attestations: version && (await readAttestations(ports, question, version)),
    holder: displaced === undefined ? null : holder && { version: displaced, run: holder },
    predecessor: await readPredecessor(ports, question),
    ancestry: ancestry?.known === true ? (ancestry.value?.ancestors ?? null) : undefined,
    local: readLocal(ports, event),
    card,
    cardFacts:
      candidate && typeof card === "string" && !(model instanceof PedigreeError) && ancestry?.known === true
        ? await judgeAgain(ports, question, { ...candidate, card, model, ancestors: ancestry.value?.runs })
        : undefined,
  };
}

/** The moment of the decision in the recorded zones, in their order. A zone that is not known here says what it said. */
function readLocal({ localTime }: VerifyPorts, { facts }: DecidedEvent): KnownByRegistry["local"] {
  return facts.local?.map((recorded) => localTime(facts.at, recorded.zone) ?? recorded);
}

/** Whom the event says that the version was compared with, where nobody stood in the stage. */
async function readPredecessor(
  ports: VerifyPorts,
  question: KnownQuestion,
): Promise<KnownByRegistry["predecessor"]> {
  const { event, lastOut } = question;
  if (event.facts.predecessor?.known !== true) return undefined;
  const version = lastOut.get(event.facts.move.to);
  if (version === undefined) return null;
  const run = await readRun(ports, question, version);
  return run && { version, run };
}

/** The bundles verified again, from where the decision had them and with the trusted root of then. */
async function readAttestations(
  { history, attestations }: VerifyPorts,
  { event, commit, parent, tree }: KnownQuestion,
  version: Version,
): Promise<AttestationFacts | PedigreeError | undefined> {
  const [tip] = commit.parents;
  if (event.facts.attestations?.known !== true || tip === undefined) return undefined;
  const [at, files] = event.kind === "registered" ? [commit.id, tree] : [tip, parent];
  const folder = await history.tree(at, formatVersionFolder(event.model, event.version));
  const facts = await attestationFacts(attestations, version, {
    paths: folder.keys(),
    read: (path) => readOrdinary(history, files, path),
    readAtTip: (path) => readOrdinary(history, parent, path),
  });
  if (facts.known) return facts.value;
  return new PedigreeError("REGISTRY_INCONSISTENT", "the bundles cannot be judged", {
    path: "facts.attestations",
    expected: "bundles that can be judged, as they were",
    found: facts.reason,
  });
}

/** As the App reads the file: what is no ordinary one is an error, what is not there is undefined. */
async function readOrdinary(history: Pick<RegistryHistory, "readText">, files: Files, path: string) {
  const file = files.get(path);
  if (file === undefined) return undefined;
  if (file.mode !== REGULAR_FILE) {
    throw new PedigreeError("REGISTRY_INCONSISTENT", "not an ordinary file", { subject: path });
  }
  return history.readText(file.blob);
}

/**
 * What the version was made from, as the landing's parent tells it. Not known where a file of it cannot be read: that is
 * reported where it landed.
 */
async function readAncestry(
  { history }: VerifyPorts,
  { event, parent }: KnownQuestion,
  run: Run,
): Promise<{ readonly known: boolean; readonly value: Ancestry | undefined }> {
  const value = await findAncestry({ ...event, run }, async (place) => {
    const path = formatPath({ kind: "version-file", ...place, file: "run.json" });
    if (!parent.has(path)) return "not-registered";
    const text = await readText(history, parent, path);
    const read = typeof text === "string" ? attempt(() => parseDocument(runSchema, text, path)) : text;
    return read instanceof PedigreeError ? "unreadable" : read;
  });
  return { known: value?.ancestors.every(({ training }) => training !== "unreadable") ?? true, value };
}

interface CardQuestion {
  readonly version: Version;
  readonly run: Run;
  readonly card: string;
  readonly model: Model | null;
  readonly ancestors: readonly AncestorRun[] | undefined;
}

/** The facts of the card as they are found from the clone, where the event says that the card was compared with its run. */
async function judgeAgain(ports: VerifyPorts, question: KnownQuestion, candidate: CardQuestion) {
  const { event, parent, stages } = question;
  if (!event.facts.card.known || event.facts.card.value.evidence === undefined) return undefined;
  const before = versionBefore(stages, event.version);
  const previous = before === undefined ? undefined : await readRun(ports, question, before);
  if (before !== undefined && previous === undefined) return undefined;
  const { version, run, model } = candidate;
  const subject = { name: event.model, version, run, model };
  try {
    const form = await readCardForm(ports, (path) => readOrdinary(ports.history, parent, path));
    return judgeCard(ports.renderer, form, {
      card: ports.documents.card(candidate.card),
      ancestors: candidate.ancestors,
      rules: event.facts.card.value.evidence.rules,
      subject:
        before === undefined || previous === undefined
          ? subject
          : { ...subject, previous: { version: before, run: previous } },
    });
  } catch (error) {
    // A template that cannot be used lets no card be judged, so an event that judged one by it is wrong.
    if (error instanceof PedigreeError && error.family === "user") return error;
    throw error;
  }
}

/** A file's text, or why there is none. */
export async function readText(
  history: Pick<RegistryHistory, "readText">,
  tree: Files,
  path: string,
): Promise<string | PedigreeError> {
  const file = tree.get(path);
  if (file === undefined) {
    return new PedigreeError("REGISTRY_INCONSISTENT", "file does not exist", {
      subject: path,
      expected: "a file",
      found: "nothing",
    });
  }
  try {
    return await history.readText(file.blob);
  } catch (error) {
    if (error instanceof PedigreeError && error.family === "user") return error;
    throw error;
  }
}

/** What `model.yml` of the parent says; null where there is no such file, an error where it cannot be read. */
async function readModel(
  { history, documents }: VerifyPorts,
  { event, parent }: KnownQuestion,
): Promise<Model | PedigreeError | null> {
  const path = formatPath({ kind: "model", model: event.model });
  if (!parent.has(path)) return null;
  const text = await readText(history, parent, path);
  return typeof text === "string" ? attempt(() => documents.model(text, path)) : text;
}

async function readVersion(ports: VerifyPorts, question: KnownQuestion) {
  const file = "version.json";
  const text = await readVersionFile(ports, question, { version: question.event.version, file });
  const version = typeof text === "string" ? attempt(() => parseDocument(versionSchema, text, file)) : text;
  return version instanceof PedigreeError ? undefined : version;
}

async function readRun(ports: VerifyPorts, question: KnownQuestion, version: number) {
  const file = "run.json";
  const text = await readVersionFile(ports, question, { version, file });
  const run = typeof text === "string" ? attempt(() => parseDocument(runSchema, text, file)) : text;
  return run instanceof PedigreeError ? undefined : run;
}

function readVersionFile(
  { history }: VerifyPorts,
  { event, tree }: KnownQuestion,
  { version, file }: { readonly version: number; readonly file: VersionFile },
): Promise<string | PedigreeError> {
  return readText(history, tree, formatPath({ kind: "version-file", model: event.model, version, file }));
}
