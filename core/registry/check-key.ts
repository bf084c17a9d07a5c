import { digestOfText } from "../canonical.ts";
import { instantSchema, type Sha256, type StageName, sha256Schema, stageNameSchema } from "../names.ts";
import { type Account, accountSchema } from "../people.ts";

/**
 * What the App remembers of a commit that it made. It is kept in the key of the App's check run on that commit,
 * the one place beside the registry branch that nobody else can write: a branch can be pushed to, a pull request's
 * text edited and a commit's author forged by anyone with write access.
 */
export type Origin =
  /** The digest of a version's files, as the App committed them. */
  | { readonly kind: "version"; readonly files: Sha256 }
  /** Who asked for the move of this pull request, and where the version stood then; older keys do not tell where. */
  | {
      readonly kind: "move";
      readonly pull: number;
      readonly requester: Account;
      readonly from?: StageName;
    }
  /** People's own commit, judged as an edit: there is nothing to remember, and nothing to look for in older checks. */
  | { readonly kind: "edit" };

export interface CheckKey {
  readonly origin: Origin | null;
  /** Digest of what the check says; null before the first evaluation. */
  readonly verdict: Sha256 | null;
  /** Since when a decision about the commit is shown. Once set it stays, whatever is shown later. */
  readonly shownSince: string | null;
  /** That what the check says has been explained to somebody who pressed the button. */
  readonly explained?: true;
}

const EXPLAINED = "explained";

/** Undefined where there is no check run of the App. A key of another form says nothing: no origin, no verdict. */
export function parseCheckKey(text: string | undefined): CheckKey {
  const [origin, verdict, ...rest] = (text ?? "").split(" ");
  const isExplained = rest.at(-1) === EXPLAINED;
  const [since, ...others] = isExplained ? rest.slice(0, -1) : rest;
  const shown = instantSchema.optional().safeParse(since);
  if (others.length > 0 || !shown.success) return { origin: null, verdict: null, shownSince: null };
  const digest = sha256Schema.safeParse(verdict);
  return {
    origin: parseOrigin(origin ?? ""),
    verdict: digest.success ? digest.data : null,
    shownSince: shown.data ?? null,
    ...(isExplained ? { explained: true } : {}),
  };
}

export function formatCheckKey({ origin, verdict, shownSince, explained }: CheckKey): string {
  const parts = [
    origin === null ? "-" : formatOrigin(origin),
    verdict ?? "-",
    ...(shownSince === null ? [] : [shownSince]),
    ...(explained === true ? [EXPLAINED] : []),
  ];
  return parts.join(" ");
}

/**
 * Whether a check run is one that the keeper of a registry made, by its key. Only of use among those of its own App and
 * name: a workflow that keeps a registry shares its App with every job, and a job may be called as the keeper's check is.
 */
export function isCheckKey(text: string): boolean {
  return formatCheckKey(parseCheckKey(text)) === text;
}

/** The digest of a version's files: path, git mode and blob of each, sorted. */
export function digestOfFiles(
  files: readonly (readonly [path: string, mode: string, blob: string])[],
): Sha256 {
  const lines = files.map(([path, mode, blob]) => `${mode} ${blob}\t${path}\n`);
  return digestOfText(lines.sort().join(""));
}

function formatOrigin(origin: Origin): string {
  if (origin.kind === "edit") return "edit";
  if (origin.kind === "version") return `version:${origin.files}`;
  const { id, login, bot } = origin.requester;
  const from = origin.from === undefined ? "" : `:${origin.from}`;
  return `move:${origin.pull}:${bot ? "bot" : "user"}:${id}:${login}${from}`;
}

function parseOrigin(text: string): Origin | null {
  if (text === "edit") return { kind: "edit" };
  const version = /^version:([0-9a-f]{64})$/.exec(text);
  if (version !== null) return { kind: "version", files: sha256Schema.parse(version[1]) };
  const move = /^move:([1-9][0-9]{0,8}):(user|bot):([1-9][0-9]{0,14}):([^\s:]+)(?::([^\s:]+))?$/.exec(text);
  if (move === null) return null;
  const requester = accountSchema.safeParse({ id: Number(move[3]), login: move[4], bot: move[2] === "bot" });
  const from = stageNameSchema.optional().safeParse(move[5]);
  if (!requester.success || !from.success) return null;
  const asked = { kind: "move", pull: Number(move[1]), requester: requester.data } as const;
  return from.data === undefined ? asked : { ...asked, from: from.data };
}
