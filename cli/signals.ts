/**
 * What a terminal or a machine ends a command by. A terminal sends the second one by Ctrl-\, to the group of this process alone:
 * a training would go on unseen.
 */
export const SIGNALS: readonly NodeJS.Signals[] = ["SIGINT", "SIGQUIT", "SIGTERM", "SIGHUP"];

/** Tells which signals have come so far. */
export type CameSignals = () => readonly NodeJS.Signals[];

/** Keeps a process up whatever signal comes, and remembers which did: what it is about to start has to know. */
export function outliveSignals(process: Pick<NodeJS.Process, "on">): CameSignals {
  const came: NodeJS.Signals[] = [];
  for (const signal of SIGNALS) process.on(signal, () => came.push(signal));
  return () => came;
}
