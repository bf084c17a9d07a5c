import { PedigreeError } from "../../core/errors.ts";

/** Where GitHub keeps artifacts: its redirects lead to these and nowhere else. */
const STORAGE_HOSTS: readonly RegExp[] = [
  /\.blob\.core\.windows\.net$/,
  /\.actions\.githubusercontent\.com$/,
  /^objects\.githubusercontent\.com$/,
];

export interface DownloadRules {
  /** Base of the API; its own origin may serve files, as GitHub Enterprise Server does. */
  readonly apiUrl: string;
  readonly hosts?: readonly string[];
}

/** The address that GitHub's redirect names, if it is one that may be fetched. Raises REMOTE_REFUSED otherwise. */
export function checkedDownload(location: unknown, rules: DownloadRules): string {
  const url = typeof location === "string" ? URL.parse(location) : null;
  if (url !== null && isAllowed(url, rules)) return url.href;
  throw new PedigreeError("REMOTE_REFUSED", "an artifact is kept where it may not be fetched from", {
    found: url?.host ?? "no address",
    remedy: "add the host to PEDIGREE_ARTIFACT_HOSTS if it is your GitHub server's storage",
  });
}

function isAllowed(url: URL, { apiUrl, hosts = [] }: DownloadRules): boolean {
  if (url.origin === new URL(apiUrl).origin) return true;
  if (url.protocol !== "https:") return false;
  return hosts.includes(url.host) || STORAGE_HOSTS.some((host) => host.test(url.hostname));
}
