import { canonicalJson, digestOf } from "../core/canonical.ts";
import { PedigreeError } from "../core/errors.ts";
import type { Sha256 } from "../core/names.ts";
import type { Decision } from "../core/policy/decision.ts";
import { holdsUnknown } from "../core/policy/holds-unknown.ts";
import type { Policy } from "../core/policy/policy.ts";
import type { TellWork } from "../core/ports/work.ts";
import { changeOf, type DecisionChange, type Outlook, outlookOf } from "../core/report/decision-change.ts";
import { findRequests, type JudgedRequest, judgeRequest, type NoRequest, readRequest } from "./judge.ts";
import type { RegistryPorts } from "./ports.ts";
import { lookAtGoverned } from "./read-governed.ts";
import type { RegistryState } from "./read-registry.ts";

/** So many open requests are judged in one rehearsal; each costs a few dozen requests to GitHub, which allows 5,000 an hour. */
export const MAX_REHEARSED_REQUESTS = 50;

/** What one policy makes of a request. */
export type Verdict =
  | { readonly kind: "decided"; readonly outlook: Outlook; readonly decision: Decision }
  /** It cannot be judged until somebody mends what the reason names, so it stays shut. */
  | { readonly kind: "shut"; readonly reason: string }
  /** What it asks for is so already. */
  | { readonly kind: "moot"; readonly reason: string };

export interface RehearsedRequest {
  readonly pull: number;
  readonly title: string;
  readonly url: string;
  readonly before: Verdict;
  readonly after: Verdict;
  /** Null where one of the two is no decision. */
  readonly change: DecisionChange | null;
  readonly isSame: boolean;
  /** Something could not be seen, so what the App decides may differ: it may see more. */
  readonly isPartial: boolean;
}

export interface RequestsRehearsal {
  readonly registry: string;
  readonly branch: string;
  /** Digest of the policy in force. */
  readonly before: Sha256;
  readonly after: Sha256;
  /** How many there are; more than are listed where there are too many to judge. */
  readonly total: number;
  readonly requests: readonly RehearsedRequest[];
}

export interface RequestsQuestion {
  readonly policy: Policy;
  /** Numbers of pull requests; undefined for all that are open. */
  readonly pulls: readonly number[] | undefined;
}

/**
 * Judges open requests under the policy in force and under another one, each from the facts that it asks about. Writes
 * nothing, and reads as whoever asks: what they may not see is unknown. Raises INPUT_INVALID for a pull request that is no
 * open request, and what keeps the whole registry shut.
 */
export async function rehearseRequests(
  ports: RegistryPorts,
  { policy, pulls }: RequestsQuestion,
  tell: TellWork = () => {},
): Promise<RequestsRehearsal> {
  const numbers = pulls ?? (await findRequests(ports)).map(({ number }) => number);
  const state = await lookAtGoverned(ports);
  const requests: RehearsedRequest[] = [];
  const looked = numbers.slice(0, MAX_REHEARSED_REQUESTS);
  for (const [done, number] of looked.entries()) {
    tell({ what: "judging", done, total: looked.length, unit: "requests" });
    requests.push(await rehearseRequest(ports, number, { state, policy }));
  }
  return {
    registry: ports.registry.fullName,
    branch: ports.registry.branch,
    before: digestOf(state.policy),
    after: digestOf(policy),
    total: numbers.length,
    requests,
  };
}

interface TwoPolicies {
  readonly state: RegistryState;
  readonly policy: Policy;
}

async function rehearseRequest(
  ports: RegistryPorts,
  number: number,
  { state, policy }: TwoPolicies,
): Promise<RehearsedRequest> {
  const request = await readRequest(ports, number);
  if (request.kind !== "open") throw noRequest(request);
  const judge = async (under: Policy) =>
    verdictOf(await judgeRequest(ports, request, async () => ({ ...state, policy: under })));
  const [before, after] = [await judge(state.policy), await judge(policy)];
  const { title, url } = request.pull;
  return { pull: number, title, url, before, after, ...compare(before, after) };
}

function verdictOf(judged: JudgedRequest): Verdict {
  if (judged.kind === "moot") return { kind: "moot", reason: judged.reason };
  if (judged.kind === "shut") return { kind: "shut", reason: judged.error.message };
  const { decision } = judged;
  return { kind: "decided", outlook: outlookOf(decision), decision };
}

function compare(before: Verdict, after: Verdict): Pick<RehearsedRequest, "change" | "isSame" | "isPartial"> {
  const isPartial = [before, after].some(
    (verdict) => verdict.kind === "decided" && verdict.decision.requirements.some(holdsUnknown),
  );
  if (before.kind === "decided" && after.kind === "decided") {
    const change = changeOf(before.decision, after.decision);
    return { change, isSame: change.isSame, isPartial };
  }
  return { change: null, isSame: canonicalJson(before) === canonicalJson(after), isPartial };
}

const WHY_NOT = {
  edit: "a pull request of people's own, which changes files",
  finished: "a request that is closed",
} as const;

function noRequest(found: NoRequest): PedigreeError {
  const why = "reason" in found ? found.reason : WHY_NOT[found.kind];
  return new PedigreeError("INPUT_INVALID", "the pull request is no open request for a move", {
    subject: `#${found.pull.number}`,
    expected: "an open pull request of the App, by which a version enters the registry or a stage",
    found: why,
    ...(found.kind === "finished" ? { remedy: "what has landed is rehearsed in a clone" } : {}),
  });
}
