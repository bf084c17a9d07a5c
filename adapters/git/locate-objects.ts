import { PedigreeError } from "../../core/errors.ts";
import { type CommitSha, commitShaSchema } from "../../core/names.ts";
import type { ObjectFault } from "../../core/ports/registry-objects.ts";
import type { ObjectAnswer, ObjectReader } from "./object-reader.ts";

type ObjectName = NonNullable<ObjectFault["object"]>;

/** An object of the registry by a place where it is. */
export interface LocatedObject {
  readonly object: ObjectName;
  readonly commit: CommitSha;
  readonly path: string | null;
}

export interface Wanted {
  /** Ids to find. */
  readonly ids: ReadonlySet<string>;
  /** Those of them that must not be read, since they cannot be. */
  readonly lost: ReadonlySet<string>;
}

interface Commit {
  readonly id: CommitSha;
  readonly tree: string;
  readonly parents: readonly CommitSha[];
}

/**
 * Finds where objects are in what the tip reaches, as far as it can be walked around those that are lost. What is not
 * among the wanted and cannot be read all the same is given with them. Ids that are nowhere belong to something else.
 */
export async function locateObjects(
  reader: ObjectReader,
  tip: CommitSha,
  wanted: Wanted,
): Promise<readonly LocatedObject[]> {
  return new Search(reader, wanted).from(tip);
}

class Search {
  readonly #reader: ObjectReader;
  readonly #lost: ReadonlySet<string>;
  /** What is still to be found. */
  readonly #open: Set<string>;
  readonly #found = new Map<string, LocatedObject>();
  readonly #trees = new Set<string>();

  constructor(reader: ObjectReader, { ids, lost }: Wanted) {
    this.#reader = reader;
    this.#open = new Set(ids);
    this.#lost = lost;
  }

  async from(tip: CommitSha): Promise<readonly LocatedObject[]> {
    const commits = await this.#commits(tip);
    for (const { id, tree } of inOrder(commits, tip)) {
      if (this.#open.size === 0) break;
      await this.#visit(tree, id, "");
    }
    return [...this.#found.values()];
  }

  async #commits(tip: CommitSha): Promise<ReadonlyMap<CommitSha, Commit>> {
    const commits = new Map<CommitSha, Commit>();
    const waiting = [tip];
    for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
      if (commits.has(id) || this.#found.has(id)) continue;
      const content = await this.#read({ object: { type: "commit", id }, commit: id, path: null });
      const commit = content === undefined ? undefined : commitOf(id, content);
      if (commit === undefined) continue;
      commits.set(id, commit);
      waiting.push(...commit.parents);
    }
    return commits;
  }

  async #visit(id: string, commit: CommitSha, path: string): Promise<void> {
    if (this.#trees.has(id)) return;
    this.#trees.add(id);
    const object = { type: "tree", id } as const;
    const content = await this.#read({ object, commit, path: path === "" ? null : path });
    for (const entry of content === undefined ? [] : entriesOf(content)) {
      const place = path === "" ? entry.name : `${path}/${entry.name}`;
      if (entry.type === "tree") await this.#visit(entry.id, commit, place);
      else if (this.#open.has(entry.id)) {
        this.#note({ object: { type: "blob", id: entry.id }, commit, path: place });
      }
    }
  }

  async #read(located: LocatedObject): Promise<Buffer | undefined> {
    const { id, type } = located.object;
    if (this.#open.has(id)) this.#note(located);
    if (this.#lost.has(id)) return undefined;
    const answer = await this.#ask(id);
    if (answer?.kind === "object" && answer.type === type) return answer.content;
    this.#note(located);
    return undefined;
  }

  /** In a damaged pack git may end over a single object; it is started again for the next one. */
  async #ask(id: string): Promise<ObjectAnswer | undefined> {
    try {
      return await this.#reader.ask(id);
    } catch (error) {
      if (error instanceof PedigreeError && error.family === "user") return undefined;
      throw error;
    }
  }

  #note(located: LocatedObject): void {
    this.#open.delete(located.object.id);
    this.#found.set(located.object.id, located);
  }
}

/** The branch itself from its first commit, then what was merged into it. */
function inOrder(commits: ReadonlyMap<CommitSha, Commit>, tip: CommitSha): readonly Commit[] {
  const branch = new Set<Commit>();
  for (let at = commits.get(tip); at !== undefined; ) {
    branch.add(at);
    const [parent] = at.parents;
    at = parent === undefined ? undefined : commits.get(parent);
  }
  const others = [...commits.values()].filter((commit) => !branch.has(commit));
  return [...[...branch].reverse(), ...others.reverse()];
}

function commitOf(id: CommitSha, content: Buffer): Commit | undefined {
  const [header = ""] = content.toString("utf8").split("\n\n", 1);
  const tree = /^tree ([0-9a-f]{40})$/m.exec(header)?.[1];
  if (tree === undefined) return undefined;
  const parents = [...header.matchAll(/^parent ([0-9a-f]{40})$/gm)].map((match) => match[1]);
  return { id, tree, parents: parents.map((parent) => commitShaSchema.parse(parent)) };
}

interface TreeEntry {
  readonly type: "tree" | "blob";
  readonly name: string;
  readonly id: string;
}

/** `MODE NAME\0` and the twenty bytes of an id, one after the other. A submodule's commit lies elsewhere. */
function* entriesOf(content: Buffer): Generator<TreeEntry> {
  for (let at = 0; at < content.length; ) {
    const space = content.indexOf(32, at);
    const end = content.indexOf(0, space);
    if (space < 0 || end < 0) return;
    const mode = content.toString("latin1", at, space);
    const name = content.toString("utf8", space + 1, end);
    at = end + 21;
    const id = content.toString("hex", end + 1, at);
    if (mode !== "160000") yield { type: /^0?40000$/.test(mode) ? "tree" : "blob", name, id };
  }
}
