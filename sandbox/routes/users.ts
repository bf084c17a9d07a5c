import { ApiError, type Call, type Reply, type Route } from "../http/route.ts";
import { serializePrivateUser, serializePublicUser } from "../serialize/account.ts";
import { findUser, userById } from "../state/find.ts";

export const userRoutes: readonly Route[] = [
  { method: "GET", path: "/user", needs: "user", handler: getOwn },
  { method: "GET", path: "/users/{username}", needs: "anyone", handler: getUser },
];

function getOwn({ world, actorId }: Call): Reply {
  return { status: 200, body: serializePrivateUser(world.baseUrl, userById(world.state, actorId)) };
}

function getUser({ world, params }: Call): Reply {
  const user = findUser(world.state, params.username ?? "");
  if (user === undefined) throw new ApiError(404, "Not Found");
  return { status: 200, body: serializePublicUser(world.baseUrl, user) };
}
