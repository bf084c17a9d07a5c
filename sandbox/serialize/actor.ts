import type { components } from "@octokit/openapi-types";
import { appById, userById } from "../state/find.ts";
import type { World } from "../world.ts";
import { serializeUser } from "./account.ts";
import { serializeApp } from "./app.ts";

type Schemas = components["schemas"];

/** An account by its id, as GitHub embeds it. */
export function simpleUser(world: World, accountId: number): Schemas["simple-user"] {
  return serializeUser(world.baseUrl, userById(world.state, accountId));
}

/** The App behind something, by the App's id. */
export function integration(world: World, appId: number): NonNullable<Schemas["nullable-integration"]> {
  return serializeApp(world, appById(world.state, appId));
}

/** The App that acts through an account; null when the account is a person's. */
export function integrationOfBot(world: World, accountId: number): Schemas["nullable-integration"] {
  const app = world.state.apps.find((each) => each.botId === accountId);
  return app === undefined ? null : serializeApp(world, app);
}
