const SIGNALS = ["SIGINT", "SIGQUIT", "SIGTERM", "SIGHUP"] as const;

/** Tells which signals have come so far. */
export type CameSignals = () => readonly NodeJS.Signals[];

/** Keeps a process up whatever signal comes, and remembers which did: what it is about to start has to know. */
export function outliveSignals(process: Pick<NodeJS.Process, "on">): CameSignals {
  const came: NodeJS.Signals[] = [];
  for (const signal of SIGNALS) process.on(signal, () => came.push(signal));
  return () => came;
}
