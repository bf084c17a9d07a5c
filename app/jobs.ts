import { digestOfText } from "../core/canonical.ts";
import { PedigreeError } from "../core/errors.ts";
import { commitShaSchema } from "../core/names.ts";
import type { RegistriesKnownBy, RegistryWord } from "../core/policy/deployment-gate.ts";
import type { AttestationVerifier } from "../core/ports/attestation-verifier.ts";
import type { CurveFiles } from "../core/ports/curve-files.ts";
import type { DeploymentGates, WaitingDeployment } from "../core/ports/deployment-gates.ts";
import type { Documents } from "../core/ports/documents.ts";
import type { OpenRegistry, Registries } from "../core/ports/registries.ts";
import type { Renderer } from "../core/ports/renderer.ts";
import type { TrainingDesks } from "../core/ports/training-desk.ts";
import type { TrainingRuns } from "../core/ports/training-runs.ts";
import { answerComment } from "../usecases/answer-comment.ts";
import { commentOnRun } from "../usecases/comment-on-run.ts";
import {
  describeCommand,
  describeComment,
  describeEvaluation,
  describeGate,
  describeReconcile,
  describeRegistration,
  describeRequest,
} from "../usecases/describe-outcomes.ts";
import { evaluatePull } from "../usecases/evaluate-pull.ts";
import { explainCheck } from "../usecases/explain-check.ts";
import { judgeDeployment } from "../usecases/judge-deployment.ts";
import { keepGate } from "../usecases/keep-gate.ts";
import { LabelGuard, repairOnce } from "../usecases/label-guard.ts";
import type { RequestOutcome } from "../usecases/outcomes.ts";
import type { RegistryPorts } from "../usecases/ports.ts";
import { restoreLabels } from "../usecases/project.ts";
import { readGoverned } from "../usecases/read-governed.ts";
import { readRegistry } from "../usecases/read-registry.ts";
import { reconcile } from "../usecases/reconcile.ts";
import { repairAllLabels } from "../usecases/reconcile-labels.ts";
import type { ReconcileMemory } from "../usecases/reconcile-memory.ts";
import { refuseGroup } from "../usecases/refuse-group.ts";
import { registerVersion } from "../usecases/register-version.ts";
import { deploymentChanged } from "../usecases/report-deployment.ts";
import { requestFromLabel } from "../usecases/request-move.ts";
import type { Job } from "./job.ts";
import type { Lanes } from "./lanes.ts";

export interface JobsOptions {
  readonly registries: Registries;
  readonly runs: TrainingRuns;
  readonly desks: TrainingDesks;
  readonly documents: Documents;
  readonly renderer: Renderer;
  readonly curves: CurveFiles;
  readonly attestations: AttestationVerifier;
  readonly gates: DeploymentGates;
  /** Names of everything that may be a registry. */
  readonly registryNames: () => Promise<readonly string[]>;
  readonly registriesKnownBy: RegistriesKnownBy;
  readonly lanes: Lanes;
  /** One plain line for each thing done. */
  readonly say: (line: string) => void;
}

/** A registry that is open, with everything that the use cases may touch. */
interface Desk {
  readonly open: OpenRegistry;
  readonly ports: RegistryPorts;
  readonly name: string;
}

/**
 * Performs jobs: each registry has one lane, so that it has one writer, and in it one evaluation of a pull request
 * runs and one more waits at most, however many webhooks ask for it.
 */
export class Jobs {
  readonly #options: JobsOptions;
  /** What the reconciler knows from its last pass, by registry. */
  readonly #memories = new Map<string, ReconcileMemory>();
  readonly #guards = new Map<string, LabelGuard>();
  #questions = 0;

  constructor(options: JobsOptions) {
    this.#options = options;
  }

