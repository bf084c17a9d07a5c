import { PedigreeError } from "../core/errors.ts";
import type { CommitSha } from "../core/names.ts";
import type { CommitDescription } from "../core/ports/registry-repository.ts";
import { formatBranchName } from "../core/registry/branch-name.ts";
import { parseCheckKey } from "../core/registry/check-key.ts";
import { standingOf } from "../core/registry/fold.ts";
import { isMadeBy } from "../core/registry/recognise-landing.ts";
import { formatTitle } from "../core/registry/title.ts";
import type { Version } from "../core/registry/version.ts";
import { versionReport } from "../core/report/version-report.ts";
import { buildVersion, type CardContext, type VersionSource, versionChanges } from "./build-version.ts";
import { cardContext, cardFormAt } from "./card-facts.ts";
import { digestOfRecord } from "./origin.ts";
import type { RegistrationOutcome } from "./outcomes.ts";
import type { RegistryPorts } from "./ports.ts";
import { publishOrigin } from "./publish.ts";
import { readVersionRecord } from "./read-registry.ts";
import {
  type Claim,
  type ClaimState,
  findNextNumber,
  landedVersionOf,
  readClaims,
  readRunId,
} from "./version-claims.ts";

/** So many numbers are tried when others are always faster. */
const MAX_CLAIM_ATTEMPTS = 20;
/** So many commits on top of the App's own are looked through. */
const MAX_COMMITS_ON_TOP = 20;

/**
 * Gives a run its version: the next number belongs to whoever creates its branch. A run is registered once, however
 * often and however concurrently this is called: of several claims of one run, the lowest number stands.
 */
export async function claimVersion(
  ports: RegistryPorts,
  source: VersionSource,
): Promise<RegistrationOutcome> {
  const run = source.record.run.id;
  for (let attempt = 1; attempt <= MAX_CLAIM_ATTEMPTS; attempt++) {
    const known = await readClaims(ports, source.model);
    const landed = landedVersionOf(known.model.stages, run);
    if (landed !== undefined) return { kind: "exists", model: source.model, run, ...landed };
    const claim = known.claims.find((other) => other.run === run);
    if (claim !== undefined) return finishClaim(ports, source, { claim, isNew: false });
    const { next, closed } = await findNextNumber(ports, source.model, known);
    for (const { version, pull } of closed) {
      const closedRun = await readRunId(ports, { commit: pull.head, model: source.model, version });
      if (closedRun === run) return turnedDown(pull.number);
    }
    const own = await tryClaim(ports, source, { number: next, known });
    if (own !== undefined && (await isStillOurs(ports, source, own))) {
      return finishClaim(ports, source, { claim: own, isNew: true });
    }
  }
  throw new PedigreeError("REMOTE_UNAVAILABLE", "no number could be claimed", {
    subject: `model ${source.model}`,
    remedy: "the reconciler tries again",
  });
}

/** Creates the branch with the version's files; undefined when somebody else has the number. */
async function tryClaim(
  ports: RegistryPorts,
  source: VersionSource,
  { number, known }: { readonly number: number; readonly known: ClaimState },
): Promise<Claim | undefined> {
  const { tip } = known.state;
  const version = buildVersion(source, number, ports.clock.now());
  const context = await readContext(ports, known, number);
  const commit = await commitVersion(ports, source, { version, tip, context });
  const branch = formatBranchName({ kind: "register", model: source.model, version: number });
  const created = await ports.repository.createBranch(branch, commit);
  return created ? { version: number, branch, commit, run: source.record.run.id } : undefined;
}

/**
 * Whether the number and the run are ours now that the branch stands. Somebody may have registered the same run under
 * a lower number meanwhile, or landed this very number and removed its branch before we created ours.
 */
async function isStillOurs(ports: RegistryPorts, source: VersionSource, own: Claim): Promise<boolean> {
  const { claims, model } = await readClaims(ports, source.model);
  const isTaken =
    standingOf(model.stages, own.version) !== undefined ||
    landedVersionOf(model.stages, source.record.run.id) !== undefined ||
    claims.some(({ run, version }) => run === own.run && version < own.version);
  if (isTaken) await ports.repository.deleteBranch(own.branch);
  return !isTaken;
}

interface KnownClaim {
  readonly claim: Claim;
  /** Whether this very call made it. */
  readonly isNew: boolean;
}

/** Everything after the claim; after a crash the next call continues here. */
async function finishClaim(
  ports: RegistryPorts,
  source: VersionSource,
  { claim, isNew }: KnownClaim,
): Promise<RegistrationOutcome> {
  const found = { model: source.model, version: claim.version, run: source.record.run.id };
  const prior = await ports.pulls.findByBranch(claim.branch);
  if (prior?.state === "closed" && !prior.merged) return turnedDown(prior.number);
  if (prior !== undefined) return { kind: "exists", ...found, pull: prior.number };
  const version = await proveOrigin(ports, source, { claim, isNew });
  const { bundles, missed } = source.evidence;
  const evidence = { bundles: bundles.size, missed };
  const report = versionReport(version, { run: source.record.run, evidence }, ports.registry.serverUrl);
  const pull = await ports.pulls.create({
    title: formatTitle({ model: source.model, version: claim.version, to: null }),
    body: ports.renderer.render("version-pull", report),
    head: claim.branch,
  });
  return { kind: "registered", ...found, pull: pull.number };
}

