import { resolveCommit } from "../git/resolve-commit.ts";
import { ApiError, type Call, paged, type Reply, type Route } from "../http/route.ts";
import { serializeCommit } from "../serialize/commit.ts";
import { apiUrl, pageUrl } from "../serialize/links.ts";
import { READ_CONTENTS } from "./needs.ts";

const ROOT = "/repos/{owner}/{repo}";
const HEADS = "refs/heads/";

export const branchRoutes: readonly Route[] = [
  { method: "GET", path: `${ROOT}/branches`, needs: READ_CONTENTS, handler: listBranches },
  { method: "GET", path: `${ROOT}/branches/{branch}`, needs: READ_CONTENTS, handler: getBranch },
  {
    method: "GET",
    path: `${ROOT}/commits/{commit_sha}/branches-where-head`,
    needs: READ_CONTENTS,
    handler: branchesOf,
  },
  { method: "GET", path: `${ROOT}/tags`, needs: "metadata", handler: listTags },
];

async function listBranches(call: Call): Promise<Reply> {
  // No branch is protected in the sandbox, so that asking for protected ones finds none.
  const heads = call.query.get("protected") === "true" ? [] : await headsOf(call);
  return paged(call, heads, (head) => ({ ...serializeHead(call, head), protected: false }));
}

async function branchesOf(call: Call): Promise<Reply> {
  const found = (await headsOf(call)).filter((head) => head.sha === call.params.commit_sha);
  return { status: 200, body: found.map((head) => ({ ...serializeHead(call, head), protected: false })) };
}

async function getBranch(call: Call): Promise<Reply> {
  const name = call.params.branch ?? "";
  const git = call.world.git(call.repository);
  const sha = await git.ref(`${HEADS}${name}`);
  const commit = sha === null ? null : await git.commit(sha);
  if (commit === null) throw new ApiError(404, "Branch not found");
  const self = `${apiUrl(call.world, call.repository)}/branches/${encodeURIComponent(name)}`;
  return {
    status: 200,
    body: {
      name,
      commit: serializeCommit(call.world, call.repository, commit),
      _links: { self, html: `${pageUrl(call.world, call.repository)}/tree/${name}` },
      protected: false,
      protection: {
        enabled: false,
        required_status_checks: { enforcement_level: "off", contexts: [], checks: [] },
      },
      protection_url: `${self}/protection`,
    },
  };
}

async function listTags(call: Call): Promise<Reply> {
  const { world, repository } = call;
  const git = world.git(repository);
  const names = [...(await git.refs("refs/tags/")).keys()].map((ref) => ref.slice("refs/tags/".length));
  const tags = await Promise.all(
    names.map(async (name) => ({ name, commit: await resolveCommit(git, name) })),
  );
  const api = apiUrl(world, repository);
  return paged(call, tags.reverse(), ({ name, commit }) => ({
    name,
    zipball_url: `${api}/zipball/refs/tags/${name}`,
    tarball_url: `${api}/tarball/refs/tags/${name}`,
    commit: { sha: commit?.sha ?? "", url: `${api}/commits/${commit?.sha ?? ""}` },
    node_id: `REF_${repository.id}_refs/tags/${name}`,
  }));
}

interface Head {
  readonly name: string;
  readonly sha: string;
}

async function headsOf(call: Call): Promise<readonly Head[]> {
  const refs = await call.world.git(call.repository).refs(HEADS);
  return [...refs].map(([ref, sha]) => ({ name: ref.slice(HEADS.length), sha }));
}

function serializeHead(call: Call, { name, sha }: Head) {
  return { name, commit: { sha, url: `${apiUrl(call.world, call.repository)}/commits/${sha}` } };
}
