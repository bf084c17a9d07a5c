import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import type { TreeChange } from "../../../sandbox/git/repository.ts";
import type { Pull, Repository } from "../../../sandbox/state/entities.ts";
import { findRepository } from "../../../sandbox/state/find.ts";
import { OWNER_AND_REPO, startWorld, type TestWorld } from "./world.ts";

/** A webhook as the App received it. */
export interface Received {
  /** `event.action`, or the event alone when it has no action. */
  readonly name: string;
  readonly body: unknown;
  /** What stands at a path such as `pull_request.merged`, undefined when there is nothing. */
  readonly at: (path: string) => unknown;
}

export interface PullWorld extends TestWorld {
  readonly repository: Repository;
  /** Webhooks since the last call, in the order in which they arrived, once all were delivered. */
  webhooks(...names: readonly string[]): Promise<readonly Received[]>;
  /** A commit on a branch (made from `main` when new) that writes files (`null` removes) as `login`. */
  commit(branch: string, files: Record<string, string | null>, login?: string): Promise<string>;
  /** A branch with one file of its own, and a pull request of it into main by `login`. */
  open(branch: string, login?: string): Promise<Pull>;
}

const EVENTS = [
  "pull_request",
  "pull_request_review",
  "issue_comment",
  "label",
  "check_run",
  "status",
  "deployment",
  "deployment_status",
  "push",
];
const PERMISSIONS = {
  metadata: "read",
  contents: "write",
  pull_requests: "write",
  issues: "write",
  checks: "write",
  statuses: "write",
  deployments: "write",
} as const;

/** A world whose App listens to everything that pull requests tell, with GitHub's schema judging all of it. */
export async function startPulls(): Promise<PullWorld> {
  const listener = await listen();
  const world = await startWorld({
    events: EVENTS,
    permissions: PERMISSIONS,
    webhook: { url: listener.url, secret: "a secret that is long enough" },
  });
  const { sandbox } = world;
  const repository = findRepository(sandbox.world.state, "acme", "registry");
  if (repository === undefined) throw new Error("the world has no repository");
  // The App is told that it was installed; no test of pull requests asks about that.
  await sandbox.world.idle();
  listener.take();
  const pulls: PullWorld = {
    ...world,
    repository,
    async webhooks(...names) {
      await sandbox.world.idle();
      return listener.take().filter(({ name }) => names.length === 0 || names.includes(name));
    },
    commit: (branch, files, login = "bob") => commitFiles(pulls, { repository, branch, files, login }),
    async open(branch, login = "bob") {
      await pulls.commit(branch, { [`${branch}.txt`]: `${branch}\n` }, login);
      const { data } = await pulls
        .as(login)
        .rest.pulls.create({ ...OWNER_AND_REPO, title: branch, head: branch, base: "main" });
      const pull = sandbox.world.state.pulls.find(({ id }) => id === data.id);
      if (pull === undefined) throw new Error("the pull request is not in the state");
      return pull;
    },
    async end() {
      await world.end();
      listener.close();
    },
  };
  return pulls;
}

/** Writes a commit as a push would bring it, and moves the branch. */
export async function commitFiles(
  world: Pick<TestWorld, "sandbox">,
  wanted: { repository: Repository; branch: string; files: Record<string, string | null>; login: string },
): Promise<string> {
  const { repository, branch, files, login } = wanted;
  const author = world.sandbox.createUser(login);
  const git = world.sandbox.world.git(repository);
  const expected = await git.ref(`refs/heads/${branch}`);
  const parent = expected ?? (await git.ref("refs/heads/main"));
  const base = parent === null ? null : await git.commit(parent);
  const changes = new Map<string, TreeChange | null>();
  for (const [path, text] of Object.entries(files)) {
    const sha = text === null ? null : await git.writeBlob(Buffer.from(text));
    changes.set(path, sha === null ? null : { mode: "100644", type: "blob", sha });
  }
  const who = {
    name: login,
    email: `${author.id}+${login}@users.noreply.github.com`,
    date: "2026-02-01T10:00:00Z",
  };
  const to = await git.writeCommit({
    tree: await git.writeTree(base?.tree ?? null, changes),
    parents: parent === null ? [] : [parent],
    message: `change ${Object.keys(files).join(", ")}`,
    author: who,
    committer: who,
  });
  await world.sandbox.world.moveRef({
    repository,
    ref: `refs/heads/${branch}`,
    expected,
    to,
    actorId: author.id,
  });
  return to;
}

async function listen() {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    const event = String(request.headers["x-github-event"]);
    void json(request).then((body) => {
      received.push(receive(event, body));
      response.writeHead(202).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    take: () => received.splice(0),
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

function receive(event: string, body: unknown): Received {
  const at = (path: string) => path.split(".").reduce<unknown>(property, body);
  const action = at("action");
  return { name: typeof action === "string" ? `${event}.${action}` : event, body, at };
}

function property(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}
