import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Instrumenter } from "@stryker-mutator/instrumenter";
import { PROSE } from "./prose.ts";

/** One small change to the code. */
export interface Mutant {
  readonly id: string;
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  readonly mutator: string;
  readonly replacement: string;
}

/** The code with every mutant in it, each behind a switch, by absolute path. */
export interface Plan {
  readonly code: Readonly<Record<string, string>>;
  readonly mutants: readonly Mutant[];
}

/** Where the plan of a run lies, and what came of it. */
export const FOLDER = path.join(import.meta.dirname, "../../.mutation");
export const PLAN = path.join(FOLDER, "plan.json");
export const OUTCOME = path.join(FOLDER, "outcome.json");

const silence = () => {};
const LOG = {
  isTraceEnabled: () => false,
  isDebugEnabled: () => false,
  isInfoEnabled: () => false,
  isWarnEnabled: () => false,
  isErrorEnabled: () => false,
  isFatalEnabled: () => false,
  trace: silence,
  debug: silence,
  info: silence,
  warn: silence,
  error: silence,
  fatal: silence,
};

/** Stryker's mutants of these files, prose left out; written to where the runner of the tests finds them. */
export async function instrument(files: readonly string[]): Promise<Plan> {
  const sources = files.map((name) => ({ name, mutate: true, content: readFileSync(name, "utf8") }));
  const options = { plugins: null, excludedMutations: [], ignorers: [PROSE] };
  const made = await new Instrumenter(LOG).instrument(sources, options);
  const plan: Plan = {
    code: Object.fromEntries(made.files.map(({ name, content }) => [name, content])),
    mutants: made.mutants
      .filter(({ status }) => status !== "Ignored")
      .map(({ id, fileName, location, mutatorName, replacement }) => ({
        id,
        file: fileName,
        line: location.start.line + 1,
        mutator: mutatorName,
        replacement,
      })),
  };
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(PLAN, JSON.stringify(plan));
  return plan;
}
