import { PedigreeError } from "../../core/errors.ts";

/** The inputs of `govern/action.yml`, and where the job runs. */
export interface GovernInputs {
  readonly token: string;
  /** The App that the token belongs to: its number and its name in addresses. */
  readonly appId: number;
  readonly appSlug: string;
  /** The registry branch; null for the default branch. */
  readonly branch: string | null;
  readonly repository: string;
  readonly apiUrl: string;
  readonly serverUrl: string;
}

/** GitHub's own number for the App whose tokens workflows get. */
const ACTIONS_APP_ID = 15368;

/** Reads inputs by name, as `core.getInput` does, and GitHub's default variables. Raises INPUT_INVALID. */
export function readGovernInputs(get: (name: string) => string, env: NodeJS.ProcessEnv): GovernInputs {
  const text = (name: string) => get(name).trim();
  const appId = Number(text("app-id") || ACTIONS_APP_ID);
  if (!Number.isSafeInteger(appId) || appId < 1) throw invalid("app-id", "the App's number", text("app-id"));
  const appSlug = text("app-slug") || "github-actions";
  if (!/^[a-z0-9-]{1,100}$/.test(appSlug)) {
    throw invalid("app-slug", "the App's name as in its address, e.g. acme-registry", appSlug);
  }
  if ((appId === ACTIONS_APP_ID) !== (appSlug === "github-actions")) {
    throw invalid("app-slug", "the name of the App whose number is app-id; give both or none", appSlug);
  }
  const token = text("github-token");
  if (token === "") throw invalid("github-token", "a token", "nothing");
  return {
    token,
    appId,
    appSlug,
    branch: text("branch") || null,
    repository: env.GITHUB_REPOSITORY ?? "",
    apiUrl: env.GITHUB_API_URL ?? "https://api.github.com",
    serverUrl: env.GITHUB_SERVER_URL ?? "https://github.com",
  };
}

/** Whether everybody's workflows have this identity, too. */
export function isSharedIdentity({ appId }: Pick<GovernInputs, "appId">): boolean {
  return appId === ACTIONS_APP_ID;
}

function invalid(input: string, expected: string, found: string): PedigreeError {
  return new PedigreeError("INPUT_INVALID", "the registry cannot be kept", {
    subject: `input ${input}`,
    expected,
    found: found.slice(0, 100),
  });
}