  async perform(job: Job): Promise<void> {
    if (job.kind === "register") return await this.#register(job.repository, job.runId);
    if (job.kind === "comment") return await this.#commentOn(job.repository, job.runId);
    if (job.kind === "gate") return await this.#keepGate(job);
    if (job.kind === "evaluate-all") await this.#options.registries.lookAgain(job.repository);
    if (job.kind === "settings") await this.#options.registries.forgetSettings(job.repository);
    const desk = await this.#desk(job.repository);
    if (desk === undefined) return;
    switch (job.kind) {
      case "evaluate":
        return await this.#evaluate(desk, [job.pull]);
      case "evaluate-commit":
        return await this.#evaluateOpen(desk, (pull) => pull.head === job.commit);
      case "evaluate-all":
        if (job.branch !== desk.ports.registry.branch) return;
        return await this.#evaluateOpen(desk, () => true);
      case "settings":
        return await this.#evaluateOpen(desk, () => true);
      case "refuse-group":
        if (job.branch !== desk.ports.registry.branch) return;
        return await this.#inLane(desk, `refuse-group ${job.commit}`, async () => {
          await refuseGroup(desk.ports, commitShaSchema.parse(job.commit));
        });
      case "all-labels":
        return await this.#inLane(desk, "all-labels", () => this.#repairAll(desk));
      case "restore-labels":
        return await this.#inLane(desk, `restore-labels ${job.pull}`, () =>
          repairOnce(desk.ports, { guard: this.#guard(desk), pull: job.pull }, () =>
            restoreLabels(desk.ports, job.pull),
          ),
        );
      case "request":
        return await this.#request(desk, job);
      case "command":
        return await this.#command(desk, job);
      case "explain":
        return await this.#explain(desk, job);
      case "deployment":
        return await this.#inLane(desk, `deployment ${job.deployment}`, async () => {
          await deploymentChanged(desk.ports, job.deployment);
        });
    }
  }

  /**
   * Everything that webhooks would have said, without any. Returns the permissions that are missing there; undefined
   * where there is no registry to look after.
   */
  async reconcile(registry: string): Promise<readonly string[] | undefined> {
    const desk = await this.#desk(registry);
    if (desk === undefined) return undefined;
    await this.#inLane(desk, "reconcile", async () => {
      const memory = this.#memories.get(desk.name);
      const guard = this.#guard(desk);
      const outcome = await reconcile(desk.ports, memory === undefined ? { guard } : { memory, guard });
      this.#memories.set(desk.name, outcome.memory);
      this.#say(describeReconcile(desk.name, outcome));
    });
    return desk.open.lacking;
  }

  async #desk(repository: string): Promise<Desk | undefined> {
    const { registries, runs, documents, renderer, curves, attestations } = this.#options;
    const open = await registries.open(repository);
    if (open === undefined) return undefined;
    const ports = { ...open, runs, documents, renderer, curves, attestations };
    return { open, ports, name: open.registry.fullName };
  }

  /** The run's own record says which registry it is for; whether that registry wants it, its policy says. */
  async #register(repository: string, runId: number): Promise<void> {
    const wanted = await this.#wantedRegistries(repository, runId);
    await Promise.all(
      wanted.map(async (registry) => {
        const desk = await this.#desk(registry);
        if (desk === undefined) {
          this.#options.say(
            `${repository}: run ${runId} asks for ${registry}, which is no registry of the App`,
          );
          return;
        }
        await this.#inLane(desk, `register ${repository} ${runId}`, async () => {
          const outcomes = await registerVersion(desk.ports, { repository, runId });
          this.#say(outcomes.flatMap((outcome) => describeRegistration(desk.name, outcome)));
        });
      }),
    );
  }

  /** Artifacts of forks are not even opened. */
  async #wantedRegistries(repository: string, runId: number): Promise<readonly string[]> {
    const { runs } = this.#options;
    const artifacts = await runs.artifacts(repository, runId);
    const own = artifacts.filter(
      (artifact) =>
        !artifact.expired &&
        artifact.repositoryId !== null &&
        artifact.headRepositoryId === artifact.repositoryId,
    );
    const wanted = new Set<string>();
    for (const artifact of own) {
      const { run } = await runs.read(repository, artifact);
      if (run.registration !== null) wanted.add(run.registration.registry);
    }
    return [...wanted];
  }

  /** In a lane of the training repository: two runs of one pull request would write into the same comment. */
  async #commentOn(repository: string, runId: number): Promise<void> {
    const { lanes, desks, runs, renderer } = this.#options;
    await lanes.run(`comments ${repository.toLowerCase()}`, String(runId), async () => {
      const outcomes = await commentOnRun({ desks, runs, renderer }, { repository, runId });
      this.#say(outcomes.flatMap((outcome) => describeComment(repository, outcome)));
    });
  }

  async #evaluateOpen(desk: Desk, matches: (pull: { readonly head: string }) => boolean): Promise<void> {
    const open = await desk.ports.pulls.open();
    if (open.length === 0) await this.#observe(desk);
    await this.#evaluate(
      desk,
      open.filter(matches).map((pull) => pull.number),
    );
  }

  /** An evaluation accounts for every change of the branch; where there is none to make, this does. */
  async #observe(desk: Desk): Promise<void> {
    await this.#inLane(desk, "observe", async () => {
      try {
        await readGoverned(desk.ports);
      } catch (error) {
        if (!(error instanceof PedigreeError) || error.family !== "user") throw error;
        this.#say([`${desk.name}: the registry cannot be used, ${error.code}: ${error.message}`]);
      }
    });
  }

  async #evaluate(desk: Desk, pulls: readonly number[]): Promise<void> {
    await Promise.all(
      pulls.map((pull) =>
        this.#inLane(desk, `evaluate ${pull}`, async () => {
          this.#say(describeEvaluation(desk.name, await evaluatePull(desk.ports, pull)));
        }),
      ),
    );
  }

  async #request(desk: Desk, { pull, label, sender }: Extract<Job, { kind: "request" }>): Promise<void> {
    await this.#inLane(desk, `request ${pull} ${label}`, async () => {
      await repairOnce(desk.ports, { guard: this.#guard(desk), pull }, async () => {
        const put = await desk.ports.pulls.labelling(pull, label);
        const asked = { pull, label, sender, put };
        const outcome = await requestFromLabel(desk.ports, asked, this.#guard(desk));
        this.#say(describeRequest(desk.name, outcome));
      });
    });
  }

  async #repairAll(desk: Desk): Promise<void> {
    const state = await readRegistry(desk.ports);
    const requests: RequestOutcome[] = [];
    const troubles = await repairAllLabels(desk.ports, { state, guard: this.#guard(desk) }, requests);
    this.#say(requests.flatMap((request) => describeRequest(desk.name, request)));
    this.#say(troubles.map((trouble) => `${desk.name}: to be repeated: ${trouble}`));
  }

  #guard({ name }: Desk): LabelGuard {
    const guard = this.#guards.get(name) ?? new LabelGuard();
    this.#guards.set(name, guard);
    return guard;
  }

  async #command(desk: Desk, { comment: id, text }: Extract<Job, { kind: "command" }>): Promise<void> {
    const comment = await desk.open.comments.unedited(id);
    if (comment === undefined || digestOfText(comment.body) !== text) return;
    const { pull, author, body, createdAt: at } = comment;
    await this.#inLane(desk, `command ${id}`, async () => {
      const outcome = await answerComment(desk.ports, {
        pull,
        body,
        sender: author,
        question: { kind: "comment", id, at },
      });
      this.#say(describeCommand(desk.name, outcome));
    });
  }

  async #explain(desk: Desk, { commit, sender }: Extract<Job, { kind: "explain" }>): Promise<void> {
    const open = await desk.ports.pulls.open();
    for (const { number } of open.filter(({ head }) => head === commit)) {
      await this.#inLane(desk, `explain ${number}`, async () => {
        await explainCheck(desk.ports, number, sender);
      });
    }
  }

  async #keepGate(job: Extract<Job, { kind: "gate" }>): Promise<void> {
    const { gates, registryNames, registriesKnownBy: knownBy } = this.#options;
    const { repository, environment, runId, deployment } = job;
    const place = { repository, environment, runId, deployment };
    const judge = async (registry: string, waiting: WaitingDeployment) => {
      const desk = await this.#desk(registry);
      return desk === undefined ? undefined : await this.#judgeDeployment(desk, waiting);
    };
    const answer = await keepGate({ gates, registries: registryNames, knownBy, judge }, place);
    if (answer !== undefined) this.#say(describeGate(place, answer));
  }

  /** Each question has a turn of its own: one that shared another's would come back without a word. */
  async #judgeDeployment(desk: Desk, waiting: WaitingDeployment): Promise<RegistryWord> {
    const words: RegistryWord[] = [];
    this.#questions += 1;
    await this.#inLane(desk, `gate ${this.#questions}`, async () => {
      words.push(await judgeDeployment(desk.ports, waiting));
    });
    const [word] = words;
    if (word === undefined) throw new PedigreeError("INTERNAL", "a deployment was not judged");
    return word;
  }

  async #inLane(desk: Desk, key: string, work: () => Promise<void>): Promise<void> {
    await this.#options.lanes.run(desk.name.toLowerCase(), key, work);
  }

  #say(lines: readonly string[]): void {
    for (const line of lines) this.#options.say(line);
  }
}
