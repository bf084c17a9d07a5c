import { PedigreeError } from "../core/errors.ts";
import type { CommitSha, ModelName } from "../core/names.ts";
import type { HistoryCommit, RegistryHistory } from "../core/ports/registry-history.ts";
import { parseDocument } from "../core/registry/documents.ts";
import { eventSchema, type ObservedEvent } from "../core/registry/event.ts";
import { formatPath, parsePath } from "../core/registry/layout.ts";
import { changedPaths, recordOwner } from "../core/registry/protected-paths.ts";
import { attempt, fileOf } from "../core/registry/verify-event.ts";
import type { Finding } from "../core/registry/verify-finding.ts";
import { readText } from "./verify-known.ts";

/** Commits that the log itself calls ungoverned and whose changes were put back, with the models they touched. */
export type ObservedCommits = ReadonlyMap<CommitSha, ReadonlySet<ModelName>>;

/** What a commit's observations put back. */
export interface Restoration {
  /** Paths that it may touch: they are as they were at the last landing, or part of the observation. */
  readonly paths: ReadonlySet<string>;
  /** The files of the observations themselves; every other event among the paths is an old one that was put back. */
  readonly own: ReadonlySet<string>;
  readonly findings: readonly Finding[];
}

/** Looks through the whole history for what was observed: the observation of a change comes after the change. */
export async function readObservedCommits(
  history: RegistryHistory,
  under = "models",
): Promise<ObservedCommits> {
  const observed = new Map<CommitSha, Set<ModelName>>();
  for await (const commit of history.commits(under)) {
    for (const event of await observationsOf(history, commit)) {
      if (event.base === null) continue;
      for (const { commit: id } of event.commits) {
        observed.set(id, (observed.get(id) ?? new Set()).add(event.model));
      }
    }
  }
  return observed;
}

/** Compares the models of a commit's observations with the last landing: their records have to be the same again. */
export async function readRestoration(
  history: RegistryHistory,
  commit: HistoryCommit,
  lastLanding: CommitSha | null,
): Promise<Restoration> {
  const observations = await observationsOf(history, commit);
  const all = await Promise.all(observations.map((event) => restorationOf(history, commit, event)));
  const wrong = observations.filter(({ base }) => base !== null && base !== lastLanding);
  return {
    paths: new Set(all.flatMap(({ paths }) => [...paths])),
    own: new Set(observations.map(fileOf)),
    findings: [
      ...all.flatMap(({ findings }) => findings),
      ...wrong.map(
        (event): Finding => ({
          code: "tree",
          commit: commit.id,
          file: fileOf(event),
          path: "base",
          expected: lastLanding ?? "null",
          found: event.base ?? "null",
        }),
      ),
    ],
  };
}

async function restorationOf(
  history: RegistryHistory,
  commit: HistoryCommit,
  event: ObservedEvent,
): Promise<Omit<Restoration, "own">> {
  const { base, model } = event;
  const own = [fileOf(event), formatPath({ kind: "stages", model })];
  if (base === null) return { paths: new Set(own), findings: [] };
  const folder = `models/${model}`;
  const before = await attemptTree(history, base, folder);
  const after = await history.tree(commit.id, folder);
  const different = new Set(changedPaths(before, after).filter((path) => !own.includes(path)));
  const records = commit.changes.filter(({ path }) => recordOwner(path) === model && !different.has(path));
  const findings = [...different]
    .filter((path) => recordOwner(path) === model)
    .map((path): Finding => {
      const [expected, found] = [before.get(path)?.blob, after.get(path)?.blob];
      return {
        code: "tree",
        commit: commit.id,
        file: path,
        path: null,
        expected: expected === undefined ? `no such file, as in ${base}` : `blob ${expected}, as in ${base}`,
        found: found === undefined ? "no such file" : `blob ${found}`,
      };
    });
  return { paths: new Set([...own, ...records.map(({ path }) => path)]), findings };
}

/** A base that the clone does not have puts nothing back. */
async function attemptTree(history: RegistryHistory, commit: CommitSha, folder: string) {
  try {
    return await history.tree(commit, folder);
  } catch (error) {
    if (error instanceof PedigreeError && error.family === "user") return new Map<string, never>();
    throw error;
  }
}

/** Files of a log into which a commit wrote an observation of its own. */
export async function readOwnObservations(
  history: RegistryHistory,
  commit: HistoryCommit,
): Promise<ReadonlySet<string>> {
  return new Set((await observationsOf(history, commit)).map(fileOf));
}

/**
 * Observations that the commit made, on its own parent: an older one that somebody had changed may be put back beside it.
 * What cannot be read is reported where the event itself is checked.
 */
async function observationsOf(
  history: RegistryHistory,
  { changes, parents: [parent] }: HistoryCommit,
): Promise<readonly ObservedEvent[]> {
  const read = changes.map(async ({ path: file, after }): Promise<ObservedEvent[]> => {
    const path = parsePath(file);
    if (path?.kind !== "event" || path.event !== "observed" || after === null) return [];
    const text = await readText(history, new Map([[file, after]]), file);
    const event = typeof text === "string" ? attempt(() => parseDocument(eventSchema, text, file)) : text;
    if (event instanceof PedigreeError || event.kind !== "observed" || event.model !== path.model) return [];
    return event.tip === parent ? [event] : [];
  });
  return (await Promise.all(read)).flat();
}
