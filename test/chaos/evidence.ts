import type { Sandbox } from "../../sandbox/index.ts";
import type { Exchange } from "./faulty-fetch.ts";
import type { Scenario, Tenant } from "./scenario.ts";
import type { Template } from "./template.ts";
import type { Chronicle } from "./truth.ts";

/** The registry branch moved by the App, and between which truths the App may have judged it. */
export interface Landing {
  readonly tenant: Tenant;
  readonly before: string;
  readonly after: string;
  readonly truths: Window;
}

/** Numbers of truths: the oldest that an answer of the evaluation showed, and the first that came after it. */
export interface Window {
  readonly from: number;
  readonly to: number;
}

/** The App said that a head meets everything. */
export interface GreenCheck {
  readonly tenant: Tenant;
  readonly head: string;
  readonly truths: Window;
}

/** Something that a person said or did which the App has to answer. */
export interface Asked {
  readonly who: string;
  readonly tenant: Tenant;
  readonly kind: string;
  readonly version: string;
  readonly words: string;
}

/** All that an observer outside of the App saw during a run. */
export interface Evidence {
  readonly scenario: Scenario;
  readonly template: Template;
  readonly sandbox: Sandbox;
  readonly chronicle: Chronicle;
  readonly exchanges: readonly Exchange[];
  readonly landings: readonly Landing[];
  readonly greens: readonly GreenCheck[];
  readonly asked: readonly Asked[];
  readonly lines: readonly string[];
  /** Times that the App died. */
  readonly kills: number;
  /** Tips of the registries before the run. */
  readonly origins: Readonly<Record<Tenant, string>>;
  /** Writes of a reconciler's pass when nothing had happened since the last one. */
  readonly restless: readonly string[];
}

/** A broken promise: `I5 two holders of production`. */
export type Violation = string;
export type Invariant = (evidence: Evidence) => readonly Violation[] | Promise<readonly Violation[]>;
