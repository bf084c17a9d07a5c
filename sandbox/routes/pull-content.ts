import { type Call, paged, type Reply, type Route } from "../http/route.ts";
import { pullFacts } from "../pulls/facts.ts";
import { pullOf } from "../pulls/find.ts";
import { READ_PULLS } from "../pulls/needs.ts";
import { pullsOfCommit } from "../pulls/of-commit.ts";
import { serializeCommit } from "../serialize/commit.ts";
import { serializePullSimple } from "../serialize/pull.ts";
import { serializeFile } from "../serialize/pull-file.ts";

const PULL = "/repos/{owner}/{repo}/pulls/{pull_number}";

/** https://docs.github.com/rest/pulls/pulls: how much of a pull request can be listed at all. */
const MAX_COMMITS = 250;
const MAX_FILES = 3000;

export const pullContentRoutes: readonly Route[] = [
  { method: "GET", path: `${PULL}/files`, needs: READ_PULLS, handler: files },
  { method: "GET", path: `${PULL}/commits`, needs: READ_PULLS, handler: commits },
  {
    method: "GET",
    path: "/repos/{owner}/{repo}/commits/{commit_sha}/pulls",
    needs: READ_PULLS,
    handler: ofCommit,
  },
];

async function files(call: Call): Promise<Reply> {
  const pull = pullOf(call);
  const facts = await pullFacts(call.world, call.repository, pull);
  return paged(call, facts.files.slice(0, MAX_FILES), (file) =>
    serializeFile(call.world, call.repository, { file, head: pull.headSha }),
  );
}

async function commits(call: Call): Promise<Reply> {
  const pull = pullOf(call);
  const found = await call.world.git(call.repository).log(pull.baseSha, pull.headSha);
  return paged(call, found.slice(0, MAX_COMMITS), (commit) =>
    serializeCommit(call.world, call.repository, commit),
  );
}

async function ofCommit(call: Call): Promise<Reply> {
  const found = await pullsOfCommit(call.world, call.repository, call.params.commit_sha ?? "");
  return paged(call, found, (pull) => serializePullSimple(call.world, call.repository, pull));
}
