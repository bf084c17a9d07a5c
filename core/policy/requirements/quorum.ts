/** A group of whom so many have to approve, and the people of it who did, by numeric id. */
export interface GroupCount {
  readonly count: number;
  readonly people: ReadonlySet<number>;
}

/**
 * Whether different people can stand for all groups, and still can when any `spare` of them are taken away: that is so
 * when any of the groups together have as many people as they ask for, and `spare` more (Hall's theorem). Ten groups,
 * the most that a policy may name, are some thousand steps.
 */
export function canFill(groups: readonly GroupCount[], spare: number): boolean {
  const fits = (at: number, asked: number, people: ReadonlySet<number>): boolean => {
    const group = groups[at];
    if (group === undefined) return asked === 0 || people.size >= asked + spare;
    return (
      fits(at + 1, asked, people) && fits(at + 1, asked + group.count, new Set([...people, ...group.people]))
    );
  };
  return fits(0, 0, new Set());
}
