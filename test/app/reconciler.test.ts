import { afterEach, describe, expect, it, vi } from "vitest";
import { createReconciler } from "../../app/reconciler.ts";

interface Setting {
  readonly registries?: () => Promise<readonly string[]>;
  readonly reconcile?: (registry: string) => Promise<void>;
}

function start({ registries, reconcile }: Setting = {}) {
  const seen: string[] = [];
  const troubles: string[] = [];
  const reconciler = createReconciler({
    seconds: 300,
    registries: registries ?? (async () => ["acme/a", "acme/b"]),
    reconcile: async (registry) => {
      seen.push(registry);
      await reconcile?.(registry);
    },
    onTrouble: (error, registry) => troubles.push(`${registry}: ${String(error)}`),
  });
  return { reconciler, seen, troubles };
}

describe("the reconciler", () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it("looks at every registry, one after the other", async () => {
    const { reconciler, seen, troubles } = start();
    await reconciler.run();
    expect(seen).toEqual(["acme/a", "acme/b"]);
    expect(troubles).toEqual([]);
    expect(reconciler.isIdle).toBe(true);
  });

  it("does not let one registry's trouble be another's", async () => {
    const { reconciler, seen, troubles } = start({
      reconcile: async (registry) => {
        if (registry === "acme/a") throw new Error("down");
      },
    });
    await reconciler.run();
    expect(seen).toEqual(["acme/a", "acme/b"]);
    expect(troubles).toEqual(["acme/a: Error: down"]);
  });

  it("never rejects, also when it cannot tell which registries there are", async () => {
    const { reconciler, seen, troubles } = start({ registries: () => Promise.reject(new Error("no list")) });
    await reconciler.run();
    expect(seen).toEqual([]);
    expect(troubles).toEqual(["undefined: Error: no list"]);
  });

  it("joins the pass that is under way instead of overtaking it", async () => {
    const gate = Promise.withResolvers<void>();
    const { reconciler, seen } = start({ reconcile: () => gate.promise });
    const both = [reconciler.run(), reconciler.run()];
    expect(reconciler.isIdle).toBe(false);
    gate.resolve();
    await Promise.all(both);
    expect(seen).toEqual(["acme/a", "acme/b"]);
    await reconciler.run();
    expect(seen).toHaveLength(4);
  });

  it("ends within the registry that it is at, and begins no other", async () => {
    const gate = Promise.withResolvers<void>();
    const { reconciler, seen } = start({ reconcile: () => gate.promise });
    const pass = reconciler.run();
    await vi.waitUntil(() => seen.length === 1);
    const stopped = reconciler.stop();
    gate.resolve();
    await Promise.all([pass, stopped]);
    expect(seen).toEqual(["acme/a"]);
  });

  it("looks at the start and then at every interval, until it is stopped", async () => {
    vi.useFakeTimers();
    const { reconciler, seen } = start({ registries: async () => ["acme/a"] });
    reconciler.start();
    await vi.advanceTimersByTimeAsync(0);
    expect(seen).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(600_000);
    expect(seen).toHaveLength(3);
    await reconciler.stop();
    await vi.advanceTimersByTimeAsync(600_000);
    expect(seen).toHaveLength(3);
  });
});
