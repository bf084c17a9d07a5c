import { z } from "zod";

/** Lower-case hexadecimal of a given length; the alphabet of digests, commit ids and run ids. */
const hex = (length: number) => z.string().regex(new RegExp(`^[0-9a-f]{${length}}$`));

/** SHA-256 of canonical bytes or of a file, 64 hex digits. */
export const sha256Schema = hex(64).brand<"Sha256">();
export type Sha256 = z.infer<typeof sha256Schema>;

/** A git commit id, 40 hex digits: never a branch name or an abbreviation. */
export const commitShaSchema = hex(40).brand<"CommitSha">();
export type CommitSha = z.infer<typeof commitShaSchema>;

/** A git blob id, 40 hex digits. */
export const blobShaSchema = hex(40).brand<"BlobSha">();
export type BlobSha = z.infer<typeof blobShaSchema>;

/** A run id: a UUIDv7 without hyphens, 32 hex digits, so that ids sort by time. */
export const runIdSchema = hex(32).brand<"RunId">();
export type RunId = z.infer<typeof runIdSchema>;

/** Windows cannot hold files of these names, and a registry must be clonable everywhere. */
const RESERVED = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)/;

/**
 * A model's name: ASCII, also a folder and a part of a branch name, therefore never `..`, a trailing dot,
 * `.lock` (git forbids it at the end of a ref) or a device name of Windows.
 */
export const modelNameSchema = z
  .string()
  .regex(
    /^[a-z0-9][a-z0-9._-]{0,62}$/,
    "a model name is 1 to 63 of a-z 0-9 . _ - and starts with a letter or digit",
  )
  .refine((name) => !name.includes(".."), "a model name must not contain '..'")
  .refine((name) => !/(\.|\.lock|\.git)$/.test(name), "a model name must not end with '.', '.lock' or '.git'")
  .refine((name) => !RESERVED.test(name), "this name is reserved by Windows")
  .brand<"ModelName">();
export type ModelName = z.infer<typeof modelNameSchema>;

/** A stage's name; `stage: NAME` must fit a GitHub label (50 characters). */
export const stageNameSchema = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,39}$/, "a stage name is 1 to 40 of a-z 0-9 - and starts with a letter")
  .brand<"StageName">();
export type StageName = z.infer<typeof stageNameSchema>;

/** Versions of a model count 1, 2, 3 … */
export const versionNumberSchema = z.int().min(1).max(1_000_000);

/** `owner/repository` as GitHub spells it; an owner whose account an enterprise manages has a `_` in its name. */
export const repositoryNameSchema = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,39}\/[A-Za-z0-9._-]{1,100}$/, "a repository is written owner/name");

/** Whether two repositories, `owner/name` each, belong to one account: GitHub's names know no case. */
export function haveOneOwner(one: string, other: string): boolean {
  const owner = (name: string) => name.split("/", 1)[0]?.toLowerCase();
  return owner(one) === owner(other);
}

/** A GitHub login; bots end with `[bot]`. */
export const loginSchema = z.string().min(1).max(60);

/** A moment in UTC with seconds or milliseconds, as GitHub writes it. */
export const instantSchema = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,6})?Z$/, "a moment is written 2026-01-31T12:00:00Z");
