import { digestOf, digestOfText } from "../core/canonical.ts";
import { PedigreeError } from "../core/errors.ts";
import type { Sha256 } from "../core/names.ts";
import { type Waiver, waiversBehind } from "../core/policy/waiver.ts";
import type { Documents } from "../core/ports/documents.ts";
import type { RegistryHistory } from "../core/ports/registry-history.ts";
import { parseDocument } from "../core/registry/documents.ts";
import type { HistoryEntry } from "../core/registry/history.ts";
import { formatPath, POLICY_PATH, type VersionFile } from "../core/registry/layout.ts";
import { type Run, runSchema } from "../core/run/run.ts";

export interface HistoryPorts {
  readonly history: RegistryHistory;
  readonly documents: Documents;
}

/** A change with what stands in the clone beside its event. */
export interface ToldEntry extends Omit<HistoryEntry, "decision"> {
  /** Digest of the version's card as this change left it; null where there is none. */
  readonly card: Sha256 | null;
  /** What the version was trained and evaluated on; null where its run cannot be read. */
  readonly data: Run["data"] | null;
  /** Exceptions that the decision rests on; null where its policy cannot be read. */
  readonly waivers: readonly Waiver[] | null;
}

/** Adds to each change what the commit that landed it holds: card, data and waivers. */
export function readHistory(
  ports: HistoryPorts,
  entries: readonly HistoryEntry[],
): Promise<readonly ToldEntry[]> {
  return Promise.all(entries.map((entry) => tell(ports, entry)));
}

async function tell(ports: HistoryPorts, { decision, ...entry }: HistoryEntry): Promise<ToldEntry> {
  const [card, data, policy] = await Promise.all([
    readVersionText(ports, entry, "card.md"),
    readData(ports, entry),
    readPolicyThen(ports, entry),
  ]);
  return {
    ...entry,
    card: card === undefined ? null : digestOfText(card),
    data,
    waivers: policy === null ? null : waiversBehind(decision.requirements, policy.waivers ?? []),
  };
}

type Place = Pick<HistoryEntry, "model" | "version" | "event">;

async function readVersionText(
  { history }: HistoryPorts,
  { model, version, event }: Place,
  file: VersionFile,
): Promise<string | undefined> {
  const blob = await history.blobAt(event.commit, formatPath({ kind: "version-file", model, version, file }));
  return blob === undefined ? undefined : history.readText(blob);
}

async function readData(ports: HistoryPorts, place: Place): Promise<Run["data"] | null> {
  return orNull(async () => {
    const text = await readVersionText(ports, place, "run.json");
    return text === undefined ? null : parseDocument(runSchema, text, "run.json").data;
  });
}

/** The policy that decided: a landing changes nothing of it, so it stands in the landing's own commit. */
async function readPolicyThen(
  { history, documents }: HistoryPorts,
  entry: Place & { readonly policy: Sha256 },
) {
  return orNull(async () => {
    const blob = await history.blobAt(entry.event.commit, POLICY_PATH);
    if (blob === undefined) return null;
    const policy = documents.policy(await history.readText(blob));
    return digestOf(policy) === entry.policy ? policy : null;
  });
}

/** What cannot be read is told as unknown here; `verify` says what is wrong with it. */
async function orNull<T>(read: () => Promise<T | null>): Promise<T | null> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof PedigreeError && error.family === "user") return null;
    throw error;
  }
}
