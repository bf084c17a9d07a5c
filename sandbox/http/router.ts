import { ApiError, type Route } from "./route.ts";

/** A route that matched, with its parameters decoded. */
export interface Match {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

export interface Router {
  /** Finds the route for a method and a path as it came on the wire; undefined when there is none. */
  match(method: string, path: string): Match | undefined;
}

/** Parameters that take several segments in GitHub's own routes. */
const MULTI_SEGMENT = new Set(["path", "ref", "basehead", "branch"]);

interface Compiled {
  readonly route: Route;
  readonly pattern: RegExp;
  readonly rank: string;
}

export function createRouter(routes: readonly Route[]): Router {
  const byMethod = new Map<string, Compiled[]>();
  for (const route of routes) {
    const list = byMethod.get(route.method) ?? [];
    byMethod.set(route.method, [...list, compile(route)]);
  }
  for (const list of byMethod.values()) list.sort((a, b) => (a.rank < b.rank ? -1 : 1));
  return {
    match(method, path) {
      for (const { route, pattern } of byMethod.get(method) ?? []) {
        const groups = pattern.exec(path);
        if (groups !== null) return { route, params: decodeAll(groups.groups ?? {}) };
      }
      return undefined;
    },
  };
}

/**
 * Routes are tried from the most to the least specific, segment by segment: a word before a parameter, a parameter
 * before one that takes several segments, and the longer route before the shorter one.
 */
function compile(route: Route): Compiled {
  const segments = route.path.split("/").slice(1);
  const pattern = segments.map((segment) => {
    const [, before = "", name, after = ""] = /^(.*)\{(\w+)\}(.*)$/.exec(segment) ?? [];
    if (name === undefined) return escapePattern(segment);
    return `${escapePattern(before)}(?<${name}>${MULTI_SEGMENT.has(name) ? ".*" : "[^/]+"})${escapePattern(after)}`;
  });
  const rank = segments.map((segment) => {
    const name = /\{(\w+)\}/.exec(segment)?.[1];
    if (name === undefined) return "0";
    return MULTI_SEGMENT.has(name) ? "2" : "1";
  });
  return { route, pattern: new RegExp(`^/${pattern.join("/")}$`), rank: `${rank.join("")}9` };
}

function decodeAll(groups: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(groups).map(([name, value]) => [name, decode(value)]));
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) throw new ApiError(400, "Bad Request");
    throw error;
  }
}

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
