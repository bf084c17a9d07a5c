import type { DataVersion } from "./data-version.ts";
import { roleInName, roleInPath } from "./role-in-name.ts";

interface Dependency {
  readonly path: string;
}

/** What a stage of a pipeline was run with and what it made, by paths relative to the lock file. */
export interface DvcStage<D extends Dependency> {
  readonly name: string;
  /** The data that it read; code is none. */
  readonly deps: readonly D[];
  readonly outs: readonly string[];
}

export interface StageData<D extends Dependency> {
  readonly dependency: D;
  readonly role: Exclude<DataVersion["role"], "other">;
}

/**
 * The data that a pipeline was run with, and what for. What a path says decides, then what the stage is called; whatever
 * nothing is said of counts as training data, and so does what stages of both kinds read: training data that were taken for
 * something else would hide a leak. What the pipeline itself made of data is none of its sources, and is left out unless its
 * path says what it is for.
 */
export function dataOfStages<D extends Dependency>(stages: readonly DvcStage<D>[]): readonly StageData<D>[] {
  const makerOf = findMakers(stages);
  const tests = findTests(stages, makerOf);
  const found = new Map<string, StageData<D>>();
  for (const stage of stages) {
    for (const dependency of stage.deps) {
      const { path } = dependency;
      const maker = makerOf(stage, path);
      const said = roleInPath(path);
      // A stage without data of its own, such as a download, makes a source.
      const isDerived = maker !== undefined && maker.deps.length > 0;
      if (isDerived && said === undefined) continue;
      if (isModel(path) && (isDerived || (maker !== undefined && tests.has(stage)))) continue;
      const role = said ?? (tests.has(stage) ? "evaluation" : "training");
      if (found.get(path)?.role !== "training") found.set(path, { dependency, role });
    }
  }
  return [...found.values()];
}

type MakerOf<D extends Dependency> = (user: DvcStage<D>, path: string) => DvcStage<D> | undefined;

/** The other stage that made a file or a folder around it. */
function findMakers<D extends Dependency>(stages: readonly DvcStage<D>[]): MakerOf<D> {
  const makers = new Map(stages.flatMap((stage) => stage.outs.map((out) => [out, stage] as const)));
  return (user, path) => {
    for (let part = path; part !== ""; part = part.slice(0, Math.max(part.lastIndexOf("/"), 0))) {
      const maker = makers.get(part);
      if (maker !== undefined) return maker === user ? undefined : maker;
    }
    return undefined;
  };
}

/**
 * The stages that test: they are called so, and they read a model, or no other kind of stage builds on them, as a training does
 * on `validate_data`.
 */
function findTests<D extends Dependency>(
  stages: readonly DvcStage<D>[],
  makerOf: MakerOf<D>,
): ReadonlySet<DvcStage<D>> {
  const called = new Set(stages.filter(({ name }) => roleInName(name) === "evaluation"));
  const isTrained = (stage: DvcStage<D>, path: string) => {
    const maker = makerOf(stage, path);
    return isModel(path) || (maker !== undefined && roleInName(maker.name) === "training");
  };
  const builtOn = new Set(
    stages
      .filter((stage) => !called.has(stage))
      .flatMap((stage) => stage.deps.map(({ path }) => makerOf(stage, path))),
  );
  return new Set(
    [...called].filter(
      (stage) => !builtOn.has(stage) || stage.deps.some(({ path }) => isTrained(stage, path)),
    ),
  );
}

const MODEL = /(^|[^a-z])(models?|weights|checkpoints?|classifier|regressor)([^a-z]|$)/i;
const MODEL_FILE = /\.(pkl|joblib|pt|pth|ckpt|onnx|h5|keras|safetensors|cbm|ubj)$/i;

/** Such files may hold data as well, and then say what for: `test.pt`. */
function isModel(path: string): boolean {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return MODEL.test(path) || (MODEL_FILE.test(name) && roleInName(name) === undefined);
}
