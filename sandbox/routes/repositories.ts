import type { Call, Reply, Route } from "../http/route.ts";
import { serializeRepository } from "../serialize/repository.ts";

export const repositoryRoutes: readonly Route[] = [
  { method: "GET", path: "/repos/{owner}/{repo}", needs: "metadata", handler: getRepository },
];

function getRepository({ world, repository, caller }: Call): Reply {
  return { status: 200, body: serializeRepository(world, repository, caller) };
}
