import type { RequirementResult } from "../core/policy/decision.ts";
import type { Outlook } from "../core/report/decision-change.ts";
import { nextSteps, type StepLine } from "../core/report/next-steps.ts";
import type { Phrase } from "../core/report/phrase.ts";
import { stateOf } from "../core/report/result-words.ts";
import type { RehearsedRequest, RequestsRehearsal, Verdict } from "../usecases/rehearse-requests.ts";
import { counted, visible } from "./text.ts";

/** Whether every request was judged, and nothing that matters to it was out of sight. */
export function isWhole({ total, requests }: RequestsRehearsal): boolean {
  return requests.length === total && requests.every(({ isPartial }) => !isPartial);
}

/** What another policy would make of open requests, for people. */
export function requestsText(report: RequestsRehearsal): string {
  const { registry, branch, total, requests } = report;
  const others = requests.filter(({ isSame }) => !isSame).length;
  const left = total - requests.length;
  return [
    visible(
      `${registry}, branch ${branch}: ${counted(requests.length, "open request")}, ${others} decided otherwise.`,
    ),
    ...(left > 0 ? [`${counted(left, "more request")} not looked at; name them with --pull.`] : []),
    ...requests.flatMap(requestText),
    ...(requests.some(({ isPartial }) => isPartial) ? ["", PARTIAL] : []),
  ].join("\n");
}

const PARTIAL =
  "❔ could not be seen with this token and counts as unknown, never as met; the App may see it and decide otherwise.";

const OUTLOOKS = {
  lands: "lands",
  reported: "lands, and what is not met is reported",
  waits: "waits",
  refused: "is refused",
  unclear: "cannot be told, as not all could be seen",
} as const satisfies Record<Outlook, string>;

const MARKS = { passed: "✅", failed: "❌", pending: "⏳", unknown: "❔" } as const satisfies Record<
  RequirementResult["status"],
  string
>;

function requestText({ pull, title, url, before, after, change }: RehearsedRequest): readonly string[] {
  const next = after.kind === "decided" ? nextSteps(after.decision.requirements) : [];
  return [
    "",
    visible(`#${pull} ${title}  ${url}`),
    `  now               ${verdictText(before)}`,
    `  under the policy  ${verdictText(after)}`,
    ...displacedText(before, after),
    ...list("newly open", change?.newlyOpen ?? []),
    ...list("no longer open", change?.noLongerOpen ?? []),
    ...list("open under both", change?.stillOpen ?? []),
    ...(next.length === 0 ? [] : ["  to do under the policy:", ...next.map(stepText)]),
  ];
}

function verdictText(verdict: Verdict): string {
  if (verdict.kind === "decided") return OUTLOOKS[verdict.outlook];
  if (verdict.kind === "moot") return visible(`has nothing left to do: ${verdict.reason}`);
  return visible(`cannot be judged, so it stays shut: ${verdict.reason}`);
}

function displacedText(before: Verdict, after: Verdict): readonly string[] {
  if (before.kind !== "decided" || after.kind !== "decided") return [];
  const [was, is] = [before, after].map(({ decision }) => whoLeaves(decision.displaced));
  return was === is ? [] : [visible(`  when it lands, ${is} leaves the stage, and not ${was}`)];
}

function whoLeaves(displaced: readonly { readonly version: number; readonly to: string }[]): string {
  if (displaced.length === 0) return "nobody";
  return displaced.map(({ version, to }) => `version ${version} (to ${to})`).join(" and ");
}

function list(heading: string, results: readonly RequirementResult[]): readonly string[] {
  if (results.length === 0) return [];
  const lines = results.map((result) => visible(`    ${MARKS[result.status]} ${plain(stateOf(result))}`));
  return [`  ${heading}:`, ...lines];
}

function stepText({ indent, item, more }: StepLine): string {
  return visible(`    ${indent}- ${item === null ? `and ${more} more` : plain(item)}`);
}

function plain(phrase: Phrase): string {
  return phrase.map(({ text }) => text).join("");
}
