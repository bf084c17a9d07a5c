import type { Invariant } from "./evidence.ts";
import { chain, holders, verified } from "./invariants/branch.ts";
import { landingsAllowed } from "./invariants/landings.ts";
import { nothingLost } from "./invariants/liveness.ts";
import { nothingTwice } from "./invariants/once.ts";
import { projected } from "./invariants/projection.ts";
import { apart, secrets } from "./invariants/secrets.ts";

/** Every promise, as something that can be broken. */
export const INVARIANTS: readonly Invariant[] = [
  verified,
  chain,
  holders,
  landingsAllowed,
  projected,
  nothingTwice,
  secrets,
  apart,
  nothingLost,
];
