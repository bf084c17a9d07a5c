const ADJECTIVES = [
  "able amber ample azure bold brave brisk calm candid civil clear clever cosmic crisp curious dapper",
  "daring deft eager early earnest fair fancy fast fine firm fond frank fresh gentle glad golden",
  "grand happy hardy honest humble ideal jolly keen kind lively loyal lucky mellow merry mighty modest",
  "neat nimble noble patient plucky polite prime proud quick quiet rapid ready sharp silver steady sunny",
]
  .join(" ")
  .split(" ");

const NOUNS = [
  "alder ash aspen badger beech birch bison bream cedar cod condor crane crow deer dove eagle",
  "egret elk elm falcon fern finch fir fox gecko goose grouse gull hare hawk hazel heron",
  "ibis jay kestrel kite larch lark linnet lion lynx maple marten mole moose moth newt oak",
  "otter owl perch pine plover poplar quail raven robin rook rowan seal shrew stork swan swift",
]
  .join(" ")
  .split(" ");

/** A name to speak of a run that was given none, e.g. `brisk-otter-417`: always the same for the same id (hex digits). */
export function nameRun(id: string): string {
  const part = (from: number) => Number.parseInt(id.slice(from, from + 4), 16) || 0;
  const adjective = ADJECTIVES[part(-12 + id.length) % ADJECTIVES.length];
  const noun = NOUNS[part(-8 + id.length) % NOUNS.length];
  return `${adjective}-${noun}-${part(-4 + id.length) % 1_000}`;
}
