/** A least-recently-used cache that is bounded by the bytes it holds, not by the number of entries. */
export interface ByteCache<T> {
  get(key: string): T | undefined;
  put(key: string, value: T, bytes: number): void;
}

/** Nothing larger than a sixteenth of the bound is kept, so that one blob cannot empty the cache. */
export function createByteCache<T>(maxBytes: number): ByteCache<T> {
  const entries = new Map<string, { value: T; bytes: number }>();
  let held = 0;
  const remove = (key: string): void => {
    held -= entries.get(key)?.bytes ?? 0;
    entries.delete(key);
  };
  return {
    get(key) {
      const entry = entries.get(key);
      if (entry === undefined) return undefined;
      entries.delete(key);
      entries.set(key, entry);
      return entry.value;
    },
    put(key, value, bytes) {
      if (bytes > maxBytes / 16) return;
      remove(key);
      entries.set(key, { value, bytes });
      held += bytes;
      for (const oldest of entries.keys()) {
        if (held <= maxBytes) break;
        remove(oldest);
      }
    },
  };
}
