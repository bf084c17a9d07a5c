import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { exchange, mlflowApp, TRACKING_STORES } from "../../support/mlflow-app.ts";
import { DIFFERENCES } from "./golden-differences.ts";

interface Recorded {
  readonly line: number;
  readonly note: string | null;
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  readonly status: number;
  readonly response: unknown;
}

/** Exchanges of a client with MLflow 2.11's own server; of errors only the code was kept. */
const RECORDED: readonly Recorded[] = readFileSync(join(import.meta.dirname, "golden.jsonl"), "utf8")
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line));

/** Names of runs that were given none, and moments, are the server's own. */
const OWN_NAME = /^[a-z]+-[a-z]+-\d{1,3}$/;
const OWN_TIMES = ["creation_time", "last_update_time"];

/** An answer without what every server makes up for itself, and in one order. */
function comparable(value: unknown, name = ""): unknown {
  if (OWN_TIMES.includes(name)) return typeof value;
  if (typeof value === "string" && OWN_NAME.test(value)) return "some-run-name";
  if (value === 1.7976931348623157e308) return "Infinity";
  if (Array.isArray(value)) {
    const items = value.map((item) => comparable(item));
    return items.every((item) => hasKey(item)) ? items.toSorted(byKey) : items;
  }
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, comparable(item, key)]));
}

/** Points of one key are a curve and keep their order. */
const byKey = (a: { key: string }, b: { key: string }) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);

function hasKey(item: unknown): item is { key: string } {
  return typeof item === "object" && item !== null && "key" in item && typeof item.key === "string";
}

/** Our ids for the recorded ones, learned from the answers that create runs. */
class Ids {
  readonly #ours = new Map<string, string>();

  learn(recorded: unknown, ours: unknown): void {
    const [theirId, ourId] = [runId(recorded), runId(ours)];
    if (theirId !== undefined && ourId !== undefined) this.#ours.set(theirId, ourId);
  }

  translate<T>(value: T): T {
    let text = JSON.stringify(value);
    for (const [theirs, ours] of this.#ours) text = text.replaceAll(theirs, ours);
    return JSON.parse(text);
  }
}

function runId(answer: unknown): string | undefined {
  const match = /"run_id":"([0-9a-f]{32})"/.exec(JSON.stringify(answer));
  return match?.[1];
}

describe.each(Object.entries(TRACKING_STORES))("recorded exchanges over the %s store", (_, makeStore) => {
  it("are answered alike, but for the differences that are written down", async () => {
    const app = mlflowApp(makeStore());
    const ids = new Ids();
    const unlike: unknown[] = [];
    for (const recorded of RECORDED) {
      const { line, note, method, path, body, status, response } = ids.translate(recorded);
      const reply = await exchange(app, `${method} ${path}`, body);
      if (path.endsWith("/runs/create")) ids.learn(recorded.response, reply.body);
      const difference = DIFFERENCES.find(({ lines }) => lines.includes(line));
      const wanted = difference ?? {
        status,
        response: ids.translate(response),
        errorCode: errorCodeOf(response),
      };
      const given = {
        status: reply.status,
        errorCode: errorCodeOf(reply.body),
        ...(wanted.response !== undefined && wanted.errorCode === undefined
          ? { response: comparable(reply.body) }
          : {}),
      };
      const expected = {
        status: wanted.status,
        errorCode: wanted.errorCode,
        ...("response" in given ? { response: comparable(wanted.response) } : {}),
      };
      if (!isEqual(given, expected)) unlike.push({ line, note, path, given, expected });
    }
    expect(unlike).toEqual([]);
    expect(RECORDED).toHaveLength(137);
  });
});

function errorCodeOf(body: unknown): string | undefined {
  return typeof body === "object" && body !== null && "error_code" in body
    ? String(body.error_code)
    : undefined;
}

function isEqual(a: unknown, b: unknown): boolean {
  try {
    expect(a).toEqual(b);
    return true;
  } catch {
    return false;
  }
}

it("writes down no difference twice", () => {
  const lines = DIFFERENCES.flatMap((difference) => difference.lines);
  expect(new Set(lines).size).toBe(lines.length);
});
