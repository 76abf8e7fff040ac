import type { Shelf } from '../../client/phone/shelf.ts';
import { KeptCommands } from '../../client/phone/kept-commands.ts';
import { ask } from '../../client/phone/phone-line.ts';

export interface Paired {
  readonly deviceId: number;
  readonly key: string;
  readonly name: string;
}

const shelfName = 'paired';

export const pairedOf = (shelf: Shelf): Paired | undefined => shelf.read<Paired>(shelfName);

/** The code of the picture on the laptop's screen stands in the address behind the #, which no server is told. It leaves it at once. */
export function takePairingCode(): string {
  const code = /^#([A-Z2-9]{8})$/.exec(location.hash)?.[1] ?? '';
  if (code !== '') history.replaceState(null, '', location.pathname);
  return code;
}

/** Exchanges the code for this phone's key. @throws OutOfReach, SaidNo */
export async function pairPhone(shelf: Shelf, code: string, name: string): Promise<Paired> {
  const { answer } = await ask('/phone/pair', { code, name });
  const paired: Paired = { ...(answer as { deviceId: number; key: string }), name };
  new KeptCommands(shelf, Date.now).pairedAnew();
  shelf.write(shelfName, paired);
  return paired;
}
