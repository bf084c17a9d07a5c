import { z } from "zod";

/** What a `.dvc` file says of the one output it tracks; a folder's md5 ends in `.dir`. */
export interface DvcPointer {
  /** Relative to the folder of the `.dvc` file. */
  readonly path: string;
  readonly md5: string;
  readonly bytes: number;
  readonly files: number;
}

// DVC adds fields from version to version (hash, remote, desc …): only these decide.
const dvcFileSchema = z.object({
  wdir: z.string().max(1024).default("."),
  outs: z
    .array(
      z.object({
        path: z.string().min(1).max(1024),
        md5: z.string().regex(/^[0-9a-f]{32}(\.dir)?$/),
        size: z.int().nonnegative().optional(),
        nfiles: z.int().positive().optional(),
      }),
    )
    .length(1),
});

/** Reads the parsed document of a `.dvc` file; undefined where it names no single md5. */
export function readDvcPointer(document: unknown): DvcPointer | undefined {
  const parsed = dvcFileSchema.safeParse(document);
  if (!parsed.success) return undefined;
  const { wdir, outs } = parsed.data;
  const [out] = outs;
  if (out === undefined) return undefined;
  const path = wdir === "." || out.path.startsWith("/") ? out.path : `${wdir}/${out.path}`;
  return { path, md5: out.md5, bytes: out.size ?? 0, files: out.nfiles ?? 1 };
}