/**
 * Marks the commit that the App made for the branch as its own; people may have written in the card on top of it. The
 * mark is only put on a commit of the App's with exactly the files that this run gives now: nobody looks any more for who
 * had a part in a marked commit, and its card is not compared.
 */
async function proveOrigin(
  ports: RegistryPorts,
  source: VersionSource,
  { claim, isNew }: KnownClaim,
): Promise<Version> {
  const place = { model: source.model, version: claim.version };
  const own = await findOwnCommit(ports, claim);
  if (!isNew) await requireOwnBranch(ports, claim, own);
  const tree = await ports.repository.tree(own);
  const record = await readVersionRecord(ports.repository, tree, place);
  const version = buildVersion(withRecorded(source, record), claim.version, record.createdAt);
  const again = await commitVersion(ports, source, {
    version,
    tip: own,
    // The card is not compared: it depends on what the registry held then.
    context: { model: null, form: { template: null, sections: undefined } },
  });
  const files = digestOfRecord(tree, place);
  const head = await ports.repository.tree(claim.commit);
  const wanted = digestOfRecord(await ports.repository.tree(again), place);
  if (wanted !== files || digestOfRecord(head, place) !== files) throw notOurs(claim);
  const checks = await ports.checks.list(own);
  const key = checks.known ? parseCheckKey(checks.value.own?.key) : undefined;
  if (key?.origin === undefined || key.origin === null) {
    await publishOrigin(ports, own, { kind: "version", files });
  }
  return version;
}

/**
 * What is built again has the baseline of the record where that names none: it may not have been found then, and fails every
 * condition that reads one. One that is named has to be the one that is found.
 */
function withRecorded(source: VersionSource, { baseline }: Version): VersionSource {
  if (baseline === undefined) return { ...source, baseline: { known: false, reason: "not recorded" } };
  return baseline === null ? { ...source, baseline: { known: true, value: null } } : source;
}

/** The App's own commit below what people pushed on top of it. */
async function findOwnCommit(ports: RegistryPorts, claim: Claim): Promise<CommitSha> {
  let commit: CommitSha | undefined = claim.commit;
  for (let seen = 0; commit !== undefined && seen < MAX_COMMITS_ON_TOP; seen++) {
    const description: CommitDescription = await ports.repository.describe(commit);
    if (isMadeBy(description, ports.registry.app)) return commit;
    [commit] = description.parents;
  }
  throw notOurs(claim);
}

/**
 * GitHub signs a squash of the App's own pull request in the App's name, onto whatever branch somebody points it at and with
 * whatever they pushed to it. What the App made the branch with it did make itself.
 */
async function requireOwnBranch(
  { pulls, registry: { app } }: Pick<RegistryPorts, "pulls" | "registry">,
  claim: Claim,
  own: CommitSha,
): Promise<void> {
  const pushes = await pulls.pushes(claim.branch);
  const made = pushes.known ? pushes.value.filter(({ created }) => created) : [];
  if (made.some(({ after, by }) => after === own && by?.id === app.id)) return;
  if (made.length > 0) throw notOurs(claim);
  throw new PedigreeError("REMOTE_INCOMPLETE", "GitHub does not tell who made the version's branch", {
    subject: claim.branch,
    remedy: "it is asked again; if it stays so, delete the branch, and the run is registered anew",
  });
}

function notOurs({ branch }: Claim): PedigreeError {
  return new PedigreeError("PROVENANCE_REFUSED", "the version's branch holds something else than the run", {
    subject: branch,
    remedy: "delete the branch; the run is then registered again",
  });
}

interface NewVersion {
  readonly version: Version;
  readonly tip: CommitSha;
  readonly context: CardContext;
}

async function commitVersion(
  ports: RegistryPorts,
  source: VersionSource,
  { version, tip, context }: NewVersion,
): Promise<CommitSha> {
  const title = formatTitle({ model: version.model, version: version.version, to: null });
  const changes = versionChanges(ports, source, { version, context });
  return ports.repository.commit(tip, [tip], changes, `${title}\n\nRun: ${version.run.id}\n`);
}

/** The card has the registry's present form, and compares the new version with the newest that has landed. */
async function readContext(
  ports: RegistryPorts,
  { state, model }: ClaimState,
  version: number,
): Promise<CardContext> {
  const tip = state.tree;
  const [form, context] = await Promise.all([
    cardFormAt(ports, tip),
    cardContext(ports, { tip, model, version }),
  ]);
  return { ...context, form };
}

function turnedDown(pull: number): RegistrationOutcome {
  return {
    kind: "refused",
    code: "MOVE_REFUSED",
    reason: `the run's version was turned down: pull request #${pull} was closed without landing`,
  };
}
