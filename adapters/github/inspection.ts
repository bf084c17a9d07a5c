import { createAppAuth } from "@octokit/auth-app";
import { Octokit } from "@octokit/rest";
import { PedigreeError } from "../../core/errors.ts";
import type { Account } from "../../core/people.ts";
import type { Known } from "../../core/policy/known.ts";
import type { BranchSettings } from "../../core/ports/branch-settings.ts";
import type { SentDeliveries } from "../../core/ports/delivery-log.ts";
import type { AppInstallation, Inspection } from "../../core/ports/inspection.ts";
import { toAccount } from "./accounts.ts";
import { GitHubApi, ownerAndRepo } from "./api.ts";
import { GitHubBranchSettings } from "./branch-settings.ts";
import { GitHubDeliveryLog } from "./delivery-log.ts";
import { statusOf } from "./errors.ts";
import { createReadingClient } from "./reading-client.ts";

export interface InspectionOptions {
  readonly fullName: string;
  /** The registry branch, where it is not the default branch. */
  readonly branch: string | undefined;
  /** The App's name in its address, github.com/apps/SLUG: used where its id is not given. */
  readonly slug: string;
  readonly apiUrl: string;
  readonly token: string;
  /** The App's own key, without which nobody sees its installation or its webhooks. */
  readonly app: { readonly id: number; readonly privateKey: string } | undefined;
}

/** A team that is larger is large enough for every count that a policy may ask for. */
const MAX_MEMBERS = 3_000;
const NO_KEY = "it is shown to the App alone; give APP_ID and PRIVATE_KEY";

/** Raises REMOTE_REFUSED when the token may not see the repository, INPUT_INVALID when it has no such branch. */
export async function openInspection(options: InspectionOptions): Promise<Inspection> {
  const { fullName, apiUrl: baseUrl, token, app, slug } = options;
  const silence = () => {};
  const log = { debug: silence, info: silence, warn: silence, error: silence };
  const credential = "GITHUB_TOKEN: it is wrong, has expired or was revoked";
  const api = new GitHubApi(createReadingClient({ apiUrl: baseUrl, token }), { credential });
  const auth = app && { appId: app.id, privateKey: app.privateKey };
  const own = auth && new GitHubApi(new Octokit({ baseUrl, log, authStrategy: createAppAuth, auth }));
  const at = ownerAndRepo(fullName);
  const repository = await api.read(`repository ${fullName}`, (rest) => rest.repos.get(at));
  const branch = options.branch ?? repository.default_branch;
  if (options.branch !== undefined) await requireBranch(api, fullName, options.branch);
  return {
    fullName,
    branch,
    text: (path) => readText(api, { fullName, branch, path }),
    teamIsVisible: (team) => isVisible(api, team),
    members: (team) => readMembers(api, team),
    account: (login) => readAccount(api, login),
    isInstalledOn: async (name) => (own === undefined ? unseen() : isInstalledOn(own, name)),
    hasEnvironment: (name, environment) => hasEnvironment(api, name, environment),
    async settings(): Promise<Known<BranchSettings>> {
      const appId = app?.id ?? (await appIdOf(api, slug));
      if (appId === undefined) return { known: false, reason: `there is no App ${slug} to be seen` };
      const place = {
        fullName,
        branch,
        isDefault: branch === repository.default_branch,
        appId,
        asApp: false,
      };
      return { known: true, value: new GitHubBranchSettings(api, place) };
    },
    installation: async () => (own === undefined ? unseen() : readInstallation(own, fullName)),
    async deliveries(): Promise<Known<SentDeliveries>> {
      return own === undefined ? unseen() : { known: true, value: await new GitHubDeliveryLog(own).recent() };
    },
  };
}

/** Without it everything that is looked for on the branch would seem to be missing there. */
async function requireBranch(api: GitHubApi, fullName: string, branch: string): Promise<void> {
  const ref = { ...ownerAndRepo(fullName), ref: `heads/${branch}` };
  const found = await orUndefined(
    api.read(`branch ${branch} of ${fullName}`, (rest) => rest.git.getRef(ref)),
  );
  if (found !== undefined) return;
  throw new PedigreeError("INPUT_INVALID", "the branch does not exist, or this token may not read it", {
    subject: fullName,
    expected: "a branch of the repository, or no --branch for its default branch",
    found: branch,
  });
}

