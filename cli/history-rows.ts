import type { ToldEntry } from "../usecases/read-history.ts";

/** One line of every form but JSON; the names are the columns of the CSV, in this order. */
export const COLUMNS = [
  "at",
  "version",
  "change",
  "from",
  "to",
  "requester",
  "approvals",
  "override",
  "checks",
  "attestations",
  "metrics",
  "waivers",
  "card",
  "data",
  "pull",
  "policy",
  "event",
  "digest",
  "commit",
] as const;

/** What a change rests on, a list each; the names are those of the columns. */
const EVIDENCE_TITLES = [
  ["approvals", "approved by"],
  ["override", "overridden by"],
  ["checks", "checks"],
  ["attestations", "attestation"],
  ["metrics", "metrics"],
  ["waivers", "waived"],
  ["card", "card"],
  ["data", "trained on"],
] as const;

type EvidenceCell = (typeof EVIDENCE_TITLES)[number][0];
type Evidence = Readonly<Record<EvidenceCell, readonly string[]>>;

export type Row = Readonly<Record<(typeof COLUMNS)[number], string>> & {
  readonly evidence: Evidence;
  /** Names alone, for a terminal; whoever overrode is marked. */
  readonly approvers: string;
};

/** What is not known is said; an empty cell means that there is none. */
const UNKNOWN: readonly string[] = ["unknown"];

export function rowOf(entry: ToldEntry): Row {
  const { at, version, change, from, to, requester, pull, policy, event } = entry;
  const evidence = evidenceOf(entry);
  const cell = (name: EvidenceCell) => evidence[name].join("; ");
  return {
    at,
    version: String(version),
    change,
    from: from ?? "",
    to,
    requester: requester?.login ?? "",
    approvals: cell("approvals"),
    override: cell("override"),
    checks: cell("checks"),
    attestations: cell("attestations"),
    metrics: cell("metrics"),
    waivers: cell("waivers"),
    card: cell("card"),
    data: cell("data"),
    evidence,
    approvers: [
      ...entry.approvals.map(({ user }) => user.login),
      ...(entry.override === undefined ? [] : [`overridden by ${entry.override.by.login}`]),
    ].join(", "),
    pull: `#${pull}`,
    policy,
    event: event.file,
    digest: event.digest,
    commit: event.commit,
  };
}

function evidenceOf(entry: ToldEntry): Evidence {
  const { change, approvals, checks, attestations, requirements, override, waivers, card, data } = entry;
  // What displaced a version was asked of the version that took its place.
  const isOwn = change !== "displaced";
  const conditions = requirements.filter(({ kind }) => isOwn && kind === "metric");
  return {
    approvals: approvals.map(
      ({ user, reviewId, commit }) => `${user.login} (${user.id}, review ${reviewId} of ${commit})`,
    ),
    override: override === undefined ? [] : [`${override.by.login} (${override.by.id}): ${override.reason}`],
    checks: checks.map(
      ({ name, app, checkRunId, conclusion, commit }) =>
        `${name} by ${app} (run ${checkRunId} on ${commit}): ${conclusion ?? "none"}`,
    ),
    attestations: isOwn ? attestations.map(({ path, digest }) => `${path} (sha256 ${digest})`) : [],
    metrics: conditions.map(({ title, status, found }) => `${title}: ${status}, ${found}`),
    waivers:
      (isOwn ? waivers : [])?.map(
        ({ requirement, by, expires, reason }) => `${requirement} by ${by} until ${expires}: ${reason}`,
      ) ?? UNKNOWN,
    card: card === null ? [] : [`sha256 ${card}`],
    data:
      data?.map(({ role, name, scheme, id, strength }) => `${role} ${name} (${scheme} ${id}, ${strength})`) ??
      UNKNOWN,
  };
}

/** The evidence of a row, line by line, for a terminal; what there is none of is left out. */
export function evidenceLines({ evidence }: Row): readonly (readonly [title: string, value: string])[] {
  return EVIDENCE_TITLES.flatMap(([cell, title]) =>
    evidence[cell].map((value, at): [string, string] => [at === 0 ? title : "", value]),
  );
}

/** The same in one cell of a table, without the approvals, which have a cell of their own. */
export function evidenceCell(row: Row): string {
  return EVIDENCE_TITLES.filter(([cell]) => cell !== "approvals" && row[cell] !== "")
    .map(([cell, title]) => `${title}: ${row[cell]}`)
    .join("; ");
}
