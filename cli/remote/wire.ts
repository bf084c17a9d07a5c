import { readOrigin } from "../../adapters/git/origin-repository.ts";
import { createSettingsMemory, GitHubBranchSettings } from "../../adapters/github/branch-settings.ts";
import { openInspection } from "../../adapters/github/inspection.ts";
import { openRegistry } from "../../adapters/github/open-registry.ts";
import { createReadingClient } from "../../adapters/github/reading-client.ts";
import { TokenAccess } from "../../adapters/github/token-access.ts";
import { GitHubTrainingRuns } from "../../adapters/github/training-runs.ts";
import { documents } from "../../adapters/importers/documents.ts";
import { curveFiles } from "../../adapters/parquet/curves-parquet.ts";
import { createRenderer } from "../../adapters/render/renderer.ts";
import { attestationVerifier } from "../../adapters/sigstore/attestation-verifier.ts";
import { PedigreeError } from "../../core/errors.ts";
import { repositoryNameSchema } from "../../core/names.ts";
import type { Inspection } from "../../core/ports/inspection.ts";
import { serverUrlOf } from "../../core/server-url.ts";
import type { RegistryPorts } from "../../usecases/ports.ts";
import type { RemoteRegistry } from "../command.ts";

type Environment = Readonly<Record<string, string | undefined>>;

const GITHUB_API = "https://api.github.com";
/** GitHub's own App, whose tokens workflows get. */
const ACTIONS_SLUG = "github-actions";
const CREDENTIAL = "GITHUB_TOKEN: it is wrong, has expired or was revoked";

/** A registry on GitHub from outside, for `doctor`. */
export async function inspectRegistry(
  environment: Environment,
  { repository, branch, app: slug }: RemoteRegistry,
): Promise<Inspection> {
  const { apiUrl, token } = readPlace(environment);
  const app = readApp(environment);
  return openInspection({ fullName: readName(repository), branch, slug, apiUrl, token, app });
}

/** Everything that judging a request takes, read by a person's token through a client that refuses to write. */
export async function lookIntoRegistry(
  environment: Environment,
  { repository, branch: asked, app: slug }: RemoteRegistry,
): Promise<RegistryPorts> {
  const { apiUrl, serverUrl, token } = readPlace(environment);
  const access = new TokenAccess(createReadingClient({ apiUrl, token }), {
    credential: CREDENTIAL,
    remedy: "use a token of somebody who may read it",
  });
  const found = await access.require(readName(repository));
  const app = await access.app(slug, Number(environment.APP_ID) || undefined);
  const branch = asked ?? found.defaultBranch;
  const isDefault = branch === found.defaultBranch;
  const place = { fullName: found.fullName, branch, isDefault, appId: app.id, asApp: false };
  const registry = openRegistry(found, {
    branch,
    appId: app.id,
    bot: app.bot,
    buttons: false,
    keeper: slug === ACTIONS_SLUG ? "workflow" : "app",
    serverUrl,
    access,
    settings: new GitHubBranchSettings(found.api, place, createSettingsMemory()),
  });
  return {
    ...registry,
    runs: new GitHubTrainingRuns(access, { download: { apiUrl } }),
    attestations: attestationVerifier,
    documents,
    curves: curveFiles,
    renderer: createRenderer({ server: serverUrl }),
  };
}

/** The repository on the server that is asked of which a clone was made; undefined where its remote does not tell. */
export function originOf(environment: Environment, folder: string): Promise<string | undefined> {
  return readOrigin(folder, serverOf(environment));
}

function readPlace(environment: Environment) {
  const { GITHUB_API_URL: apiUrl = GITHUB_API } = environment;
  return { apiUrl, serverUrl: serverOf(environment), token: readToken(environment) };
}

function serverOf({ GITHUB_SERVER_URL: server, GITHUB_API_URL: apiUrl = GITHUB_API }: Environment): string {
  return server ?? serverUrlOf(apiUrl);
}

function readName(repository: string): string {
  if (repositoryNameSchema.safeParse(repository).success) return repository;
  throw new PedigreeError("INPUT_INVALID", "not a repository", {
    subject: "the registry",
    expected: "owner/name",
    found: JSON.stringify(repository.slice(0, 60)),
  });
}

/** Tokens come by the environment: what is typed stands in the shell's history and in the list of processes. */
function readToken({ GITHUB_TOKEN: token }: Environment): string {
  if (token !== undefined && token !== "") return token;
  throw new PedigreeError("INPUT_INVALID", "there is no token", {
    subject: "GITHUB_TOKEN",
    expected: "a token of somebody who may read the registry; an administrator's sees the most",
    found: "nothing",
  });
}

function readApp({ APP_ID: id, PRIVATE_KEY: key }: Environment) {
  if (id === undefined || key === undefined) return undefined;
  return { id: Number(id), privateKey: key.replaceAll("\\n", "\n") };
}
