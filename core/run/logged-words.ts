import { PedigreeError } from "../errors.ts";
import type { Batch, Entry, LoggedPoint } from "../ports/tracking-store.ts";
import { isRecordable } from "./merge-sources.ts";
import { isDecimal, numberOf } from "./number-text.ts";

/** What is logged from a shell: `loss=0.3`, as often as there is something to say. */
export interface LoggedWords {
  readonly metrics: readonly string[];
  readonly params: readonly string[];
  readonly tags: readonly string[];
  /** The step of the metrics; undefined for none. */
  readonly step: string | undefined;
}

/** Words as a batch of the tracking protocol. `now` is milliseconds since 1970. Raises INPUT_INVALID. */
export function parseLoggedWords({ metrics, params, tags, step }: LoggedWords, now: number): Batch {
  const at = parseStep(step);
  return {
    points: metrics.map((word): LoggedPoint => {
      // A number holds no sign, and the name of a slice or a fold does: auc/slice=de=0.9.
      const { key, value } = parsePair("--metric", word, word.lastIndexOf("="));
      return { key: named("--metric", key), step: at ?? 0, time: now, value: parseNumber(word, value) };
    }),
    params: eachOnce(params.map((word) => parsePair("--param", word))),
    // A tag without a value says what it says by being there.
    tags: tags.map((word) => (word.includes("=") ? parsePair("--tag", word) : { key: word, value: "" })),
  };
}

/** `--step 5`; undefined for none. Raises INPUT_INVALID. */
export function parseStep(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^-?\d{1,15}$/.test(text)) return Number(text);
  throw new PedigreeError("INPUT_INVALID", "not a step", {
    subject: "--step",
    expected: "an integer",
    found: JSON.stringify(text.slice(0, 60)),
  });
}

function parsePair(option: string, word: string, at = word.indexOf("=")): Entry {
  if (at > 0) return { key: word.slice(0, at), value: word.slice(at + 1) };
  throw new PedigreeError("INPUT_INVALID", "no name and value", {
    subject: option,
    expected: "NAME=VALUE",
    found: JSON.stringify(word.slice(0, 60)),
  });
}

/** A parameter has one value for ever, and of two nobody knows which is meant. */
function eachOnce(params: readonly Entry[]): readonly Entry[] {
  const values = new Map<string, string>();
  for (const { key, value } of params) {
    const known = values.get(named("--param", key)) ?? value;
    values.set(key, value);
    if (known === value) continue;
    throw new PedigreeError("INPUT_INVALID", "a parameter has two values", {
      subject: `--param ${key}`,
      expected: "one value",
      found: [known, value].map((one) => JSON.stringify(one.slice(0, 60))).join(" and "),
    });
  }
  return Array.from(values, ([key, value]) => ({ key, value }));
}

/** The name of a metric or parameter, which a record can hold: of others nothing would be left. */
function named(option: string, key: string): string {
  if (isRecordable(key)) return key;
  throw new PedigreeError("INPUT_INVALID", "no name for a record", {
    subject: option,
    expected: "a name of 1 to 250 characters that is no word of JavaScript's objects",
    found: JSON.stringify(key.slice(0, 60)),
  });
}

/** The words of Python for NaN and the infinities are numbers, too. */
function parseNumber(word: string, text: string): number {
  const number = numberOf(text);
  if (number !== undefined) return number;
  throw new PedigreeError("INPUT_INVALID", isDecimal(text) ? "a number is too large" : "not a number", {
    subject: "--metric",
    expected: "NAME=NUMBER, where nan, inf and -inf are numbers",
    found: JSON.stringify(word.slice(0, 60)),
  });
}
