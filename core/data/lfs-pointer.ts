import { type Sha256, sha256Schema } from "../names.ts";

/** A pointer that Git LFS left in place of the content (its specification, version 1). */
export interface LfsPointer {
  readonly digest: Sha256;
  readonly bytes: number;
}

/** Pointers are short: the specification allows at most 1,024 bytes. */
export const MAX_LFS_POINTER_BYTES = 1024;

/** Reads a Git LFS pointer file; undefined for any other content. */
export function parseLfsPointer(text: string): LfsPointer | undefined {
  if (
    text.length > MAX_LFS_POINTER_BYTES ||
    !text.startsWith("version https://git-lfs.github.com/spec/v1\n")
  ) {
    return undefined;
  }
  const oid = /^oid sha256:([0-9a-f]{64})$/m.exec(text)?.[1];
  const size = /^size (\d{1,15})$/m.exec(text)?.[1];
  const digest = sha256Schema.safeParse(oid);
  return digest.success && size !== undefined ? { digest: digest.data, bytes: Number(size) } : undefined;
}
