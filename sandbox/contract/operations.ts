import type { Operation } from "./description.ts";

/** An operation found for a request, with the values its path gave to the parameters. */
export interface FoundOperation {
  /** `METHOD /path/{parameter}` as GitHub writes it. */
  readonly name: string;
  readonly operation: Operation;
  readonly values: Readonly<Record<string, string>>;
}

interface Candidate {
  readonly name: string;
  readonly operation: Operation;
  readonly pattern: RegExp;
  readonly parameters: readonly string[];
  readonly rank: string;
}

/** Parameters that hold slashes although the description does not mark all of them. */
const MULTI_SEGMENT = new Set(["path", "ref", "branch", "basehead"]);

/**
 * Finds the operation of a method and a path (already without `/api/v3`). Where several fit, the one with fixed
 * words before parameters wins, and the longer path before the shorter.
 */
export function createOperationFinder(
  operations: Readonly<Record<string, Operation>>,
): (method: string, path: string) => FoundOperation | null {
  const byMethod = new Map<string, Candidate[]>();
  for (const [name, operation] of Object.entries(operations)) {
    const [method = "", path = ""] = name.split(" ");
    const list = byMethod.get(method) ?? [];
    byMethod.set(method, [...list, createCandidate(name, path, operation)]);
  }
  for (const list of byMethod.values()) list.sort(byRank);
  return (method, path) => {
    for (const candidate of byMethod.get(method) ?? []) {
      const match = candidate.pattern.exec(path);
      if (match !== null) return { ...candidate, values: valuesOf(candidate, match) };
    }
    return null;
  };
}

function createCandidate(name: string, path: string, operation: Operation): Candidate {
  const parameters: string[] = [];
  const source = path.split(/(\{[^}]+\})/).map((part) => {
    const parameter = /^\{(.+)\}$/.exec(part)?.[1];
    if (parameter === undefined) return part.replace(/[.*+?^$()|[\]\\]/g, "\\$&");
    parameters.push(parameter);
    const described = operation.parameters.find((p) => p.name === parameter);
    return described?.segments === "many" || MULTI_SEGMENT.has(parameter) ? "(.*[^/])" : "([^/]+)";
  });
  const segments = path.split("/");
  const rank = segments.map((segment) => (segment.startsWith("{") ? "1" : "0")).join("");
  return { name, operation, parameters, rank, pattern: new RegExp(`^${source.join("")}$`) };
}

function byRank(a: Candidate, b: Candidate): number {
  if (a.rank.length !== b.rank.length) return b.rank.length - a.rank.length;
  return a.rank < b.rank ? -1 : 1;
}

function valuesOf(candidate: Candidate, match: RegExpExecArray): Record<string, string> {
  const values = candidate.parameters.map((name, index) => [name, decode(match[index + 1] ?? "")] as const);
  return Object.fromEntries(values);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
