import type { DataVersion } from "./data-version.ts";

/** MLflow computes a digest of eight hexadecimal digits; any other one is a version that somebody chose. */
const COMPUTED = /^[0-9a-f]{8}$/;
const LFS = /^sha256:([0-9a-f]{64})$/;

/**
 * Texts of which two inputs share one exactly when they are the same data, wherever they are called what: a digest of the
 * content, read or taken from a pointer of Git LFS or DVC; a name within a scheme; for a version that somebody chose for MLflow, it and
 * the data set's name.
 */
export function identitiesOf({ scheme, id, digest, md5, name }: DataVersion): readonly string[] {
  const pointed = scheme === "git-lfs" ? LFS.exec(id)?.[1] : undefined;
  const content = digest ?? pointed;
  const isChosen = scheme === "mlflow" && !COMPUTED.test(id);
  return [
    isChosen ? `mlflow ${id} of ${name}` : `${scheme} ${id}`,
    ...(content === undefined ? [] : [`digest ${content}`]),
    ...(md5 === undefined ? [] : [`dvc md5:${md5}`]),
  ];
}

/** The same as it was judged first: by scheme and id, and by the digest of what was read. */
export function identitiesOnce({ scheme, id, digest }: DataVersion): readonly string[] {
  return [`${scheme} ${id}`, ...(digest === undefined ? [] : [`digest ${digest}`])];
}

/** Whether the first lies in the folder that the second is, both being paths of one workspace. */
export function liesIn(inner: DataVersion, outer: DataVersion): boolean {
  if (inner.scheme === "mlflow" || outer.scheme === "mlflow") return false;
  return outer.name === "." ? inner.name !== "." : inner.name.startsWith(`${outer.name}/`);
}
