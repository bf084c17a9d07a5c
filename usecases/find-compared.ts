import type { RunStore } from "../core/ports/run-store.ts";
import type { VersionReference } from "../core/registry/version-reference.ts";
import type { Run } from "../core/run/run.ts";
import { findKept } from "./find-kept.ts";
import { type HeldRun, requireReference } from "./find-version.ts";

/** A run that is kept on the machine, or the run behind a version of a model. */
export interface ComparedRun {
  readonly run: Run;
  /** Null for a kept run. */
  readonly version: { readonly reference: VersionReference; readonly holder: HeldRun } | null;
}

/** With an `@` a version is meant, whatever run has such a name: its id names that one. */
export function isVersion(text: string): boolean {
  return text.includes("@");
}

/** What is meant, in the order in which it was named; `note` is for `findKept`. Raises RUN_UNKNOWN, RUN_AMBIGUOUS and what finding a version raises. */
export async function findCompared(
  store: RunStore,
  texts: readonly string[],
  find: (reference: VersionReference) => Promise<HeldRun>,
  note?: (line: string) => void,
): Promise<readonly ComparedRun[]> {
  const names = texts.filter((text) => !isVersion(text));
  const kept = new Map((await findKept(store, names, note)).map((run, at) => [names[at], run]));
  const compared: ComparedRun[] = [];
  for (const text of texts) {
    const run = kept.get(text);
    if (run !== undefined) compared.push({ run, version: null });
    else {
      const reference = requireReference(text);
      const holder = await find(reference);
      compared.push({ run: holder.run, version: { reference, holder } });
    }
  }
  return compared;
}
