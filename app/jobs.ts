import { PedigreeError } from "../core/errors.ts";
import type { CurveFiles } from "../core/ports/curve-files.ts";
import type { Documents } from "../core/ports/documents.ts";
import type { OpenRegistry, Registries } from "../core/ports/registries.ts";
import type { Renderer } from "../core/ports/renderer.ts";
import type { TrainingRuns } from "../core/ports/training-runs.ts";
import { answerComment } from "../usecases/answer-comment.ts";
import { evaluatePull } from "../usecases/evaluate-pull.ts";
import type { RegistryPorts } from "../usecases/ports.ts";
import { restoreLabels } from "../usecases/project.ts";
import { readGoverned } from "../usecases/read-governed.ts";
import { reconcile } from "../usecases/reconcile.ts";
import { registerVersion } from "../usecases/register-version.ts";
import { requestFromLabel } from "../usecases/request-move.ts";
import {
  describeCommand,
  describeEvaluation,
  describeReconcile,
  describeRegistration,
  describeRequest,
} from "./describe.ts";
import type { Job } from "./job.ts";
import type { Lanes } from "./lanes.ts";

export interface JobsOptions {
  readonly registries: Registries;
  readonly runs: TrainingRuns;
  readonly documents: Documents;
  readonly renderer: Renderer;
  readonly curves: CurveFiles;
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
  /** Workflow runs that the reconciler has seen, by registry: they are immutable. */
  readonly #examined = new Map<string, ReadonlySet<string>>();

  constructor(options: JobsOptions) {
    this.#options = options;
  }

  async perform(job: Job): Promise<void> {
    if (job.kind === "register") return await this.#register(job.repository, job.runId);
    if (job.kind === "evaluate-all") await this.#options.registries.lookAgain(job.repository);
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
      case "restore-labels":
        return await this.#inLane(desk, `restore-labels ${job.pull}`, async () => {
          await restoreLabels(desk.ports, job.pull);
        });
      case "request":
        return await this.#request(desk, job);
      case "command":
        return await this.#command(desk, job.comment);
    }
  }

  /** Everything that webhooks would have said, without any. */
  async reconcile(registry: string): Promise<void> {
    const desk = await this.#desk(registry);
    if (desk === undefined) return;
    await this.#inLane(desk, "reconcile", async () => {
      const known = this.#examined.get(desk.name) ?? new Set<string>();
      const outcome = await reconcile(desk.ports, { known });
      this.#examined.set(desk.name, new Set(outcome.examined));
      this.#say(describeReconcile(desk.name, outcome));
    });
  }

  async #desk(repository: string): Promise<Desk | undefined> {
    const { registries, runs, documents, renderer, curves } = this.#options;
    const open = await registries.open(repository);
    if (open === undefined) return undefined;
    return { open, ports: { ...open, runs, documents, renderer, curves }, name: open.registry.fullName };
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
      const who = (await desk.ports.pulls.whoLabelled(pull, label)) ?? sender;
      const outcome = await requestFromLabel(desk.ports, { pull, label, sender: who });
      this.#say(describeRequest(desk.name, outcome));
    });
  }

  async #command(desk: Desk, id: number): Promise<void> {
    const comment = await desk.open.comments.unedited(id);
    if (comment === undefined) return;
    const { comments } = desk.open;
    const { pull, author, body } = comment;
    await this.#inLane(desk, `command ${id}`, async () => {
      const outcome = await answerComment(desk.ports, {
        id,
        pull,
        body,
        sender: author,
        isAnswered: () => comments.isAnswered(comment),
      });
      this.#say(describeCommand(desk.name, outcome));
    });
  }

  async #inLane(desk: Desk, key: string, work: () => Promise<void>): Promise<void> {
    await this.#options.lanes.run(desk.name.toLowerCase(), key, work);
  }

  #say(lines: readonly string[]): void {
    for (const line of lines) this.#options.say(line);
  }
}
