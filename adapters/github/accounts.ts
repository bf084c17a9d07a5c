import type { Account } from "../../core/people.ts";

interface AccountDto {
  readonly id: number;
  readonly login: string;
  readonly type: string;
}

/** Only `User` is a person; Bot, Organization, Mannequin and whatever comes later are not. */
export function toAccount(user: AccountDto): Account {
  return { id: user.id, login: user.login, bot: user.type !== "User" };
}

/** GitHub writes null for a deleted account and `{}` for a commit by an e-mail that belongs to nobody. */
export function toAccountOrNull(user: Partial<AccountDto> | null | undefined): Account | null {
  if (user?.id === undefined || user.login === undefined || user.type === undefined) return null;
  return toAccount({ id: user.id, login: user.login, type: user.type });
}
