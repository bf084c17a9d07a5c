type Environment = Readonly<Record<string, string | undefined>>;

/** The recorder that Pedigree put into MLFLOW_TRACKING_URI, beside which one that somebody chose can be told from it. */
const MARK = "PEDIGREE_TRACKING_URI";

/** Marks the recorder among the variables by which training code reaches it; nothing where another server was chosen. */
export function markedOwn({ MLFLOW_TRACKING_URI: uri }: Environment): Readonly<Record<string, string>> {
  return uri === undefined ? {} : { [MARK]: uri };
}

/**
 * The environment without the recorder of another run. A shell keeps it after `record --stop`, and a sweep hands its own
 * to the runs that it begins: nobody chose it for them. Where a run on that server is named, somebody did.
 */
export function withoutOtherRecorder(env: Environment): Environment {
  const { MLFLOW_TRACKING_URI: uri, MLFLOW_RUN_ID: run = "" } = env;
  const isOurs = uri !== undefined && uri !== "" && uri === env[MARK] && run === "";
  return isOurs ? { ...env, MLFLOW_TRACKING_URI: undefined, MLFLOW_TRACKING_TOKEN: undefined } : env;
}

/** The variables of a run that a shell has still, by which all that is begun there would be kept in the run's store. */
export function leftVariables(env: Environment, run: string): readonly string[] {
  if (env.PEDIGREE_RUN !== run) return [];
  const { MLFLOW_TRACKING_URI: uri } = env;
  const own = ["PEDIGREE_RUN", "PEDIGREE_STORE", MARK];
  const tracking = uri === env[MARK] ? ["MLFLOW_TRACKING_URI", "MLFLOW_TRACKING_TOKEN"] : [];
  return [...own, ...tracking].filter((name) => env[name] !== undefined);
}
