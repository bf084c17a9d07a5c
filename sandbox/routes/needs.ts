/** What routes that read or write a repository's content ask of a token or a person. */
export const READ_CONTENTS = { permission: "contents", level: "read" } as const;
export const WRITE_CONTENTS = { permission: "contents", level: "write", role: "write" } as const;
