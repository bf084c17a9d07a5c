import { durationMs, momentAfter } from "../duration.ts";
import { resultOf, type WrittenRequirement } from "../requirement.ts";

/** A version shows for a while how it does where it stands, before it goes further. */
export const soakRequirement: WrittenRequirement = {
  kind: "soak",
  triggers: ["stages", "time"],
  describe: {
    written: "`soak: 24h`",
    asks: "that the version has stood for that long in the stage that it comes from",
    rules: [
      "Minutes, hours or days: `30m`, `24h`, `7d`. A day is 24 hours.",
      "It counts from `since` in `stages.json`, the moment of the event by which the version entered.",
      "The time is up at the named second, and the App looks again within five minutes.",
    ],
  },
  demand: ({ from, require: { soak } }) => {
    if (soak === undefined) return undefined;
    const place = from === "any" || from === undefined ? "the stage that it comes from" : from.join(" or ");
    return { asks: textOf(soak, place), parts: [] };
  },
  evaluate: ({ stage, facts }) => {
    const { soak } = stage.require;
    if (soak === undefined) return undefined;
    const from = facts.move.from ?? "the registry";
    const text = textOf(soak, from);
    const part = { kind: "soak", title: text, expected: text };
    const [since, at] = [Date.parse(facts.since ?? ""), Date.parse(facts.at)];
    if (facts.since === undefined || facts.since === null || Number.isNaN(since) || Number.isNaN(at)) {
      return resultOf({
        ...part,
        status: "unknown",
        found: `it is not known since when it stands in ${from}`,
      });
    }
    const found = `in ${from} since ${facts.since}`;
    if (at - since >= durationMs(soak)) return resultOf({ ...part, status: "passed", found });
    return resultOf({
      ...part,
      status: "pending",
      found,
      remedy: `wait until ${momentAfter(facts.since, soak)}`,
    });
  },
};

function textOf(soak: string, place: string): string {
  return `${soak} in ${place}`;
}
