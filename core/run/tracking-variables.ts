/** MLflow's client prints after each run where its page is; there is none, and the recorder ends with the training. */
const PRINT_NO_URL = "MLFLOW_SUPPRESS_PRINTING_URL_TO_STDOUT";

/** Programs must not look for the recorder behind a proxy. */
const LOOPBACK = ["127.0.0.1", "localhost"];

export interface TrackingVariables {
  readonly variables: Readonly<Record<string, string>>;
  /** What the log says of it. */
  readonly notes: readonly string[];
}

/**
 * The environment by which training code reaches the recorder, beside what it has already. A tracking server that
 * somebody chose stays chosen. Where there is a proxy, loopback is taken out of it.
 */
export function trackingVariables(
  recorder: Readonly<Record<string, string>>,
  env: Readonly<Record<string, string | undefined>>,
): TrackingVariables {
  const own = env.MLFLOW_TRACKING_URI;
  if (own !== undefined && own !== "")
    return {
      variables: {},
      notes: [
        "MLFLOW_TRACKING_URI is set already and stays so: what is logged there is not recorded by itself",
      ],
    };
  if (Object.keys(recorder).length === 0) return { variables: {}, notes: [] };
  const quiet = env[PRINT_NO_URL] === undefined ? { [PRINT_NO_URL]: "true" } : {};
  return { variables: { ...recorder, ...quiet, ...withoutProxy(env) }, notes: [] };
}

function withoutProxy(env: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> {
  const hasProxy = ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"].some((name) => env[name]);
  if (!hasProxy) return {};
  // Programs read one spelling or the other.
  const listed = (env.no_proxy || env.NO_PROXY || "").split(",").map((name) => name.trim());
  const all = [...new Set([...listed, ...LOOPBACK])].filter((name) => name !== "").join(",");
  return { no_proxy: all, NO_PROXY: all };
}
