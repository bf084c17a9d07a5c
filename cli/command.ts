import type { Notebook } from "../core/notebook/notebook.ts";
import type { Policy } from "../core/policy/policy.ts";
import type { ExaminedPolicy } from "../core/policy/policy-problem.ts";
import type { AttestationVerifier } from "../core/ports/attestation-verifier.ts";
import type { ZonedTime } from "../core/ports/clock.ts";
import type { CurveFiles } from "../core/ports/curve-files.ts";
import type { Documents } from "../core/ports/documents.ts";
import type { GtoSource } from "../core/ports/gto-source.ts";
import type { Inspection } from "../core/ports/inspection.ts";
import type { RegistryHistory } from "../core/ports/registry-history.ts";
import type { RegistryObjects } from "../core/ports/registry-objects.ts";
import type { Renderer } from "../core/ports/renderer.ts";
import type { RunHistories } from "../core/ports/run-histories.ts";
import type { RegistryPorts } from "../usecases/ports.ts";
import type { LocalRuns } from "./local/ports.ts";
import type { Terminal } from "./terminal.ts";
import { createWorkTeller, toldHistory } from "./work.ts";

/** What the commands touch, built by `wire.ts`. */
export interface CliPorts {
  /** These are loaded when they are needed: most commands read no policy and no curves, verify no signature, fill no template. */
  readonly documents: () => Promise<Documents>;
  readonly attestations: () => Promise<AttestationVerifier>;
  readonly renderer: () => Promise<Renderer>;
  readonly localTime: () => Promise<ZonedTime>;
  readonly curveFiles: () => Promise<CurveFiles>;
  readonly terminal: Terminal;
  /**
   * The runs that are kept on this machine, in the store that is named, or else in the one that is found. With `json`
   * programs that are run write to standard error, so that the answer stays JSON.
   */
  openRuns(store: string | undefined, json: boolean): LocalRuns;
  /** What trackers have left in a folder or a file. */
  openHistories(place: string): Promise<RunHistories>;
  /** A clone whose artifacts GTO governs. */
  openGto(folder: string): Promise<GtoSource>;
  /** The registry in a local clone; closed by whoever opened it. */
  openRegistry(folder: string, ref: string | undefined): Promise<OpenedRegistry>;
  /** A policy in a local file. Raises FILE_NOT_FOUND, POLICY_INVALID and what else reading a policy raises. */
  readPolicy(path: string): Promise<Policy>;
  /** The same with all that is wrong with it, or could be stronger. Raises FILE_NOT_FOUND or FILE_UNREADABLE. */
  examinePolicy(path: string): Promise<ExaminedPolicy>;
  /** A registry on GitHub from outside. Raises INPUT_INVALID without a token, and errors of the remote family. */
  openInspection(registry: RemoteRegistry): Promise<Inspection>;
  /**
   * The same from inside, as far as the token sees it: for judging its requests. What would write is never sent. Raises
   * INPUT_INVALID without a token or where there is no such App, and errors of the remote family.
   */
  openRequests(registry: RemoteRegistry): Promise<RegistryPorts>;
  /** The repository on GitHub that a clone was made of, undefined where its remote `origin` does not tell. */
  originOf(folder: string): Promise<string | undefined>;
  /** The code of a local notebook. Raises FILE_NOT_FOUND, FILE_UNREADABLE or SCHEMA_MISMATCH. */
  readNotebook(path: string): Promise<Notebook>;
  /** A local text file. Raises FILE_NOT_FOUND or FILE_UNREADABLE. */
  readText(path: string): Promise<string>;
  /** Writes files below a folder, which is made if need be. Raises INPUT_INVALID for one that is there already. */
  writeNew(folder: string, files: ReadonlyMap<string, string>): Promise<void>;
}

/** A registry on GitHub, as a person names it. */
export interface RemoteRegistry {
  /** `owner/name`. */
  readonly repository: string;
  /** The registry branch; undefined for the default branch. */
  readonly branch: string | undefined;
  /** The name in its address of the App that keeps it. */
  readonly app: string;
}

