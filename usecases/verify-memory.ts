import type { BlobSha } from "../core/names.ts";
import type { Policy } from "../core/policy/policy.ts";
import type { Documents } from "../core/ports/documents.ts";
import type { RegistryHistory } from "../core/ports/registry-history.ts";

/** In characters: room for the runs and cards of a hundred versions and more, as the moves of many models alternate. */
const MOST_REMEMBERED = 4 * 1024 * 1024;

/**
 * The history with the texts that were read last: a version's run and card are asked for again at each of its moves, and
 * bytes that were compared with their id once stay what they are.
 */
export function rememberingTexts(history: RegistryHistory, most = MOST_REMEMBERED): RegistryHistory {
  const texts = new Map<BlobSha, string>();
  let size = 0;
  const keep = (blob: BlobSha, text: string) => {
    if (texts.has(blob)) return;
    texts.set(blob, text);
    size += text.length;
    for (const [oldest, { length }] of texts) {
      if (size <= most) return;
      texts.delete(oldest);
      size -= length;
    }
  };
  return {
    ref: history.ref,
    tip: history.tip,
    commits: (under) => history.commits(under),
    tree: (commit, under) => history.tree(commit, under),
    blobAt: (commit, path) => history.blobAt(commit, path),
    readBytes: (blob) => history.readBytes(blob),
    readText: async (blob) => {
      const text = texts.get(blob) ?? (await history.readText(blob));
      keep(blob, text);
      return text;
    },
  };
}

/** Thousands of events in a row are judged by one policy: the last one that was read is not parsed again. */
export function rememberingPolicy(documents: Documents): Documents {
  let last: { readonly text: string; readonly policy: Policy } | undefined;
  return {
    ...documents,
    policy: (text) => {
      if (last?.text !== text) last = { text, policy: documents.policy(text) };
      return last.policy;
    },
  };
}