function unseen(): { readonly known: false; readonly reason: string } {
  return { known: false, reason: NO_KEY };
}

const GONE = [404];
/** A token that may not read an organisation's members is told so. */
const GONE_OR_HIDDEN = [403, 404];

/** Undefined for what GitHub answers with such a status: it is not there, or may not be seen. */
async function orUndefined<T>(
  read: Promise<T>,
  statuses: readonly (number | undefined)[] = GONE,
): Promise<T | undefined> {
  try {
    return await read;
  } catch (error) {
    if (statuses.includes(statusOf(error))) return undefined;
    throw error;
  }
}

interface FilePlace {
  readonly fullName: string;
  readonly branch: string;
  readonly path: string;
}

async function readText(api: GitHubApi, { fullName, branch, path }: FilePlace): Promise<string | undefined> {
  const dto = await orUndefined(
    api.read(`${path} of ${fullName}`, (rest) =>
      rest.repos.getContent({ ...ownerAndRepo(fullName), path, ref: branch }),
    ),
  );
  if (dto === undefined) return undefined;
  if (Array.isArray(dto) || dto.type !== "file" || !("content" in dto)) {
    throw new PedigreeError("FILE_UNREADABLE", "not an ordinary file", { subject: path });
  }
  return Buffer.from(dto.content, "base64").toString("utf8");
}

async function isVisible(api: GitHubApi, team: string): Promise<boolean> {
  const [org = "", slug = ""] = team.split("/");
  const found = await orUndefined(
    api.read(`team ${team}`, (rest) => rest.teams.getByName({ org, team_slug: slug })),
    GONE_OR_HIDDEN,
  );
  return found !== undefined;
}

async function readMembers(api: GitHubApi, team: string): Promise<Known<readonly Account[]>> {
  const [org = "", slug = ""] = team.split("/");
  const listing = await orUndefined(
    api.list(`members of ${team}`, MAX_MEMBERS, (rest, page) =>
      rest.teams.listMembersInOrg({ org, team_slug: slug, ...page }),
    ),
    GONE_OR_HIDDEN,
  );
  if (listing === undefined) return { known: false, reason: `the members of ${team} cannot be seen` };
  if (listing.complete) return { known: true, value: listing.items.map(toAccount) };
  return { known: false, reason: `${team} has more than ${MAX_MEMBERS} members` };
}

async function readAccount(api: GitHubApi, login: string): Promise<Known<Account | undefined>> {
  const dto = await orUndefined(
    api.read(`account ${login}`, (rest) => rest.users.getByUsername({ username: login })),
  );
  return { known: true, value: dto === undefined ? undefined : toAccount(dto) };
}

async function hasEnvironment(api: GitHubApi, fullName: string, name: string): Promise<Known<boolean>> {
  try {
    const place = { ...ownerAndRepo(fullName), environment_name: name };
    const found = await orUndefined(
      api.read(`environment ${name} of ${fullName}`, (rest) => rest.repos.getEnvironment(place)),
    );
    return { known: true, value: found !== undefined };
  } catch (error) {
    if (statusOf(error) !== 403) throw error;
    return { known: false, reason: "this token may not read it" };
  }
}

async function isInstalledOn(own: GitHubApi, fullName: string): Promise<Known<boolean>> {
  const installation = await readInstallation(own, fullName);
  return installation.known ? { known: true, value: installation.value?.suspended === false } : installation;
}

async function appIdOf(api: GitHubApi, slug: string): Promise<number | undefined> {
  const dto = await orUndefined(api.read(`App ${slug}`, (rest) => rest.apps.getBySlug({ app_slug: slug })));
  return dto?.id;
}

async function readInstallation(
  own: GitHubApi,
  fullName: string,
): Promise<Known<AppInstallation | undefined>> {
  const dto = await orUndefined(
    own.read(`installation on ${fullName}`, (rest) => rest.apps.getRepoInstallation(ownerAndRepo(fullName))),
  );
  if (dto === undefined) return { known: true, value: undefined };
  const permissions = Object.entries(dto.permissions).map(([name, level]) => [name, String(level)] as const);
  const value = {
    permissions: Object.fromEntries(permissions),
    events: dto.events,
    suspended: dto.suspended_at !== null,
  };
  return { known: true, value };
}