export interface OpenedRegistry extends RegistryHistory, RegistryObjects {
  /** How many commits its history has. */
  countCommits(): Promise<number | undefined>;
  close(): void;
}

/** An argument by place. */
export interface Positional {
  readonly name: string;
  readonly about: string;
  /** The words that it can be, where those are fixed: shells offer them. */
  readonly choices?: readonly string[];
  /** Taken when it is left out; without one it must be given. */
  readonly default?: string;
  /** May be left out, and stands for nothing in particular then. */
  readonly optional?: true;
  /** May be given again and again; only the last one may. */
  readonly many?: true;
}

/** `--name VALUE`, or a switch when it has no value. */
export interface Option {
  readonly name: string;
  readonly value?: string;
  readonly about: string;
  /** The words that its value can be, where those are fixed: shells offer them. */
  readonly choices?: readonly string[];
  /** May be given again and again. */
  readonly many?: true;
}

/** What was typed after the command's name, checked against its definition. */
export interface Arguments {
  readonly positionals: readonly string[];
  readonly values: Readonly<Record<string, string | undefined>>;
  /** Values of options that may be given again and again, in their order. */
  readonly lists: Readonly<Record<string, readonly string[] | undefined>>;
  readonly switches: ReadonlySet<string>;
  /** What stands after `--`, word by word. */
  readonly rest: readonly string[];
}

/** What a command found out: data for `--json`, text for people. */
export interface CommandResult {
  /** Undefined where all was said already, line by line. */
  readonly json: unknown;
  readonly text: string;
  /** For people beside the answer: notes, and what must not mix with another program's output. */
  readonly aside?: string;
  /**
   * 2 when what it looked at is not in order, 1 when nothing is wrong but not all of it could be seen, or a gate did not
   * pass; the status of the program that it ran.
   */
  readonly status: number;
}

/** A command, defined once: parsing, `--help` and `docs/cli.md` all follow from this. */
export interface Command {
  /** One or two words: `verify`, `policy check`. */
  readonly name: string;
  readonly about: string;
  readonly positionals: readonly Positional[];
  readonly options: readonly Option[];
  /** What stands after `--`, where the command takes that: a command line, word by word. */
  readonly rest?: { readonly name: string; readonly about: string };
  readonly examples: readonly string[];
  run(args: Arguments, ports: CliPorts): Promise<CommandResult>;
}

/** The App's name where nobody gave it another one. */
export const APP_SLUG = "pedigree";

/** Every command that reads a registry takes these. */
export const REGISTRY_OPTIONS: readonly Option[] = [
  {
    name: "ref",
    value: "REF",
    about: "branch or commit to read; without it HEAD if it holds pedigree.yml, else the branch pedigree",
  },
];

export const VERSION_POSITIONAL: Positional = {
  name: "MODEL@VERSION",
  about: "the version: churn@3, or churn@production for the holder of a stage",
};

export const DIRECTORY_OPTION: Option = {
  name: "dir",
  value: "DIR",
  about: "the registry's clone; without it the present folder",
};

/** Every command that asks GitHub about a registry takes these. */
export const REMOTE_OPTIONS: readonly Option[] = [
  {
    name: "branch",
    value: "BRANCH",
    about: "the registry branch; without it the repository's default branch",
  },
  { name: "app", value: "SLUG", about: `the App's name in its address; without it ${APP_SLUG}` },
];

/** Opens the registry for the time of one answer, and tells how far it has been read. */
export async function withRegistry<T>(
  ports: CliPorts,
  { folder, ref }: { readonly folder: string; readonly ref: string | undefined },
  use: (registry: RegistryHistory & RegistryObjects) => Promise<T>,
): Promise<T> {
  const history = await ports.openRegistry(folder, ref);
  try {
    const { terminal } = ports;
    if (!terminal.isWatched) return await use(history);
    return await use(toldHistory(history, await history.countCommits(), createWorkTeller(terminal)));
  } finally {
    history.close();
  }
}
