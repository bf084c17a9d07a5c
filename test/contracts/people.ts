import { beforeEach, describe, expect, it } from "vitest";
import type { Account } from "../../core/people.ts";
import type { People } from "../../core/ports/people.ts";

export interface PeopleSubject {
  readonly people: People;
  /** A team that can be seen, and an account that is in it and may write to the registry. */
  readonly team: string;
  readonly member: Account;
  /** Accounts that are not in it: one may only read the registry, one has no rights there. */
  readonly reader: Account;
  readonly stranger: Account;
}

/** What every implementation of the port must do; run on the memory one and on the adapters. */
export function peopleContract(make: () => Promise<PeopleSubject> | PeopleSubject): void {
  describe("people", () => {
    let subject: PeopleSubject;
    const membership = (account: Account, team = subject.team) => subject.people.membership(team, account);

    beforeEach(async () => {
      subject = await make();
    });

    it("tells members from others, by id", async () => {
      const { team, member, reader } = subject;
      expect(await membership(member)).toEqual({ team, userId: member.id, state: "active" });
      expect(await membership(reader)).toEqual({ team, userId: reader.id, state: "none" });
      expect((await membership({ ...member, id: 987_654 })).state).toBe("none");
    });

    it("does not know members of a team that it cannot see", async () => {
      expect((await membership(subject.member, "acme/no-such-team")).state).toBe("unknown");
    });

    it("reads what an account may do", async () => {
      expect(await subject.people.permission(subject.member)).toBe("write");
      expect(await subject.people.permission(subject.reader)).toBe("read");
      expect(await subject.people.permission(subject.stranger)).toBe("none");
    });

    it("reads the same of several at once, or of one, or of none", async () => {
      const { people, member, reader, stranger } = subject;
      const all = await people.permissions([member, reader, stranger]);
      expect([...all]).toEqual([
        [member.id, "write"],
        [reader.id, "read"],
        [stranger.id, "none"],
      ]);
      expect([...(await people.permissions([reader]))]).toEqual([[reader.id, "read"]]);
      expect([...(await people.permissions([]))]).toEqual([]);
    });
  });
}
