import { PedigreeError } from "../core/errors.ts";
import type { CommitSha } from "../core/names.ts";
import type { EditFacts } from "../core/policy/edit-facts.ts";
import type { Policy } from "../core/policy/policy.ts";
import { parseCanonical } from "../core/registry/documents.ts";
import { eventSchema, isDecided } from "../core/registry/event.ts";
import { POLICY_PATH, parsePath } from "../core/registry/layout.ts";
import {
  type DecidedMove,
  type EditRehearsal,
  type Looked,
  rehearseOpen,
  rehearsePast,
} from "../core/report/rehearsal-report.ts";
import { findRequests, judgePull } from "./judge.ts";
import type { RegistryPorts } from "./ports.ts";
import { readFile } from "./read-registry.ts";

/** So many past moves are decided again, the newest of every model first; each costs one read. */
export const MAX_PAST_MOVES = 50;
/** So many open requests are judged again; each costs as much as an evaluation. */
export const MAX_OPEN_MOVES = 10;

/**
 * What an edited policy would decide otherwise; null where the edit leaves the policy alone, or makes it unusable. It is
 * for its reviewers to read and decides nothing.
 */
export async function rehearseEdit(
  ports: RegistryPorts,
  { facts, tip }: { readonly facts: EditFacts; readonly tip: CommitSha },
): Promise<EditRehearsal | null> {
  const policy = await readEditedPolicy(ports, facts);
  if (policy === undefined) return null;
  return { open: await lookAtOpen(ports, policy), past: await lookAtPast(ports, policy, tip) };
}

async function readEditedPolicy(ports: RegistryPorts, { paths }: EditFacts): Promise<Policy | undefined> {
  const edited = paths.known ? paths.value.find(({ path }) => path === POLICY_PATH) : undefined;
  const head = edited?.head ?? null;
  if (head === null) return undefined;
  return attempt(async () => ports.documents.policy(await ports.repository.readText(head.blob)));
}

async function lookAtOpen(ports: RegistryPorts, policy: Policy): Promise<Looked> {
  const moves = await findRequests(ports);
  const judged: DecidedMove[] = [];
  for (const { number } of moves.slice(0, MAX_OPEN_MOVES)) {
    const result = await judgePull(ports, number);
    if (result.kind === "judged") judged.push({ ...result, pull: number });
  }
  return rehearseOpen(policy, judged, moves.length);
}

async function lookAtPast(ports: RegistryPorts, policy: Policy, tip: CommitSha): Promise<Looked> {
  const tree = await ports.repository.tree(tip);
  const files = newestFirst([...tree.keys()]);
  const moves: DecidedMove[] = [];
  for (const file of files.slice(0, MAX_PAST_MOVES)) {
    const event = await attempt(async () =>
      parseCanonical(eventSchema, (await readFile(ports.repository, tree, file)) ?? "", file),
    );
    if (event !== undefined && isDecided(event)) moves.push(event);
  }
  return rehearsePast(policy, moves, files.length);
}

/** Events with a decision, the last of every model before the last but one of any. */
function newestFirst(files: readonly string[]): readonly string[] {
  const events = files.flatMap((file) => {
    const path = parsePath(file);
    const isMove = path?.kind === "event" && path.event !== "annotated" && path.event !== "observed";
    return isMove ? [{ file, model: path.model, sequence: path.sequence }] : [];
  });
  const models = Map.groupBy(events, ({ model }) => model);
  const ranked = [...models.values()].flatMap((log) =>
    log.toSorted((a, b) => b.sequence - a.sequence).map(({ file }, rank) => ({ file, rank })),
  );
  return ranked.sort((a, b) => a.rank - b.rank).map(({ file }) => file);
}

/** What cannot be read is not rehearsed; it is reported where it matters. */
async function attempt<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof PedigreeError && error.family === "user") return undefined;
    throw error;
  }
}
