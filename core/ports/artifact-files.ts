export interface ArtifactEntry {
  /** The last part of its path. */
  readonly name: string;
  readonly kind: "file" | "folder";
  /** In bytes; 0 for a folder. */
  readonly size: number;
}

export interface ArtifactContent {
  /** In bytes. */
  readonly size: number;
  readonly bytes: ReadableStream<Uint8Array>;
}

/**
 * Files that runs save, by path: relative, `/` between parts, as `parseArtifactPath` returns it. A file is there whole
 * or not at all. What a path names must not be in the other's way: TRACKING_INVALID for a file below a file.
 */
export interface ArtifactFiles {
  put(path: string, bytes: ReadableStream<Uint8Array>): Promise<void>;
  /** Undefined when there is no such file. */
  open(path: string): Promise<ArtifactContent | undefined>;
  /** By name; empty for a folder that does not exist. A file lists nothing. */
  list(folder: string): Promise<readonly ArtifactEntry[]>;
  /** A file or a folder with all below it; what is not there stays so. */
  delete(path: string): Promise<void>;
}
