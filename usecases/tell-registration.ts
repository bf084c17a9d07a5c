import { PedigreeError } from "../core/errors.ts";
import type { RegistrationWord } from "../core/ports/registration-checks.ts";
import {
  formatRegistrationKey,
  parseRegistrationKey,
  REGISTERED,
  refusalKey,
  registrationCheckName,
} from "../core/registry/registration-check.ts";
import type { RegistrationOutcome, RegistrationSubject } from "./outcomes.ts";
import type { RegistryPorts } from "./ports.ts";
import { landedVersionOf, readClaims } from "./version-claims.ts";

type Told = Exclude<RegistrationOutcome, { kind: "nothing" }>;

/**
 * Says on the training commit why a run was not registered, which else only the keeper's log would tell, and takes it back
 * once the run was. Nothing is written twice for one run and reason. Where the keeper may not write checks there, it is
 * left at the log.
 */
export async function tellRegistrations(
  ports: RegistryPorts,
  outcomes: readonly RegistrationOutcome[],
): Promise<void> {
  const told = new Map<string, { readonly of: RegistrationSubject; readonly outcome: Told }>();
  for (const outcome of outcomes) {
    if (outcome.kind === "nothing" || outcome.of === undefined) continue;
    const name = registrationCheckName(outcome.of.series);
    // A re-run keeps what earlier attempts left: one of them that was registered is enough.
    const known = told.get(name)?.outcome.kind ?? "refused";
    if (known === "refused") told.set(name, { of: outcome.of, outcome });
  }
  for (const [name, { of, outcome }] of told) {
    try {
      await tell(ports, { name, of, outcome });
    } catch (error) {
      if (!(error instanceof PedigreeError) || error.code !== "REMOTE_REFUSED") throw error;
    }
  }
}

interface Telling<T extends Told = Told> {
  readonly name: string;
  readonly of: RegistrationSubject;
  readonly outcome: T;
}

async function tell(ports: RegistryPorts, { name, of, outcome }: Telling): Promise<void> {
  const { repository, commit, runId } = of;
  const found = await ports.registrationChecks.find({ repository, commit, name });
  const own = found.find(({ key }) => parseRegistrationKey(key)?.runId === runId);
  const said = own && parseRegistrationKey(own.key)?.said;
  if (said === REGISTERED) return;
  if (outcome.kind === "refused") {
    if (said === refusalKey(runId, outcome).said || (await isRegistered(ports, of))) return;
    return ports.registrationChecks.publish(refusalWord(ports, { name, of, outcome }), own?.id);
  }
  if (own !== undefined) {
    await ports.registrationChecks.publish(successWord(ports, { name, of, outcome }), own.id);
  }
}

function refusalWord(
  ports: RegistryPorts,
  { name, of, outcome }: Telling<Extract<Told, { kind: "refused" }>>,
): RegistrationWord {
  const { repository, commit, runId, model } = of;
  const refused = { ...outcome, model };
  const isGrant = outcome.code === "PROVENANCE_REFUSED";
  return {
    repository,
    commit,
    name,
    outcome: "neutral",
    title: model === null ? "This run was not registered" : `Not registered: ${model}`,
    summary: render(ports, { registered: null, refused, isGrant }),
    key: formatRegistrationKey(refusalKey(runId, outcome)),
  };
}

function successWord(
  ports: RegistryPorts,
  { name, of, outcome }: Telling<Exclude<Told, { kind: "refused" }>>,
): RegistrationWord {
  const { repository, commit, runId } = of;
  return {
    repository,
    commit,
    name,
    outcome: "success",
    title: `Registered: ${outcome.model} ${outcome.version}`,
    summary: render(ports, { registered: outcome, refused: null }),
    key: formatRegistrationKey({ runId, said: REGISTERED }),
  };
}

function render({ renderer, registry }: RegistryPorts, view: Readonly<Record<string, unknown>>): string {
  return renderer.render("registration", { ...view, registry: registry.fullName });
}

/** A policy that became stricter since then takes nothing back. */
async function isRegistered(ports: RegistryPorts, { model, run }: RegistrationSubject): Promise<boolean> {
  if (model === null || run === null) return false;
  const known = await readClaims(ports, model);
  return (
    landedVersionOf(known.model.stages, run) !== undefined || known.claims.some((claim) => claim.run === run)
  );
}
