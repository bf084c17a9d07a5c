import { createHash } from "node:crypto";
import { PedigreeError } from "../../core/errors.ts";
import { type BlobSha, blobShaSchema, type CommitSha, commitShaSchema } from "../../core/names.ts";
import type { Account } from "../../core/people.ts";
import type {
  Branch,
  Changes,
  CommitDescription,
  RegistryRepository,
  Tree,
  TreeFile,
} from "../../core/ports/registry-repository.ts";
import { commitObject, treeObjects } from "./git-objects.ts";

export interface MemoryCommit {
  readonly sha: CommitSha;
  readonly tree: Tree;
  readonly parents: readonly CommitSha[];
  readonly message: string;
  /** Null for an account that GitHub cannot name. */
  readonly author: Account | null;
  /** How many commits were made before it: stands for the time, so two commits of equal content are two. */
  readonly number: number;
  /** Whether the host signed it: only what comes by the port. */
  readonly signed: boolean;
}

const MAX_TEXT_BYTES = 1024 * 1024;

/**
 * A registry repository in memory: commits, trees and refs with git's rules and git's ids. `push` is what people do with
 * git, beside the port.
 */
export class MemoryRegistry implements RegistryRepository {
  readonly commits = new Map<CommitSha, MemoryCommit>();
  readonly blobs = new Map<BlobSha, Uint8Array>();
  readonly refs = new Map<string, CommitSha>();
  readonly branch: string;
  readonly app: Account;
  private newestAncestry: { readonly of: CommitSha; readonly commits: ReadonlySet<CommitSha> } | undefined;

  constructor(options: { branch: string; app: Account; files: Readonly<Record<string, string>> }) {
    this.branch = options.branch;
    this.app = options.app;
    this.refs.set(options.branch, this.write([], new Map(), "Initial commit", options.app));
    this.push(options.branch, options.files, options.app);
  }

  async tip(): Promise<CommitSha> {
    return this.head(this.branch);
  }

  async tree(commit: CommitSha): Promise<Tree> {
    return this.get(commit).tree;
  }

  async describe(commit: CommitSha): Promise<CommitDescription> {
    const { parents, author, signed } = this.get(commit);
    return { parents, author, committer: author, signature: signed ? "valid" : "none" };
  }

  async mergeBase(one: CommitSha, other: CommitSha): Promise<CommitSha> {
    const reachable = this.ancestry(one);
    const shared = this.history(other).filter((commit) => reachable.has(commit));
    const older = new Set(shared.flatMap((commit) => this.get(commit).parents));
    const best = shared.find((commit) => !older.has(commit));
    if (best === undefined) throw new PedigreeError("REMOTE_REFUSED", "no common history");
    return best;
  }

  async readText(blob: BlobSha): Promise<string> {
    const bytes = this.blobs.get(blob);
    if (bytes === undefined) throw new PedigreeError("REMOTE_REFUSED", "no such blob", { subject: blob });
    if (bytes.length > MAX_TEXT_BYTES) {
      throw new PedigreeError("FILE_TOO_LARGE", "file is too large", { subject: blob });
    }
    return new TextDecoder().decode(bytes);
  }

  async addedIn(path: string): Promise<CommitSha | undefined> {
    const has = (commit: CommitSha | undefined) => commit !== undefined && this.get(commit).tree.has(path);
    const adding = this.history(this.head(this.branch)).filter(
      (commit) => has(commit) && !this.get(commit).parents.some(has),
    );
    return adding.sort((a, b) => this.get(a).number - this.get(b).number)[0];
  }

  async branches(prefix: string): Promise<readonly Branch[]> {
    const found = [...this.refs].filter(([name]) => name.startsWith(prefix));
    return found.map(([name, commit]) => ({ name, commit }));
  }

  async commit(
    base: CommitSha,
    parents: readonly CommitSha[],
    changes: Changes,
    message: string,
  ): Promise<CommitSha> {
    const tree = new Map<string, TreeFile>(this.get(base).tree);
    for (const [path, change] of changes) {
      if (change === null) tree.delete(path);
      else if (typeof change === "string") tree.set(path, this.store(new TextEncoder().encode(change)));
      else if (change instanceof Uint8Array) tree.set(path, this.store(change));
      else if (this.blobs.has(change.blob)) tree.set(path, { blob: change.blob, mode: "100644" });
      else throw new PedigreeError("REMOTE_REFUSED", "no such blob", { subject: change.blob });
    }
    return this.write(parents, tree, message, this.app, true);
  }

