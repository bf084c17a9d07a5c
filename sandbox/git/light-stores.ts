import { encodeObject, type ObjectStore } from "./object-store.ts";
import type { RefStore } from "./ref-store.ts";
import type { GitObject } from "./repository.ts";

/**
 * Objects on top of another repository's, in memory until git asks for them: most repositories of short trials never start
 * git. What is below is only read, so that many may stand on it.
 */
export function openLightObjects(below: ObjectStore, own: ObjectStore): ObjectStore {
  const fresh = new Map<string, GitObject>();
  const unwritten = new Set<string>();
  return {
    read: async (sha) => fresh.get(sha) ?? (await below.read(sha)) ?? (await own.read(sha)),
    async write(type, bytes) {
      const { sha } = encodeObject(type, bytes);
      if (fresh.has(sha)) return sha;
      fresh.set(sha, { type, bytes: Uint8Array.from(bytes) });
      unwritten.add(sha);
      return sha;
    },
    async flush() {
      for (const sha of unwritten) {
        const object = fresh.get(sha);
        unwritten.delete(sha);
        if (object !== undefined) await own.write(object.type, object.bytes);
      }
      await own.flush();
    },
    close: () => own.close(),
  };
}

/** Refs in memory, beginning with those of another repository. */
export function openLightRefs(below: RefStore): RefStore {
  const begun = below.list("refs/").then((refs) => new Map(refs));
  return {
    read: async (name) => (await begun).get(name) ?? null,
    async list(prefix) {
      const matching = [...(await begun)].filter(([name]) => name.startsWith(prefix));
      return new Map(matching.sort(([a], [b]) => (a < b ? -1 : 1)));
    },
    async update(name, { expected, to }) {
      const refs = await begun;
      if ((refs.get(name) ?? null) !== expected) return false;
      if (to === null) return refs.delete(name) || expected === null;
      const clashes = [...refs.keys()].some(
        (other) => other.startsWith(`${name}/`) || name.startsWith(`${other}/`),
      );
      if (expected === null && clashes) return false;
      refs.set(name, to);
      return true;
    },
  };
}
