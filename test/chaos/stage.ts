import { cp } from "node:fs/promises";
import { join } from "node:path";
import type { Judge } from "../../sandbox/contract/index.ts";
import { createSandbox, type Sandbox, type SandboxOptions } from "../../sandbox/index.ts";
import { WEBHOOK_SECRET } from "../support/github.ts";
import { registryOf } from "./act.ts";
import type { Course } from "./course.ts";
import { FaultyFetch } from "./faulty-fetch.ts";
import { copyLight } from "./light-repositories.ts";
import { Machine } from "./machine.ts";
import type { Plant } from "./plants.ts";
import { Postman } from "./postman.ts";
import type { Random } from "./random.ts";
import type { Scenario, Tenant } from "./scenario.ts";
import { SERVER_URL, type Template } from "./template.ts";
import { Chronicle } from "./truth.ts";
import { Witness } from "./witness.ts";

export const TENANTS: readonly Tenant[] = ["acme", "globex"];

export interface StageOptions {
  readonly template: Template;
  readonly judge?: Judge;
  /** Requests go over HTTP, rather than straight to the sandbox's routes. */
  readonly isWhole?: boolean;
  /** Stands between the App and GitHub and lies to the App: a planted defect. */
  readonly plant?: Plant;
}

/** A GitHub, the App, and everything that can go wrong between them. */
export interface Stage {
  readonly scenario: Scenario;
  readonly template: Template;
  readonly course: Course;
  readonly sandbox: Sandbox;
  readonly postman: Postman;
  readonly faulty: FaultyFetch;
  readonly machine: Machine;
  readonly chronicle: Chronicle;
  readonly witness: Witness;
  /** Tips of the registries before the run. */
  readonly origins: Readonly<Record<Tenant, string>>;
}

/** Milliseconds that a request takes, about: on a good day, on most days, and when GitHub or the machine is busy. */
const PACES = [5, 40, 150, 800] as const;

/** One run of so many looks after both tenants, whether or not anything happens at the other one. */
const IDLE_TENANT_SHARE = 5;

export interface Setting {
  readonly folder: string;
  readonly course: Course;
  readonly random: Random;
}

/** Sets the stage in a folder of its own; nothing runs yet. */
export async function setStage(
  scenario: Scenario,
  options: StageOptions,
  { folder, course, random }: Setting,
): Promise<Stage> {
  const { template, judge, plant, isWhole = false } = options;
  const github = join(folder, "github");
  const storage = isWhole
    ? await copyWhole(template.folder, github)
    : await copyLightly(template.folder, github);
  const postman = new Postman({ course, faults: scenario.mail, address: () => machine.address });
  const sandbox = await createSandbox({
    ...storage,
    clock: course.now,
    hourlyRequests: 1_000_000,
    fetch: postman.fetch,
    ...(judge === undefined ? {} : { judge }),
  });
  course.accompany(() => sandbox.world.idle());
  const way = isWhole ? fetch : sandbox.fetch;
  const chronicle = new Chronicle(sandbox, template.appId);
  const witness = new Witness(sandbox, chronicle);
  const faulty = new FaultyFetch({
    course,
    pace: random.pick(PACES),
    faults: scenario.faults,
    perform: plant === undefined ? way : plant(way),
    truth: () => chronicle.now,
    onExchange: (exchange) => witness.see(exchange),
    onKill: () => machine.kill(),
  });
  const machine = new Machine({
    config: {
      appId: template.appId,
      privateKey: template.privateKey,
      webhookSecrets: [WEBHOOK_SECRET],
      port: 0,
      inbox: join(folder, "inbox.sqlite"),
      githubUrl: sandbox.baseUrl,
      serverUrl: SERVER_URL,
      registries: tenantsOf(scenario).map((tenant) => `${tenant}/registry`),
      reconcileSeconds: 86_400,
      logLevel: "fatal",
    },
    fetch: faulty.fetch,
    log: (line) => witness.lines.push(line),
    course,
  });
  const origins = await originsOf(sandbox);
  return { scenario, template, course, sandbox, postman, faulty, machine, chronicle, witness, origins };
}

/** Where nobody does anything the App has nothing to say, and to look there each time would be a third of a run. */
function tenantsOf({ steps, seed }: Scenario): readonly Tenant[] {
  const isBusy = (tenant: Tenant) =>
    steps.some(({ action }) => "tenant" in action && action.tenant === tenant);
  return seed % IDLE_TENANT_SHARE === 0
    ? TENANTS
    : TENANTS.filter((tenant) => tenant === "acme" || isBusy(tenant));
}

type Storage = Pick<SandboxOptions, "folder" | "openRepository" | "keepsState">;

async function copyWhole(template: string, folder: string): Promise<Storage> {
  await cp(template, folder, { recursive: true });
  return { folder };
}

async function copyLightly(template: string, folder: string): Promise<Storage> {
  return { folder, openRepository: await copyLight(template, folder), keepsState: false };
}

async function originsOf(sandbox: Sandbox): Promise<Record<Tenant, string>> {
  const tipOf = async (tenant: Tenant) =>
    (await sandbox.world.git(registryOf(sandbox, tenant)).ref("refs/heads/main")) ?? "";
  return { acme: await tipOf("acme"), globex: await tipOf("globex") };
}
