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
