import { PedigreeError } from "../../core/errors.ts";
import { type BlobSha, type CommitSha, commitShaSchema } from "../../core/names.ts";
import type {
  Branch,
  Change,
  Changes,
  CommitDescription,
  RegistryRepository,
  Tree,
} from "../../core/ports/registry-repository.ts";
import { toAccountOrNull } from "./accounts.ts";
import { type GitHubApi, ONCE, ownerAndRepo } from "./api.ts";
import { BoundedCache, blobId } from "./blob-cache.ts";
import { remoteMessage, statusOf } from "./errors.ts";
import { createTreeCache, type TreeCache, TreeReader } from "./registry-tree.ts";

/** The port's limit on one file's text. */
const MAX_TEXT_BYTES = 1024 * 1024;
const BYTES_PER_COMMIT = 400;
/** A file of the log is written once; more commits than these on one path are somebody's play. */
const MAX_COMMITS_OF_PATH = 500;

/** What may be kept between evaluations, because it never changes: blobs and trees by id. */
export interface RegistryCache {
  readonly texts: BoundedCache<string>;
  readonly trees: TreeCache;
  /** Commit → its tree's id. */
  readonly treeIds: BoundedCache<string>;
  readonly commits: BoundedCache<CommitDescription>;
  /** Path → the commit that added it. */
  readonly additions: BoundedCache<CommitSha>;
}

export function createRegistryCache(limitBytes = 64 * 1024 * 1024): RegistryCache {
  return {
    texts: new BoundedCache(limitBytes / 2),
    trees: createTreeCache(limitBytes / 2),
    treeIds: new BoundedCache(1024 * 1024),
    commits: new BoundedCache(1024 * 1024),
    additions: new BoundedCache(1024 * 1024),
  };
}

export interface RegistryPlace {
  readonly fullName: string;
  readonly branch: string;
  /** Whether the host signs what an App commits by its API; github.com does, a server of one's own may not. */
  readonly signs?: boolean;
}

/** The registry repository through GitHub's git database: nothing is ever checked out. */
export class GitHubRegistryRepository implements RegistryRepository {
  readonly #api: GitHubApi;
  readonly #place: RegistryPlace;
  readonly #at: { owner: string; repo: string };
  readonly #cache: RegistryCache;
  readonly #trees: TreeReader;

  constructor(api: GitHubApi, place: RegistryPlace, cache: RegistryCache = createRegistryCache()) {
    this.#api = api;
    this.#place = place;
    this.#at = ownerAndRepo(place.fullName);
    this.#cache = cache;
    this.#trees = new TreeReader(api, place.fullName, cache.trees);
  }

