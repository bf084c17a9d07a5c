import type { RegistryPorts } from "../../usecases/ports.ts";

/** One call of a port, e.g. `pulls.get`, and how many there were before it. */
export interface PortCall {
  readonly name: string;
  readonly at: number;
}

export interface Interrupted {
  readonly ports: RegistryPorts;
  /** Names of all calls so far, in order. */
  readonly calls: string[];
}

const WATCHED = ["repository", "pulls", "checks", "people", "runs"] as const;

/**
 * The ports with somebody who acts right before each call, or after it (`after`): what other people, other processes and
 * a lost connection do in the meantime.
 */
export function interrupt(
  ports: RegistryPorts,
  { before, after }: { before?: (call: PortCall) => void; after?: (call: PortCall) => void },
): Interrupted {
  const calls: string[] = [];
  const watch = (port: string, target: object): object =>
    new Proxy(target, {
      get(object, key) {
        const value: unknown = Reflect.get(object, key, object);
        if (typeof value !== "function" || typeof key !== "string") return value;
        return async (...args: unknown[]) => {
          const call = { name: `${port}.${key}`, at: calls.length };
          calls.push(call.name);
          before?.(call);
          const result: unknown = await Reflect.apply(value, object, args);
          after?.(call);
          return result;
        };
      },
    });
  const watched = Object.fromEntries(WATCHED.map((name) => [name, watch(name, ports[name])]));
  return { ports: { ...ports, ...watched }, calls };
}

/** What a commit holds never changes, so acting right after reading it is the same as acting right before. */
const OF_A_COMMIT = new Set(["repository.tree", "repository.readText", "repository.describe"]);

/** Calls right before which acting may make a difference, up to the first after the branch has moved. */
export function moments(calls: readonly string[]): readonly number[] {
  const advance = calls.lastIndexOf("repository.advance");
  const upToIt = Array.from(calls.slice(0, advance + 2).keys());
  return upToIt.filter((k) => !OF_A_COMMIT.has(calls[k - 1] ?? ""));
}

/** The last call of a name up to the one that moved the branch; the very end where none did. */
export function lastBeforeLanding(calls: readonly string[], name: string): number {
  const advance = calls.lastIndexOf("repository.advance");
  return advance < 0 ? calls.length : calls.slice(0, advance + 1).lastIndexOf(name);
}
