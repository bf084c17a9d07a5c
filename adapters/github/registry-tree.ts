import { PedigreeError } from "../../core/errors.ts";
import { blobShaSchema } from "../../core/names.ts";
import type { Tree, TreeFile } from "../../core/ports/registry-repository.ts";
import { type GitHubApi, type GitHubClient, ownerAndRepo } from "./api.ts";
import { BoundedCache } from "./blob-cache.ts";

const BYTES_PER_ENTRY = 200;
/** GitHub bounds how many requests may be under way at once. */
const AT_ONCE = 8;

type Listing = Awaited<ReturnType<GitHubClient["rest"]["git"]["getTree"]>>["data"];

/** What may be kept of the trees of one repository: they are named by their content. */
export interface TreeCache {
  /** Trees that GitHub listed whole, by id. */
  readonly whole: BoundedCache<Tree>;
  /** What lies directly in a folder, by its id. */
  readonly folders: BoundedCache<Listing["tree"]>;
  /** Paths of folders that were too large to be listed with all that is below them. */
  readonly large: Set<string>;
}

export function createTreeCache(limitBytes: number): TreeCache {
  return {
    whole: new BoundedCache((limitBytes * 3) / 4),
    folders: new BoundedCache(limitBytes / 4),
    large: new Set(),
  };
}

/**
 * All files below trees of one repository. GitHub lists 100,000 entries or 7 MB at once, some 28,000 files
 * (https://docs.github.com/rest/git/trees); a larger tree is put together from its folders, of which only those are asked
 * for that changed.
 */
export class TreeReader {
  readonly #api: GitHubApi;
  readonly #fullName: string;
  readonly #cache: TreeCache;

  constructor(api: GitHubApi, fullName: string, cache: TreeCache) {
    this.#api = api;
    this.#fullName = fullName;
    this.#cache = cache;
  }

  /** By the id of a commit or a tree. Raises REMOTE_INCOMPLETE where a single folder holds too much. */
  async read(id: string, folder = ""): Promise<Tree> {
    return (await this.#whole(id, folder)) ?? (await this.#byFolders(id, folder));
  }

  /** Undefined where it is too much to be listed at once. */
  async #whole(id: string, folder: string): Promise<Tree | undefined> {
    const known = this.#cache.whole.get(id);
    if (known !== undefined || this.#cache.large.has(folder)) return known;
    const { truncated, tree } = await this.#list(id, folder, { recursive: "true" });
    if (truncated) {
      this.#cache.large.add(folder);
      return undefined;
    }
    // A submodule is kept as well: whoever judges paths must see that something stands there.
    const files = new Map(
      tree.filter(({ type }) => type !== "tree").map((entry) => [entry.path, fileOf(entry)]),
    );
    this.#cache.whole.set(id, files, files.size * BYTES_PER_ENTRY);
    return files;
  }

  /** Not kept as a whole: it shares nearly everything with that of the commit before. */
  async #byFolders(id: string, folder: string): Promise<Tree> {
    const entries = await this.#entries(id, folder);
    const files = new Map<string, TreeFile>();
    for (let at = 0; at < entries.length; at += AT_ONCE) {
      const some = entries.slice(at, at + AT_ONCE);
      const below = await Promise.all(
        some.map(async ({ type, sha, path }) =>
          type === "tree" ? await this.read(sha, `${folder}${path}/`) : null,
        ),
      );
      for (const [index, entry] of some.entries()) {
        const inside = below[index] ?? null;
        if (inside === null) files.set(entry.path, fileOf(entry));
        else for (const [path, file] of inside) files.set(`${entry.path}/${path}`, file);
      }
    }
    return files;
  }

  async #entries(id: string, folder: string): Promise<Listing["tree"]> {
    const known = this.#cache.folders.get(id);
    if (known !== undefined) return known;
    const { truncated, tree } = await this.#list(id, folder, {});
    if (truncated) {
      throw new PedigreeError("REMOTE_INCOMPLETE", "GitHub listed only a part of a folder of the registry", {
        subject: this.#subject(id, folder),
      });
    }
    this.#cache.folders.set(id, tree, tree.length * BYTES_PER_ENTRY);
    return tree;
  }

  async #list(id: string, folder: string, how: { readonly recursive?: string }): Promise<Listing> {
    return await this.#api.read(this.#subject(id, folder), (rest) =>
      rest.git.getTree({ ...ownerAndRepo(this.#fullName), tree_sha: id, ...how }),
    );
  }

  #subject(id: string, folder: string): string {
    return `tree ${id} of ${this.#fullName}${folder === "" ? "" : `, ${folder}`}`;
  }
}

function fileOf({ sha, mode }: { readonly sha: string; readonly mode: string }): TreeFile {
  return { blob: blobShaSchema.parse(sha), mode };
}
