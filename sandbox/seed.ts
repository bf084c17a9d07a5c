import { randomBytes } from "node:crypto";
import { initRepository } from "./git/bare-repository.ts";
import { gitFolder, type LiveWorld } from "./live-world.ts";
import { serializeInstallation } from "./serialize/app.ts";
import type {
  App,
  Installation,
  Permissions,
  Repository,
  Role,
  State,
  Team,
  User,
} from "./state/entities.ts";
import { appById, findRepository, findUser, fullName, noreplyEmail } from "./state/find.ts";

/** The App whose installation tokens are the `GITHUB_TOKEN` of workflow jobs; id and names are GitHub's own. */
const ACTIONS_APP = { id: 15368, slug: "github-actions", botId: 41898282 } as const;

export interface NewApp {
  readonly slug: string;
  readonly name: string;
  /** Login of the account that owns the App. */
  readonly owner: string;
  /** PEM of the public half of the App's key. */
  readonly publicKey: string;
  readonly permissions: Permissions;
  readonly events: readonly string[];
  readonly webhook: { readonly url: string; readonly secret: string } | null;
}

export interface NewRepository {
  readonly private?: boolean;
  /** Path → content of the first commit; without it a README alone. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  readonly defaultBranch?: string;
}

/** Puts accounts, repositories and Apps into a world. Making what is there already returns it as it is. */
export interface Seeding {
  createUser(login: string): User;
  createOrganization(login: string): User;
  /** A team with active members. */
  createTeam(organization: string, slug: string, logins: readonly string[]): Team;
  createRepository(owner: string, name: string, options?: NewRepository): Promise<Repository>;
  createApp(app: NewApp): App;
  /** Installs an App on an account, or on some of its repositories, and tells the App. */
  install(appId: number, account: string, repositories?: readonly string[]): Installation;
  /** A personal access token: it acts with its user's roles. */
  createUserToken(login: string): string;
  /** A `GITHUB_TOKEN`: the Actions App on one repository with exactly these permissions. */
  createActionsToken(repository: Repository, permissions: Permissions): string;
  /** Grants a role to a login, or to a team written `organization/slug`. */
  setRole(repository: Repository, grantee: string, role: Role): void;
}

export function createSeeding(world: LiveWorld): Seeding {
  ensureActionsApp(world);
  return {
    createUser: (login) => ensureUser(world, login, "User"),
    createOrganization: (login) => ensureUser(world, login, "Organization"),
    createTeam: (organization, slug, logins) => createTeam(world, { organization, slug, logins }),
    createRepository: (owner, name, options = {}) => createRepository(world, { owner, name, options }),
    createApp: (app) => createApp(world, app),
    install: (appId, account, repositories) => install(world, { appId, account, repositories }),
    createUserToken(login) {
      const token = secret("ghp");
      world.state.tokens[token] = { kind: "user", userId: requireUser(world.state, login).id };
      world.save();
      return token;
    },
    createActionsToken: (repository, permissions) => createActionsToken(world, repository, permissions),
    setRole: (repository, grantee, role) => setRole(world, { repository, grantee, role }),
  };
}

function ensureUser(world: LiveWorld, login: string, type: User["type"]): User {
  const existing = findUser(world.state, login);
  if (existing !== undefined) return existing;
  const user: User = { id: world.nextId(), login, type };
  world.state.users.push(user);
  world.save();
  return user;
}

function createTeam(
  world: LiveWorld,
  { organization, slug, logins }: { organization: string; slug: string; logins: readonly string[] },
): Team {
  const existing = findTeam(world.state, organization, slug);
  if (existing !== undefined) return existing;
  const members = logins.map((login) => ({
    userId: requireUser(world.state, login).id,
    state: "active" as const,
  }));
  const team: Team = { id: world.nextId(), organization, slug, members };
  world.state.teams.push(team);
  world.save();
  return team;
}

async function createRepository(
  world: LiveWorld,
  { owner, name, options }: { owner: string; name: string; options: NewRepository },
): Promise<Repository> {
  const existing = findRepository(world.state, owner, name);
  if (existing !== undefined) return existing;
  const ownerUser = requireUser(world.state, owner);
  const repository: Repository = {
    id: world.nextId(),
    ownerId: ownerUser.id,
    name,
    private: options.private ?? false,
    defaultBranch: options.defaultBranch ?? "main",
    createdAt: world.now(),
    pushedAt: world.now(),
    lastNumber: 0,
    collaborators: {},
    teams: {},
  };
  await initRepository(gitFolder(world, repository), repository.defaultBranch);
  await commitFirstFiles(world, { repository, owner: ownerUser, files: options.files });
  world.state.repositories.push(repository);
  world.save();
  return repository;
}

async function commitFirstFiles(
  world: LiveWorld,
  { repository, owner, files }: { repository: Repository; owner: User; files: NewRepository["files"] },
): Promise<void> {
  const git = world.git(repository);
  const changes = new Map();
  for (const [path, content] of Object.entries(files ?? { "README.md": `# ${repository.name}\n` })) {
    const sha = await git.writeBlob(typeof content === "string" ? Buffer.from(content) : content);
    changes.set(path, { mode: "100644", type: "blob", sha });
  }
  const author = { name: owner.login, email: noreplyEmail(owner), date: world.now() };
  const tree = await git.writeTree(null, changes);
  const commit = await git.writeCommit({
    tree,
    parents: [],
    message: "Initial commit",
    author,
    committer: author,
  });
  await git.updateRef(`refs/heads/${repository.defaultBranch}`, { expected: null, to: commit });
}

function createApp(world: LiveWorld, { owner, ...app }: NewApp): App {
  const existing = world.state.apps.find(({ slug }) => slug === app.slug);
  if (existing !== undefined) return existing;
  const bot = ensureUser(world, `${app.slug}[bot]`, "Bot");
  const created: App = {
    ...app,
    id: world.nextId(),
    ownerId: requireUser(world.state, owner).id,
    botId: bot.id,
  };
  world.state.apps.push(created);
  world.save();
  return created;
}

function install(
  world: LiveWorld,
  {
    appId,
    account,
    repositories,
  }: { appId: number; account: string; repositories: readonly string[] | undefined },
): Installation {
  const app = appById(world.state, appId);
  const accountUser = requireUser(world.state, account);
  const existing = world.state.installations.find(
    (candidate) => candidate.appId === appId && candidate.accountId === accountUser.id,
  );
  if (existing !== undefined) return existing;
  const covered = repositories?.map((name) => requireRepository(world.state, account, name));
  const installation: Installation = {
    id: world.nextId(),
    appId,
    accountId: accountUser.id,
    permissions: app.permissions,
    repositoryIds: covered?.map(({ id }) => id) ?? null,
  };
  world.state.installations.push(installation);
  world.save();
  announceInstallation(world, installation);
  return installation;
}

function announceInstallation(world: LiveWorld, installation: Installation): void {
  const { repositoryIds, accountId } = installation;
  const repositories = world.state.repositories.filter(
    ({ id, ownerId }) => ownerId === accountId && (repositoryIds === null || repositoryIds.includes(id)),
  );
  const app = appById(world.state, installation.appId);
  world.webhooks.emitTo(installation, {
    event: "installation",
    action: "created",
    senderId: app.ownerId,
    payload: {
      installation: serializeInstallation(world, installation),
      repositories: repositories.map((repository) => ({
        id: repository.id,
        node_id: `R_${repository.id}`,
        name: repository.name,
        full_name: fullName(world.state, repository),
        private: repository.private,
      })),
      requester: null,
    },
  });
}

function createActionsToken(world: LiveWorld, repository: Repository, permissions: Permissions): string {
  const existing = world.state.installations.find(
    ({ appId, accountId }) => appId === ACTIONS_APP.id && accountId === repository.ownerId,
  );
  const installation: Installation = existing ?? {
    id: world.nextId(),
    appId: ACTIONS_APP.id,
    accountId: repository.ownerId,
    permissions: appById(world.state, ACTIONS_APP.id).permissions,
    repositoryIds: null,
  };
  if (existing === undefined) world.state.installations.push(installation);
  const token = secret("ghs");
  world.state.tokens[token] = {
    kind: "installation",
    installationId: installation.id,
    appId: ACTIONS_APP.id,
    actorId: ACTIONS_APP.botId,
    permissions: { metadata: "read", ...permissions },
    repositoryIds: [repository.id],
    // A job's token lasts as long as the job may: a day.
    expiresAt: new Date(Date.parse(world.now()) + 24 * 3_600_000).toISOString().replace(/\.\d+Z$/, "Z"),
  };
  world.save();
  return token;
}

/** GitHub's own Apps: they hold no key here, for nobody can sign as them. */
function ensureActionsApp(world: LiveWorld): void {
  if (world.state.apps.some(({ id }) => id === ACTIONS_APP.id)) return;
  const github: User = { id: 9919, login: "github", type: "Organization" };
  const bot: User = { id: ACTIONS_APP.botId, login: `${ACTIONS_APP.slug}[bot]`, type: "Bot" };
  world.state.users.push(github, bot);
  const names = [
    "actions",
    "attestations",
    "checks",
    "contents",
    "deployments",
    "issues",
    "pull_requests",
    "statuses",
  ];
  world.state.apps.push({
    id: ACTIONS_APP.id,
    slug: ACTIONS_APP.slug,
    name: "GitHub Actions",
    ownerId: github.id,
    botId: bot.id,
    publicKey: "",
    permissions: Object.fromEntries(names.map((name) => [name, "write"])),
    events: [],
    webhook: null,
  });
  world.save();
}

function setRole(
  world: LiveWorld,
  { repository, grantee, role }: { repository: Repository; grantee: string; role: Role },
): void {
  const [organization = "", slug] = grantee.split("/");
  if (slug === undefined) {
    repository.collaborators[requireUser(world.state, grantee).id] = role;
  } else {
    const team = findTeam(world.state, organization, slug);
    if (team === undefined) throw new Error(`there is no team ${grantee}`);
    repository.teams[team.id] = role;
  }
  world.save();
}

function findTeam(state: State, organization: string, slug: string): Team | undefined {
  return state.teams.find((team) => team.organization === organization && team.slug === slug);
}

function requireUser(state: State, login: string): User {
  const user = findUser(state, login);
  if (user === undefined) throw new Error(`there is no account ${login}`);
  return user;
}

function requireRepository(state: State, owner: string, name: string): Repository {
  const repository = findRepository(state, owner, name);
  if (repository === undefined) throw new Error(`there is no repository ${owner}/${name}`);
  return repository;
}

function secret(prefix: string): string {
  return `${prefix}_${randomBytes(27).toString("hex").slice(0, 36)}`;
}
