import { startOfDay } from '../../../shared/units/calendar.ts';
import type { Day } from '../../../shared/units/day.ts';
import type { MethodsOf } from '../../database/handlers.ts';
import type { Contract } from '../../../shared/app/contract.ts';
import type { InputOf, OutputOf } from '../../database/handlers.ts';
import type { Actor } from '../../database/handles.ts';
import type { Core } from '../core.ts';
import { registry } from '../registry.ts';

export const timeZone = 'Asia/Shanghai';

/** Gives the demo shop's commands at the minute of the day they would be given: the same door as everybody, another clock. */
export interface Clerk {
  setTime(on: Day, minute: number): void;
  now(): number;
  internal(name: string, input: object): unknown;
  call<Name extends MethodsOf<Contract>>(method: Name, input: InputOf<Contract, Name>): OutputOf<Contract, Name>;
}

/** An instant of a day in the shop's time zone, in epoch milliseconds. */
export const minuteOf = (on: Day, minute: number): number => startOfDay(on, timeZone) + minute * 60_000;

const owner: Actor = { userId: 1, role: 'owner', deviceId: null, via: 'cli' };

export function clerkOf(core: Core, clock: { now: number }): Clerk {
  return {
    setTime: (on, minute) => {
      clock.now = minuteOf(on, minute);
    },
    now: () => clock.now,
    internal: (name, input) => core.internal(owner, name, input),
    call: ((method: string, input: unknown) =>
      method in registry.commands ? core.command(owner, method, input) : core.query(owner, method, input)) as unknown as Clerk['call'],
  };
}
