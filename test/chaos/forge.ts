import type { GitRepository, Signature } from "../../sandbox/git/repository.ts";
import type { Repository } from "../../sandbox/state/entities.ts";
import { noreplyEmail } from "../../sandbox/state/find.ts";
import type { People } from "./act.ts";

const MAIN = "refs/heads/main";
const STAGES = "models/churn/stages.json";

/**
 * Mallory pushes to the registry branch, as GitHub allows whoever writes where no ruleset stands: other stages, or a
 * landing made by hand with the App as its author, or just another README.
 */
export async function forge(
  { sandbox }: People,
  registry: Repository,
  what: "stages" | "event" | "readme",
): Promise<void> {
  const { world } = sandbox;
  const git = world.git(registry);
  const tip = await git.ref(MAIN);
  const commit = tip === null ? null : await git.commit(tip);
  if (tip === null || commit === null) return;
  const files = await filesOf(git, commit.tree, what);
  const changes = new Map();
  for (const [path, text] of files) {
    changes.set(path, { mode: "100644", type: "blob", sha: await git.writeBlob(Buffer.from(text)) });
  }
  const mallory = sandbox.createUser("mallory");
  const bot = world.state.users.find(({ login }) => login === "pedigree[bot]") ?? mallory;
  const name = what === "event" ? bot : mallory;
  const author: Signature = { name: name.login, email: noreplyEmail(name), date: world.now() };
  const made = await git.writeCommit({
    tree: await git.writeTree(commit.tree, changes),
    parents: [tip],
    message: what === "event" ? "churn 1 → production\n" : "Put it right\n",
    author,
    committer: author,
  });
  // Somebody may have been faster; then the push is refused.
  await world
    .moveRef({ repository: registry, ref: MAIN, expected: tip, to: made, actorId: mallory.id })
    .catch(() => undefined);
}

async function filesOf(git: GitRepository, tree: string, what: string): Promise<ReadonlyMap<string, string>> {
  if (what === "readme") return new Map([["README.md", `# registry, ${tree}\n`]]);
  const stages = await readJson(git, tree, STAGES);
  if (stages === undefined) return new Map();
  const sequence = Number(stages.sequence) + 1;
  const forged = { ...stages, holders: { ...Object(stages.holders), production: [1] } };
  if (what === "stages") return new Map([[STAGES, JSON.stringify(forged)]]);
  const last = `models/churn/log/${String(sequence - 1).padStart(6, "0")}-moved.json`;
  const event = (await readJson(git, tree, last)) ?? {};
  const path = `models/churn/log/${String(sequence).padStart(6, "0")}-moved.json`;
  return new Map([
    [STAGES, JSON.stringify({ ...forged, sequence })],
    [path, JSON.stringify({ ...event, sequence, version: 1, to: "production" })],
  ]);
}

/** A JSON object in a tree; undefined where there is none. */
export async function readJson(
  git: GitRepository,
  tree: string,
  path: string,
): Promise<Record<string, unknown> | undefined> {
  const entry = await git.entry(tree, path);
  const object = entry === null ? null : await git.object(entry.sha);
  if (object === null || object.type !== "blob") return undefined;
  const value: unknown = JSON.parse(Buffer.from(object.bytes).toString("utf8"));
  return typeof value === "object" && value !== null ? { ...value } : undefined;
}
