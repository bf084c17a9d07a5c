import type { RequirementResult } from "../decision.ts";
import type { Facts } from "../facts.ts";
import { endOfWindow, type FreezeWindow, type LocalTime, NO_END } from "../freeze-window.ts";
import { resultOf, type WrittenRequirement, worstOf } from "../requirement.ts";
import { findThaw, later, type Thaw } from "../thaw.ts";

/** Nothing enters a stage while nobody is there to look after it. */
export const freezeRequirement: WrittenRequirement = {
  kind: "freeze",
  triggers: ["time"],
  describe: {
    written:
      "`freeze: [{ days: [fri], hours: 16:00-24:00, zone: Europe/Berlin }, { from: 2026-12-20, until: 2027-01-06, zone: UTC }]`",
    asks: "that the moment of the decision lies in none of the windows",
    rules: [
      "A window is weekly (`days`, and `hours` within each of them) or runs from one date to another, both included.",
      "Times are those of the window's IANA time `zone`, with its summer time.",
      "`16:00-24:00` begins at 16:00 and has ended at 24:00. A night is two windows.",
      "While a window lasts the move waits, and the result says until when: windows that follow one another are one freeze. After 60 days it says “at least until”.",
    ],
  },
  demand: ({ name, require: { freeze } }) =>
    freeze === undefined
      ? undefined
      : {
          asks: titleFor(name),
          parts: freeze.map((window) => `not in ${titleOf(window)}${reasonOf(window)}`),
        },
  evaluate: ({ stage, facts }) => {
    const { freeze } = stage.require;
    if (freeze === undefined) return undefined;
    const thaw = findThaw(freeze.flatMap((window) => clocked(window, facts) ?? []));
    const children = freeze
      .map((window) => evaluateWindow(window, facts, thaw))
      .filter(({ status }) => status !== "passed");
    const part = {
      kind: "freeze",
      title: titleFor(stage.name),
      expected: "no freeze at this moment",
    };
    if (children.length === 0) return resultOf({ ...part, status: "passed", found: "none" });
    return resultOf({
      ...part,
      status: worstOf(children),
      found: children.map(({ found }) => found).join("; "),
      remedy: children.map(({ remedy }) => remedy).find((remedy) => remedy !== null) ?? null,
      children,
    });
  },
};

function titleFor(stage: string): string {
  return `no freeze of ${stage}`;
}

function reasonOf({ reason }: FreezeWindow): string {
  return reason === undefined ? "" : `: ${reason}`;
}

function clocked(window: FreezeWindow, { local }: Facts) {
  const here = local?.find(({ zone }) => zone === window.zone);
  return here && { window, local: here };
}

function evaluateWindow(window: FreezeWindow, facts: Facts, thaw: Thaw | undefined): RequirementResult {
  const { zone } = window;
  const part = { kind: "freeze-window", title: titleOf(window), expected: "a moment outside of it" };
  const here = clocked(window, facts)?.local;
  if (here === undefined) {
    return resultOf({ ...part, status: "unknown", found: `it is not known what time it is in ${zone}` });
  }
  if (endOfWindow(window, here) === undefined)
    return resultOf({ ...part, status: "passed", found: "outside of it" });
  const end = endText(here, thaw);
  const found = `frozen ${end}${reasonOf(window)}`;
  return resultOf({ ...part, status: "pending", found, remedy: `wait ${end}` });
}

function endText(here: LocalTime, thaw: Thaw | undefined): string {
  if (thaw === undefined) return `until ${NO_END}`;
  const { date, time, zone } = later(here, thaw.minutes);
  return `${thaw.exact ? "until" : "at least until"} ${date} ${time} ${zone}`;
}

function titleOf(window: FreezeWindow): string {
  if ("from" in window) return `${window.from} to ${window.until} ${window.zone}`;
  const hours = window.hours === undefined ? "" : ` ${window.hours}`;
  return `${window.days.join(", ")}${hours} ${window.zone}`;
}
