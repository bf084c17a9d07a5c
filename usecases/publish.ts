import { digestOf } from "../core/canonical.ts";
import type { PedigreeError } from "../core/errors.ts";
import type { Sha256 } from "../core/names.ts";
import type { Decision } from "../core/policy/decision.ts";
import type { Verdict } from "../core/ports/checks.ts";
import type { PullRequest } from "../core/ports/pull-requests.ts";
import { formatCheckKey, type Origin, parseCheckKey } from "../core/registry/check-key.ts";
import type { Override } from "../core/registry/event.ts";
import { decisionDigest, decisionReport, outcomeOf, shutReport } from "../core/report/decision-report.ts";
import type { PullReads } from "./gather-facts.ts";
import type { RegistryPorts } from "./ports.ts";

interface Judgeable {
  readonly pull: PullRequest;
  readonly reads: PullReads;
}

/** Shows a decision on the judged commit. False when the check says so already, or cannot be told apart from ours. */
export async function publishDecision(
  ports: RegistryPorts,
  judged: Judgeable & {
    readonly decision: Decision;
    readonly override?: Override;
    readonly explained?: true;
  },
): Promise<boolean> {
  const { pull, decision, override, explained } = judged;
  const report = decisionReport(decision);
  return publishVerdict(ports, judged, {
    // Nothing is waited for any more, and nothing was met either.
    outcome: override === undefined ? outcomeOf(decision) : "failure",
    title: override === undefined ? report.headline : overrideTitle(override, report.headline),
    summary: ports.renderer.render("check", { report, shut: null, override }),
    verdict: override === undefined ? decisionDigest(pull.head, decision) : digestOf({ decision, override }),
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
    summary: ports.renderer.render("check", { report: null, shut: report }),
    verdict: digestOf({ head: judged.pull.head, ...report }),
    explained: judged.explained,
  });
}

/** Marks a commit as the App's own, before anything is judged. */
export async function publishOrigin(
  ports: Pick<RegistryPorts, "checks">,
  head: Verdict["head"],
  origin: Origin,
): Promise<void> {
  const verdict: Verdict = {
    head,
    outcome: "waiting",
    title: "Not judged yet",
    summary: "The requirements are about to be evaluated.",
    key: formatCheckKey({ origin, verdict: null }),
  };
  await ports.checks.publish(verdict, undefined);
}

interface Said {
  readonly outcome: Verdict["outcome"];
  readonly title: string;
  readonly summary: string;
  readonly verdict: Sha256;
  readonly explained: true | undefined;
}

// When the present checks cannot be read, nothing is written: a second check run would lose what the App remembers
// of the commit in the first one's key.
async function publishVerdict(
  ports: RegistryPorts,
  { pull, reads }: Judgeable,
  said: Said,
): Promise<boolean> {
  if (!reads.checks.known) return false;
  const { own } = reads.checks.value;
  const before = parseCheckKey(own?.key);
  // What has been explained stays so for as long as the check says the same.
  const explained = said.explained ?? (before.verdict === said.verdict ? before.explained : undefined);
  const key = formatCheckKey({
    origin: before.origin,
    verdict: said.verdict,
    ...(explained === undefined ? {} : { explained }),
  });
  if (own?.key === key) return false;
  const { outcome, title, summary } = said;
  await ports.checks.publish({ head: pull.head, outcome, title, summary, key }, own?.id);
  return true;
}
