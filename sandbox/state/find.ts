import { ApiError } from "../http/route.ts";
import type { App, Installation, Repository, State, User } from "./entities.ts";

/** Lookups by what callers hold. A missing id inside the state is a defect, hence the errors. */
export function userById(state: State, id: number): User {
  const user = state.users.find((candidate) => candidate.id === id);
  if (user === undefined) throw new Error(`no account has the id ${id}`);
  return user;
}

/** Logins compare without case, as on GitHub. */
export function findUser(state: State, login: string): User | undefined {
  return state.users.find((user) => sameName(user.login, login));
}

/** The account of a commit's address: `ID+login@users.noreply.github.com` or `login@users.noreply.github.com`. */
export function userOfEmail(state: State, email: string): User | undefined {
  const match = /^(?:(\d+)\+)?([^@+]+)@users\.noreply\.github\.com$/i.exec(email);
  if (match === null) return undefined;
  const [, id, login = ""] = match;
  return id === undefined ? findUser(state, login) : state.users.find((user) => user.id === Number(id));
}

export function noreplyEmail(user: User): string {
  return `${user.id}+${user.login}@users.noreply.github.com`;
}

export function findRepository(state: State, owner: string, name: string): Repository | undefined {
  const ownerId = findUser(state, owner)?.id;
  return state.repositories.find(
    (repository) => repository.ownerId === ownerId && sameName(repository.name, name),
  );
}

export function repositoryById(state: State, id: number): Repository {
  const repository = state.repositories.find((candidate) => candidate.id === id);
  if (repository === undefined) throw new Error(`no repository has the id ${id}`);
  return repository;
}

/** `owner/name`. */
export function fullName(state: State, repository: Repository): string {
  return `${userById(state, repository.ownerId).login}/${repository.name}`;
}

export function appById(state: State, id: number): App {
  const app = state.apps.find((candidate) => candidate.id === id);
  if (app === undefined) throw new ApiError(404, "Integration not found");
  return app;
}

/** The installation of an App that covers a repository. */
export function installationFor(state: State, app: App, repository: Repository): Installation | undefined {
  return state.installations.find(
    ({ appId, accountId, repositoryIds }) =>
      appId === app.id &&
      accountId === repository.ownerId &&
      (repositoryIds === null || repositoryIds.includes(repository.id)),
  );
}

function sameName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
