import type { Repository } from "../state/entities.ts";
import { fullName } from "../state/find.ts";
import type { World } from "../world.ts";

/** `BASE/repos/OWNER/NAME`, where every API address of a repository begins. */
export function apiUrl(world: World, repository: Repository): string {
  return `${world.baseUrl}/repos/${fullName(world.state, repository)}`;
}

/** `BASE/OWNER/NAME`, where every page of a repository begins. */
export function pageUrl(world: World, repository: Repository): string {
  return `${world.baseUrl}/${fullName(world.state, repository)}`;
}
