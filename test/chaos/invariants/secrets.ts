import { WEBHOOK_SECRET } from "../../support/github.ts";
import { registryOf } from "../act.ts";
import type { Evidence, Violation } from "../evidence.ts";
import type { Tenant } from "../scenario.ts";

/** I11: no token, key or secret stands in a log line or in anything that the App wrote. */
export function secrets({ sandbox, template, lines, exchanges }: Evidence): readonly Violation[] {
  const { state } = sandbox.world;
  const canaries = [WEBHOOK_SECRET, ...Object.keys(state.tokens), template.privateKey.split("\n")[3] ?? ""];
  const written = exchanges
    .filter(({ method }) => method !== "GET")
    .map(({ path, body }) => `${path} ${body}`);
  const text = [...lines, ...written].join("\n");
  return canaries
    .filter((canary) => text.includes(canary))
    .map((canary) => `I11 ${canary.slice(0, 6)}… was written`);
}

const WORDS: Readonly<Record<Tenant, readonly string[]>> = {
  acme: ["globex", "ranking", "gina", "hank"],
  globex: ["acme", "fraud", "alice", "carol"],
};

/** I12: nothing of one tenant shows up in anything that was written at the other. */
export function apart({ sandbox, exchanges }: Evidence): readonly Violation[] {
  const broken: Violation[] = [];
  for (const tenant of ["acme", "globex"] as const) {
    const prefix = `/repos/${registryOf(sandbox, tenant).name === "registry" ? tenant : ""}/`;
    const writes = exchanges.filter(({ method, path }) => method !== "GET" && path.startsWith(prefix));
    for (const { path, body } of writes) {
      const found = WORDS[tenant].find((word) => body.includes(word));
      if (found !== undefined) broken.push(`I12 “${found}” was written to ${path}`);
    }
  }
  return broken;
}
