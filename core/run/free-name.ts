/** The name, or the first of `name-2`, `name-3` … that is not taken yet; takes it. */
export function freeName(name: string, taken: Set<string>): string {
  let free = name;
  for (let count = 2; taken.has(free); count += 1) free = `${name}-${count}`;
  taken.add(free);
  return free;
}

/** What somebody called a run, as one part of a metric's name: without the sign that parts are joined by, and short. */
export function asNamePart(name: string): string {
  return name.replaceAll("/", "-").trim().slice(0, 60);
}