  async createBranch(name: string, commit: CommitSha): Promise<boolean> {
    if (this.refs.has(name)) return false;
    this.refs.set(name, this.get(commit).sha);
    return true;
  }

  async advance(commit: CommitSha): Promise<boolean> {
    if (!this.contains(commit, this.head(this.branch))) return false;
    this.refs.set(this.branch, commit);
    return true;
  }

  async deleteBranch(name: string): Promise<void> {
    this.refs.delete(name);
  }

  /** What somebody pushes with git: `null` removes a file, `mode` makes it something else than an ordinary one. */
  push(
    branch: string,
    files: Readonly<Record<string, string | null | { readonly text: string; readonly mode: string }>>,
    author: Account | null,
    message = "A change by hand",
  ): CommitSha {
    const head = this.head(branch);
    const tree = new Map<string, TreeFile>(this.get(head).tree);
    for (const [path, content] of Object.entries(files)) {
      if (content === null) tree.delete(path);
      else if (typeof content === "string") tree.set(path, this.store(new TextEncoder().encode(content)));
      else tree.set(path, { ...this.store(new TextEncoder().encode(content.text)), mode: content.mode });
    }
    const commit = this.write([head], tree, message, author);
    this.refs.set(branch, commit);
    return commit;
  }

  /** A merge of another commit into a branch, with the tree of the merged one laid over. */
  merge(branch: string, other: CommitSha, author: Account): CommitSha {
    const head = this.head(branch);
    const tree = new Map([...this.get(head).tree, ...this.get(other).tree]);
    const commit = this.write([head, other], tree, "Merge", author);
    this.refs.set(branch, commit);
    return commit;
  }

  head(branch: string): CommitSha {
    const commit = this.refs.get(branch);
    if (commit === undefined) throw new Error(`no branch ${branch}`);
    return commit;
  }

  get(commit: CommitSha): MemoryCommit {
    const found = this.commits.get(commit);
    if (found === undefined) throw new PedigreeError("REMOTE_REFUSED", "no such commit", { subject: commit });
    return found;
  }

  /** Whether `ancestor` is `commit` or reachable from it. */
  contains(commit: CommitSha, ancestor: CommitSha): boolean {
    return this.ancestry(commit).has(ancestor);
  }

  /** The commit and everything it can reach. */
  history(commit: CommitSha): readonly CommitSha[] {
    return [...this.ancestry(commit)];
  }

  /** Kept for the commit asked about last: every open pull request asks the same of the registry branch. */
  private ancestry(commit: CommitSha): ReadonlySet<CommitSha> {
    if (this.newestAncestry?.of === commit) return this.newestAncestry.commits;
    const seen = new Set<CommitSha>();
    const queue = [commit];
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      if (seen.has(next)) continue;
      seen.add(next);
      queue.push(...this.get(next).parents);
    }
    this.newestAncestry = { of: commit, commits: seen };
    return seen;
  }

  /** A file's text at a commit. */
  bytes(commit: CommitSha, path: string): Uint8Array | undefined {
    const file = this.get(commit).tree.get(path);
    return file === undefined ? undefined : this.blobs.get(file.blob);
  }

  text(commit: CommitSha, path: string): string | undefined {
    const file = this.get(commit).tree.get(path);
    return file === undefined ? undefined : new TextDecoder().decode(this.blobs.get(file.blob));
  }

  private store(bytes: Uint8Array): TreeFile {
    const blob = blobShaSchema.parse(
      createHash("sha1").update(`blob ${bytes.length}\0`).update(bytes).digest("hex"),
    );
    this.blobs.set(blob, bytes);
    return { blob, mode: "100644" };
  }

  private write(
    parents: readonly CommitSha[],
    tree: Tree,
    message: string,
    author: Account | null,
    signed = false,
  ): CommitSha {
    const commit = { tree, parents, message, author, signed, number: this.commits.size };
    const root = treeObjects(tree).at(-1)?.id ?? "";
    const sha = commitShaSchema.parse(commitObject(commit, root).id);
    this.commits.set(sha, { ...commit, sha });
    return sha;
  }
}
