import type { Sandbox } from "../../sandbox/index.ts";

/** GitHub's clock goes forward: what people write from now on is younger than all that was observed before. */
export function secondsLater({ world }: Sandbox): void {
  const before = world.now.bind(world);
  const now = () => new Date(Date.parse(before()) + 2_000).toISOString().replace(/\.\d+Z$/, "Z");
  Object.assign(world, { now });
}