  async tip(): Promise<CommitSha> {
    const ref = `heads/${this.#place.branch}`;
    const found = await this.#api.read(`branch ${this.#place.branch} of ${this.#place.fullName}`, (rest) =>
      rest.git.getRef({ ...this.#at, ref }),
    );
    return commitShaSchema.parse(found.object.sha);
  }

  tree(commit: CommitSha): Promise<Tree> {
    return this.#trees.read(commit);
  }

  async describe(commit: CommitSha): Promise<CommitDescription> {
    const known = this.#cache.commits.get(commit);
    if (known !== undefined) return known;
    const dto = await this.#api.read(`commit ${commit} of ${this.#place.fullName}`, (rest) =>
      rest.repos.getCommit({ ...this.#at, ref: commit, per_page: 1 }),
    );
    const verified = dto.commit.verification?.verified === true;
    const description: CommitDescription = {
      parents: dto.parents.map(({ sha }) => commitShaSchema.parse(sha)),
      author: toAccountOrNull(dto.author),
      committer: toAccountOrNull(dto.committer),
      signature: verified ? "valid" : this.#place.signs === true ? "none" : "unavailable",
    };
    this.#cache.commits.set(commit, description, BYTES_PER_COMMIT);
    return description;
  }

  async mergeBase(one: CommitSha, other: CommitSha): Promise<CommitSha> {
    const compared = await this.#api.read(`${one} and ${other} in ${this.#place.fullName}`, (rest) =>
      rest.repos.compareCommitsWithBasehead({ ...this.#at, basehead: `${one}...${other}`, per_page: 1 }),
    );
    return commitShaSchema.parse(compared.merge_base_commit.sha);
  }

  async readText(blob: BlobSha): Promise<string> {
    const known = this.#cache.texts.get(blob);
    if (known !== undefined) return known;
    const dto = await this.#api.read(`blob ${blob} of ${this.#place.fullName}`, (rest) =>
      rest.git.getBlob({ ...this.#at, file_sha: blob }),
    );
    if ((dto.size ?? 0) > MAX_TEXT_BYTES) throw tooLarge(blob, dto.size ?? 0);
    const bytes = Buffer.from(dto.content, dto.encoding === "base64" ? "base64" : "utf8");
    if (bytes.length > MAX_TEXT_BYTES) throw tooLarge(blob, bytes.length);
    const text = decode(blob, bytes);
    this.#cache.texts.set(blob, text, bytes.length * 2);
    return text;
  }

  async addedIn(path: string): Promise<CommitSha | undefined> {
    const known = this.#cache.additions.get(path);
    if (known !== undefined) return known;
    const place = { ...this.#at, sha: this.#place.branch, path };
    const { items, complete } = await this.#api.list(
      `commits of ${path}`,
      MAX_COMMITS_OF_PATH,
      (rest, page) => rest.repos.listCommits({ ...place, ...page }),
    );
    const oldest = items.at(-1);
    if (oldest === undefined || !complete) return undefined;
    const commit = commitShaSchema.parse(oldest.sha);
    this.#cache.additions.set(path, commit, BYTES_PER_COMMIT);
    return commit;
  }

  async branches(prefix: string): Promise<readonly Branch[]> {
    const refs = await this.#api.read(`branches ${prefix}* of ${this.#place.fullName}`, (rest) =>
      rest.git.listMatchingRefs({ ...this.#at, ref: `heads/${prefix}` }),
    );
    return refs.map(({ ref, object }) => ({
      name: ref.replace(/^refs\/heads\//, ""),
      commit: commitShaSchema.parse(object.sha),
    }));
  }

  async commit(
    base: CommitSha,
    parents: readonly CommitSha[],
    changes: Changes,
    message: string,
  ): Promise<CommitSha> {
    const tree = await this.#writeTree(await this.#treeId(base), changes);
    const made = await this.#api.write(`new commit in ${this.#place.fullName}`, (rest) =>
      rest.git.createCommit({
        ...this.#at,
        message,
        tree,
        parents: [...parents],
        request: ONCE,
      }),
    );
    const commit = commitShaSchema.parse(made.sha);
    if (this.#place.signs === true && !made.verification.verified) await this.#requireSignature(commit);
    this.#cache.treeIds.set(commit, tree, 80);
    return commit;
  }

  /**
   * A landing that GitHub has not signed would be an ungoverned change to whoever looks next, this App included: it
   * would put it back, unsigned again, without an end. So it never lands.
   */
  async #requireSignature(commit: CommitSha): Promise<void> {
    const { signature } = await this.describe(commit);
    if (signature === "valid") return;
    throw new PedigreeError("REMOTE_REFUSED", "GitHub did not sign the App's commit, so it is not landed", {
      subject: `commit ${commit} of ${this.#place.fullName}`,
      expected: "a commit that GitHub signs, as it does for Apps",
      found: `signature: ${signature}`,
      remedy: "let the App use its own installation token; a person's token is not signed for",
    });
  }

  async createBranch(name: string, commit: CommitSha): Promise<boolean> {
    try {
      await this.#api.write(`new branch ${name} of ${this.#place.fullName}`, (rest) =>
        rest.git.createRef({ ...this.#at, ref: `refs/heads/${name}`, sha: commit, request: ONCE }),
      );
      return true;
    } catch (error) {
      if (statusOf(error) === 422 && /already exists/i.test(remoteMessage(error))) return false;
      throw error;
    }
  }

  async advance(commit: CommitSha): Promise<boolean> {
    const ref = `heads/${this.#place.branch}`;
    try {
      await this.#api.write(`branch ${this.#place.branch} of ${this.#place.fullName} to ${commit}`, (rest) =>
        rest.git.updateRef({ ...this.#at, ref, sha: commit, force: false, request: ONCE }),
      );
      return true;
    } catch (error) {
      // "Reference update failed" is what GitHub says when two updates met at the very same moment.
      const lost = /fast.?forward|reference update failed/i.test(remoteMessage(error));
      if (statusOf(error) === 422 && lost) return false;
      // The answer may have been lost after the branch moved: whether it did can be read.
      if (isLostAnswer(error) && (await this.tip()) === commit) return true;
      throw error;
    }
  }

  async deleteBranch(name: string): Promise<void> {
    try {
      await this.#api.write(`branch ${name} of ${this.#place.fullName}`, (rest) =>
        rest.git.deleteRef({ ...this.#at, ref: `heads/${name}`, request: ONCE }),
      );
    } catch (error) {
      const gone = statusOf(error) === 422 && /does not exist/i.test(remoteMessage(error));
      if (!gone && statusOf(error) !== 404) throw error;
    }
  }

  async #treeId(commit: CommitSha): Promise<string> {
    const known = this.#cache.treeIds.get(commit);
    if (known !== undefined) return known;
    const dto = await this.#api.read(`commit ${commit} of ${this.#place.fullName}`, (rest) =>
      rest.git.getCommit({ ...this.#at, commit_sha: commit }),
    );
    this.#cache.treeIds.set(commit, dto.tree.sha, 80);
    return dto.tree.sha;
  }

  /** GitHub refuses a tree without entries, and there is nothing to write then. */
  async #writeTree(base: string, changes: Changes): Promise<string> {
    if (changes.size === 0) return base;
    const entries = await Promise.all(Array.from(changes, ([path, content]) => this.#entry(path, content)));
    const tree = await this.#api.write(`new tree in ${this.#place.fullName}`, (rest) =>
      rest.git.createTree({ ...this.#at, base_tree: base, tree: entries, request: ONCE }),
    );
    return tree.sha;
  }

  async #entry(path: string, content: Change) {
    const file = { path, mode: "100644" as const, type: "blob" as const };
    if (content === null) return { ...file, sha: null };
    if (typeof content === "object" && "blob" in content) return { ...file, sha: content.blob };
    if (typeof content === "string") {
      // What the App wrote itself it will read again in a moment.
      const bytes = Buffer.from(content, "utf8");
      this.#cache.texts.set(blobId(bytes), content, bytes.length * 2);
      return { ...file, content };
    }
    const blob = await this.#api.write(`new blob in ${this.#place.fullName}`, (rest) =>
      rest.git.createBlob({
        ...this.#at,
        content: Buffer.from(content).toString("base64"),
        encoding: "base64",
        request: ONCE,
      }),
    );
    return { ...file, sha: blob.sha };
  }
}

function isLostAnswer(error: unknown): boolean {
  return error instanceof PedigreeError && error.code === "REMOTE_UNAVAILABLE";
}

function decode(blob: BlobSha, bytes: Uint8Array): string {
  if (blobId(bytes) !== blob) {
    throw new PedigreeError("REMOTE_INCOMPLETE", "GitHub answered with other bytes than asked for", {
      subject: `blob ${blob}`,
    });
  }
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new PedigreeError("FILE_UNREADABLE", "a file of the registry is no UTF-8 text", {
      subject: `blob ${blob}`,
      expected: "text in UTF-8",
      found: "other bytes",
      cause,
    });
  }
}

function tooLarge(blob: BlobSha, found: number): PedigreeError {
  return new PedigreeError("FILE_TOO_LARGE", "a file of the registry is too large to read", {
    subject: `blob ${blob}`,
    expected: `at most ${MAX_TEXT_BYTES} bytes`,
    found: `${found} bytes`,
  });
}
