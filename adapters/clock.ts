import type { Clock } from "../core/ports/clock.ts";
import { localTime } from "./local-time.ts";

/** The machine's clock in whole seconds, as GitHub writes moments. */
export const systemClock: Clock = {
  now: () => `${new Date().toISOString().slice(0, 19)}Z`,
  local: localTime,
};
