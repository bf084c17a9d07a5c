import type { components } from "@octokit/openapi-types";
import type { TreeEntry } from "../git/repository.ts";
import type { Repository } from "../state/entities.ts";
import type { World } from "../world.ts";
import { apiUrl, pageUrl } from "./links.ts";

type Schemas = components["schemas"];

export interface EntryAt {
  /** With its full path. */
  readonly entry: TreeEntry;
  /** The branch, tag or commit that was asked for. */
  readonly ref: string;
}

/** A file or folder inside a listing: without content. */
export function serializeEntry(
  world: World,
  repository: Repository,
  { entry, ref }: EntryAt,
): Schemas["content-directory"][number] {
  const path = entry.path.split("/").map(encodeURIComponent).join("/");
  const self = `${apiUrl(world, repository)}/contents/${path}?ref=${encodeURIComponent(ref)}`;
  const git = `${apiUrl(world, repository)}/git/${entry.type}s/${entry.sha}`;
  const kind = entry.type === "tree" ? "tree" : "blob";
  const html = `${pageUrl(world, repository)}/${kind}/${ref}/${path}`;
  return {
    name: entry.path.split("/").at(-1) ?? "",
    path: entry.path,
    sha: entry.sha,
    size: entry.bytes ?? 0,
    url: self,
    html_url: html,
    git_url: git,
    download_url: entry.type === "blob" ? `${pageUrl(world, repository)}/raw/${ref}/${path}` : null,
    type: typeOf(entry),
    _links: { self, git, html },
  };
}

/** One file with its content, or with none and the encoding `none` when it is too large to be inline. */
export function serializeFileContent(
  world: World,
  repository: Repository,
  { entry, ref, bytes }: EntryAt & { readonly bytes: Uint8Array | null },
): Schemas["content-file"] {
  return {
    ...serializeEntry(world, repository, { entry, ref }),
    type: "file",
    content: bytes === null ? "" : toBase64Lines(bytes),
    encoding: bytes === null ? "none" : "base64",
  };
}

/** GitHub breaks base64 into lines of sixty characters. */
export function toBase64Lines(bytes: Uint8Array): string {
  const lines =
    Buffer.from(bytes)
      .toString("base64")
      .match(/.{1,60}/g) ?? [];
  return lines.map((line) => `${line}\n`).join("");
}

function typeOf({ mode, type }: TreeEntry): "dir" | "file" | "submodule" | "symlink" {
  if (type === "tree") return "dir";
  if (type === "commit") return "submodule";
  return mode === "120000" ? "symlink" : "file";
}
