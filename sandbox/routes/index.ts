import type { RawHandler, Route } from "../http/route.ts";
import type { World } from "../world.ts";
import { appRoutes } from "./apps.ts";
import { metaRoutes } from "./meta.ts";
import { repositoryRoutes } from "./repositories.ts";

/** Every route of the sandbox, one line for each group. */
export const routes: readonly Route[] = [...metaRoutes, ...appRoutes, ...repositoryRoutes];

/** What answers requests that are no JSON routes, besides git over HTTP; asked in order before the routes. */
export const rawHandlers: readonly RawHandler[] = [];

/** What follows refs (`world.onRefMoved`): each registers itself once, when the world starts, in this order. */
export const followers: readonly ((world: World) => void)[] = [];
