import { repositoryNameSchema } from "../../core/names.ts";
import { askGit } from "./git-command.ts";

/**
 * The repository `owner/name` on a server that a clone's remote `origin` names; undefined where there is no such remote, or it
 * is elsewhere. Its address is never shown: it may hold a password.
 */
export async function readOrigin(folder: string, serverUrl: string): Promise<string | undefined> {
  const address = await askGit(folder, ["config", "--get", "remote.origin.url"]);
  return address === undefined ? undefined : parseOrigin(address.trim(), serverUrl);
}

/** `https://HOST/owner/name.git`, `ssh://git@HOST/owner/name`, `git@HOST:owner/name.git`. */
export function parseOrigin(address: string, serverUrl: string): string | undefined {
  const short = /^(?:[\w.-]+@)?([\w.-]+):(?!\/\/)(.+)$/.exec(address);
  const url = short === null ? address : `ssh://${short[1]}/${short[2]}`;
  if (!URL.canParse(url)) return undefined;
  const { hostname, pathname } = new URL(url);
  if (hostname.toLowerCase() !== new URL(serverUrl).hostname) return undefined;
  return repositoryNameSchema.safeParse(pathname.replace(/^\//, "").replace(/(\.git)?\/?$/, "")).data;
}
