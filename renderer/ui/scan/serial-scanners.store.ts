import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import type { WebSerialPort } from './web-serial.ts';

/** heard: its codes arrive · taken: another program or window has it · away: unplugged, heard again when it is back. */
export type SerialState = 'heard' | 'taken' | 'away';

export interface SerialScanner {
  readonly port: WebSerialPort;
  /** Vendor and product of the plug, "05E0:1701"; empty for a plug without. */
  readonly plug: string;
  readonly state: SerialState;
  /** It sent something and no end of line behind it. */
  readonly endless: boolean;
}

interface SerialScanners {
  readonly scanners: readonly SerialScanner[];
  put(scanner: SerialScanner): void;
  tell(port: WebSerialPort, news: Partial<Pick<SerialScanner, 'state' | 'endless'>>): void;
  drop(port: WebSerialPort): void;
}

/** The serial scanners of this window. */
export const useSerialScanners = create<SerialScanners>()((set) => ({
  scanners: [],
  // What comes back after it was unplugged is a new port of the same plug.
  put: (scanner) => set(({ scanners }) => ({ scanners: [...scanners.filter(({ port, plug, state }) => port !== scanner.port && !(state === 'away' && plug === scanner.plug)), scanner] })),
  tell: (port, news) => set(({ scanners }) => ({ scanners: scanners.map((one) => (one.port === port ? { ...one, ...news } : one)) })),
  drop: (port) => set(({ scanners }) => ({ scanners: scanners.filter((one) => one.port !== port) })),
}));

/** Bits a second; a USB plug takes any. */
export const serialSpeeds = [9_600, 19_200, 38_400, 57_600, 115_200] as const;

interface SpeedChoice {
  readonly speed: number;
  choose(speed: number): void;
}

/** How fast scanners with a plug of nine pins are set, on this machine. */
export const useSerialSpeed = create<SpeedChoice>()(persist((set) => ({ speed: 9_600, choose: (speed) => set({ speed }) }), { name: 'shopwright.serialSpeed' }));
