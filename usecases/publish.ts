import { digestOf } from "../core/canonical.ts";
import type { PedigreeError } from "../core/errors.ts";
import type { Sha256 } from "../core/names.ts";
import type { Decision } from "../core/policy/decision.ts";
import type { Facts } from "../core/policy/facts.ts";
import type { Settings } from "../core/policy/settings.ts";
import type { Verdict } from "../core/ports/checks.ts";
import type { PullRequest } from "../core/ports/pull-requests.ts";
import { auditSettings } from "../core/registry/audit-settings.ts";
import { formatCheckKey, type Origin, parseCheckKey } from "../core/registry/check-key.ts";
import type { Override } from "../core/registry/event.ts";
import { decisionDigest, decisionReport, outcomeOf, shutReport } from "../core/report/decision-report.ts";
import type { PullReads } from "./facts-question.ts";
import type { RegistryPorts } from "./ports.ts";

export interface Judgeable {
  readonly pull: PullRequest;
  readonly reads: PullReads;
}

/** Shows a decision on the judged commit. False when the check says so already, or cannot be told apart from ours. */
export async function publishDecision(
  ports: RegistryPorts,
  judged: Judgeable & {
    readonly decision: Decision;
    readonly facts: Pick<Facts, "settings">;
    readonly override?: Override;
    readonly explained?: true;
  },
): Promise<boolean> {
  const { pull, decision, facts, override, explained } = judged;
  const report = decisionReport(decision);
  const verdict =
    override === undefined ? decisionDigest(pull.head, decision) : digestOf({ decision, override });
  return publishVerdict(ports, judged, {
    // Nothing is waited for any more, and nothing was met either.
    outcome: override === undefined ? outcomeOf(decision) : "failure",
    title: override === undefined ? report.headline : overrideTitle(override, report.headline),
    view: () => ({ report, shut: null, override }),
    verdict,
    settings: facts.settings,
    isDecision: true,
    explained,
  });
}

/** The loudest place there is: the check stays red, and its title says who landed it all the same. */
function overrideTitle({ by }: Override, headline: string): string {
  return `Overridden by ${by.login}: ${headline}`;
}

/** Shows why a pull request could not be judged. */
export async function publishShut(
  ports: RegistryPorts,
  judged: Judgeable & { readonly error: PedigreeError; readonly explained?: true },
): Promise<boolean> {
  const report = shutReport(judged.error);
  return publishVerdict(ports, judged, {
    outcome: "failure",
    title: report.headline,
    view: () => ({ report: null, shut: report }),
    verdict: digestOf({ head: judged.pull.head, ...report }),
    settings: await ports.settings.read(),
    isDecision: false,
    explained: judged.explained,
  });
}

/** Marks a commit as the App's own, before anything is judged. `existing` is its check of that commit, where it has one. */
export async function publishOrigin(
  ports: Pick<RegistryPorts, "checks">,
  head: Verdict["head"],
  origin: Origin,
  existing?: number,
): Promise<void> {
  const verdict: Verdict = {
    head,
    outcome: "waiting",
    title: "Not judged yet",
    summary: "The requirements are about to be evaluated.",
    key: formatCheckKey({ origin, verdict: null, shownSince: null }),
  };
  await ports.checks.publish(verdict, existing);
}

type CheckView = Readonly<Record<string, unknown>>;

interface Said {
  readonly outcome: Verdict["outcome"];
  readonly title: string;
  /** Made only when there is something to write. */
  readonly view: () => CheckView | Promise<CheckView>;
  readonly verdict: Sha256;
  /** What guards the registry branch; undefined where it was not looked at. */
  readonly settings: Settings | undefined;
  /** A decision, with all that it rests on: what an approver has to have seen. */
  readonly isDecision: boolean;
  readonly explained: true | undefined;
  /** What the check remembers of the commit where it remembers nothing yet. */
  readonly origin?: Origin;
}

/**
 * When the present checks cannot be read, nothing is written: a second check run would lose what the App remembers of the
 * commit in the first one's key.
 */
export async function publishVerdict(
  { checks, clock, renderer, registry }: RegistryPorts,
  { pull, reads }: Judgeable,
  said: Said,
): Promise<boolean> {
  if (!reads.checks.known) return false;
  const { own } = reads.checks.value;
  const before = parseCheckKey(own?.key);
  const settings = said.settings === undefined ? [] : auditSettings(said.settings);
  // The check says it anew when the settings got better or worse, and not because they were read once more.
  const verdict = settings.length === 0 ? said.verdict : digestOf({ verdict: said.verdict, settings });
  // The first time stays: what was approved since then was approved by somebody who could see a decision.
  const shownSince = before.shownSince ?? (said.isDecision ? clock.now() : null);
  // What has been explained stays so for as long as the check says the same.
  const explained = said.explained ?? (before.verdict === verdict ? before.explained : undefined);
  const key = formatCheckKey({
    origin: before.origin ?? said.origin ?? null,
    verdict,
    shownSince,
    ...(explained === undefined ? {} : { explained }),
  });
  if (own?.key === key) return false;
  const { outcome, title } = said;
  // A check that others could forge says so itself.
  const forgeable = registry.keeper === "workflow";
  const summary = renderer.render("check", { ...(await said.view()), settings, forgeable });
  await checks.publish({ head: pull.head, outcome, title, summary, key }, own?.id);
  return true;
}
