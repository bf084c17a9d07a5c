import type { RawHandler, Route } from "../http/route.ts";
import type { World } from "../world.ts";
import { appRoutes } from "./apps.ts";
import { branchRoutes } from "./branches.ts";
import { collaboratorRoutes } from "./collaborators.ts";
import { commitRoutes } from "./commits.ts";
import { contentRoutes } from "./contents.ts";
import { dispatchRoutes } from "./dispatches.ts";
import { gitDataRoutes } from "./git-data.ts";
import { metaRoutes } from "./meta.ts";
import { organizationRoutes } from "./organizations.ts";
import { refRoutes } from "./refs.ts";
import { repositoryRoutes } from "./repositories.ts";
import { userRoutes } from "./users.ts";

/** Every route of the sandbox, one line for each group. */
export const routes: readonly Route[] = [
  ...metaRoutes,
  ...appRoutes,
  ...repositoryRoutes,
  ...contentRoutes,
  ...refRoutes,
  ...gitDataRoutes,
  ...branchRoutes,
  ...commitRoutes,
  ...collaboratorRoutes,
  ...dispatchRoutes,
  ...organizationRoutes,
  ...userRoutes,
];

/** What answers requests that are no JSON routes, besides git over HTTP; asked in order before the routes. */
export const rawHandlers: readonly RawHandler[] = [];

/** What follows refs (`world.onRefMoved`): each registers itself once, when the world starts, in this order. */
export const followers: readonly ((world: World) => void)[] = [];
