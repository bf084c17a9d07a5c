/**
 * Where people see what an API's address serves, without a slash at the end: GitHub's own, or a server of one's own, whose API
 * lies below `/api/v3`.
 */
export function serverUrlOf(apiUrl: string): string {
  if (apiUrl === "https://api.github.com") return "https://github.com";
  return apiUrl.replace(/\/api\/v3\/?$/, "");
}
