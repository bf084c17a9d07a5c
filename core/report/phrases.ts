/** Who may approve, as the requirement `approvals` says it. The first that fits is taken. */
const APPROVERS = [
  "by people who may write to the registry",
  "from the owners, of whom model.yml names none",
  "from the owners, {,}",
  "from {,}",
] as const;

/**
 * What requirements say in `title`, `expected`, `found` and `remedy`, as far as it is Pedigree's own words. `#` is a
 * number, `(s)` a plural or not, `{}` a name that somebody chose, `{,}` a list of such names. What fits several
 * belongs to the first.
 */
export const PHRASES: readonly string[] = [
  // order
  "the way into {}",
  "a new version",
  "a version in any other stage",
  "a version in {,}",
  "not in {}",
  "in {} already",
  "in {}",
  "one of {,}",
  "{}, which the policy does not have",
  // paths
  "only files of this move",
  "nothing else",
  "{} and the model's stages and log",
  "{}, its log and {}",
  "{,} and # more",
  // approvals
  ...APPROVERS.map((by) => `# approval(s) ${by}, one more because an author or committer has no account`),
  ...APPROVERS.map((by) => `# approval(s) ${by}`),
  ...APPROVERS.map((by) => `ask for a review ${by}`),
  "# of #: {,}; not counted: {,}",
  "# of #; not counted: {,}",
  "# of #: {,}",
  "# of #",
  "may not approve this",
  "review dismissed",
  "asks for changes",
  "asks for changes, and may be one who can",
  "approved another commit",
  "is requester here",
  "is author here",
  "is committer here",
  "is trainer here",
  "right to approve not known",
  "answer {,}, who must approve or whose review must be dismissed",
  // checks
  "required checks",
  "# of # succeeded",
  "check {} by {}",
  "success",
  "failure",
  "no such check on this commit",
  "queued",
  "in_progress",
  "no conclusion",
  "wait for {}, or see why it does not run on this commit",
  // card
  "model card complete for development",
  "model card complete for staging",
  "model card complete for production",
  "a card that can be read",
  "# sections and the front matter",
  "complete; recommended as well: {,}",
  "# gap(s); recommended as well: {,}",
  "# gap(s)",
  "complete",
  "front matter: {}",
  "front matter",
  "{} filled in",
  "at least # words",
  "some text",
  "missing",
  "missing (line #)",
  "empty (line #)",
  "a placeholder (line #)",
  "# words (line #)",
  // metrics
  "metric conditions",
  "# of # met",
  "no holder yet",
  "there is no baseline run",
  "{} is not recorded",
];
