import { EventEmitter } from 'node:events';
import type { BrowserContext } from 'playwright-core';
import { ProtocolDouble } from './protocol.ts';
import type { WindowDouble } from './window.ts';

/** A menu as the program built it. */
export interface MenuItem {
  label?: string;
  role?: string;
  accelerator?: string;
  click?(): void;
  submenu?: MenuItem[];
}

type PermissionDetails = { mediaTypes?: string[] };
export interface SessionHandlers {
  request?: (contents: { getURL(): string }, permission: string, answer: (granted: boolean) => void, details: PermissionDetails) => void;
  check?: (contents: null, permission: string, origin: string, details: { mediaType?: string }) => boolean;
  device?: (details: { deviceType: string; origin: string; device: object }) => boolean;
}

/** Everything one running program of the test can see and do: shared by the parts of the double, and read by the tests. */
export class World {
  readonly context: BrowserContext;
  readonly app = new EventEmitter();
  readonly ipcMain = new EventEmitter();
  readonly protocol = new ProtocolDouble(() => this.ready);
  readonly windows: WindowDouble[] = [];
  readonly openedOutside: string[] = [];
  readonly notices: { title: string; body: string }[] = [];
  readonly errorBoxes: string[] = [];
  readonly errors: Error[] = [];
  /** What a person chooses in the next dialogs that ask for a folder; nothing left closes them. */
  readonly answers: string[] = [];
  /** The arguments the program asked to be started again with. */
  relaunched: string[] | undefined;
  /** Where the system keeps what belongs to the program and no shop. */
  readonly userData: string;
  readonly permissions: SessionHandlers = {};
  /** The ways the system's settings lead outside, in Chromium's words. */
  proxy = 'DIRECT';
  /** What Electron tells the program's session. */
  readonly session = new EventEmitter();
  /** The buttons of dialogs as they were shown, and which of them a person presses in the next ones. */
  readonly asked: string[][] = [];
  readonly presses: number[] = [];
  menu: MenuItem[] = [];
  ready = false;
  quitting = false;
  /** Another program of this shop runs already: this one is not given the lock. */
  isFirst = true;
  private ports = 0;

  constructor(context: BrowserContext, userData: string) {
    this.context = context;
    this.userData = userData;
  }

  nextPort(): number {
    this.ports += 1;
    return this.ports;
  }
}
