import type { ModelName, StageName } from "../names.ts";
import type { DeploymentClaim } from "../registry/deployment-claim.ts";
import type { Policy } from "./policy.ts";

/** What may be deployed to an environment: any model's holder of the stage where no model is named. */
export interface Served {
  readonly model: ModelName | null;
  readonly stage: StageName;
}

/** What a registry's policy says of an environment; nothing where it does not govern it. */
export function servedBy(
  { stages, deployments = [] }: Policy,
  registry: string,
  place: { readonly repository: string; readonly environment: string },
): readonly Served[] {
  const isSame = (repository: string) => repository.toLowerCase() === place.repository.toLowerCase();
  const own = isSame(registry)
    ? stages
        .filter(({ then }) => then?.deployment === place.environment)
        .map(({ name }) => ({ model: null, stage: name }))
    : [];
  const named = deployments
    .filter(({ repository, environment }) => isSame(repository) && environment === place.environment)
    .map(({ model, stage }) => ({ model, stage }));
  return [...own, ...named];
}

export function isServed(served: readonly Served[], claim: DeploymentClaim): boolean {
  return served.some(({ model, stage }) => (model ?? claim.model) === claim.model && stage === claim.stage);
}

/** `churn in production`, for the answer to whoever deploys something else. */
export function describeServed(served: readonly Served[]): string {
  return served.map(({ model, stage }) => `${model ?? "any model"} in ${stage}`).join(", ");
}

/** What one registry says to a deployment that waits. */
export type RegistryWord =
  /** Its policy does not name the environment. */
  | { readonly kind: "silent" }
  | { readonly kind: "approved" | "rejected" | "elsewhere" | "unusable"; readonly reason: string };

/** How the registries were come by: `listed` by whoever runs the App, or `discovered` among all of an account's repositories. */
export type RegistriesKnownBy = "listed" | "discovered";

/**
 * The answer from the words of all registries of the account. Exactly one registry decides: none, or two of them, would let
 * something be deployed that nobody answers for. Whoever may make a repository makes a registry that is discovered, so beside
 * another one that speaks for the environment, or may do so, none that was discovered opens it.
 */
export function combineWords(
  words: ReadonlyMap<string, RegistryWord>,
  knownBy: RegistriesKnownBy,
): {
  readonly approved: boolean;
  readonly reason: string;
} {
  const reasonsOf = (...kinds: readonly RegistryWord["kind"][]) =>
    Array.from(words).flatMap(([registry, word]) =>
      word.kind !== "silent" && kinds.includes(word.kind) ? [{ registry, word }] : [],
    );
  const deciding = reasonsOf("approved", "rejected");
  const [only] = deciding;
  if (deciding.length > 1) {
    const names = deciding.map(({ registry }) => registry).join(" and ");
    return refusal(`the policies of ${names} both speak for this model here; one of them has to give it up`);
  }
  const [beside] = knownBy === "discovered" ? reasonsOf("elsewhere", "unusable") : [];
  if (only?.word.kind === "approved" && beside !== undefined) {
    return refusal(
      `${only.registry} says yes, but ${beside.registry} ${beside.word.kind === "elsewhere" ? "speaks for this environment as well" : "cannot be used"}; whoever runs the App lists the registries that count in PEDIGREE_REGISTRIES`,
    );
  }
  if (only !== undefined) return { approved: only.word.kind === "approved", reason: only.word.reason };
  const [other] = [...reasonsOf("elsewhere"), ...reasonsOf("unusable")];
  return refusal(
    other?.word.reason ??
      "no registry's policy names this environment; its owners add it under `deployments` in pedigree.yml",
  );
}

function refusal(reason: string) {
  return { approved: false, reason };
}
