import type { Page } from 'playwright-core';

/** Puts scanners with a serial line into a page in place of its own Web Serial, before anything of ours runs there. */
export async function plugInto(page: Page): Promise<void> {
  await page.addInitScript(fakeSerial);
}

interface Fake {
  chosen: number | undefined;
  speeds: number[];
  say(scanner: number, bytes: number[]): void;
  fault(scanner: number): void;
  unplug(scanner: number): void;
  plug(scanner: number): void;
  busy(scanner: number, isBusy: boolean): void;
  opened(scanner: number): boolean;
}

type Window = { fakeSerial: Fake };

/** The scanner a person takes in the dialog of the browser; nothing closes the dialog. */
export const choose = (page: Page, scanner: number | undefined): Promise<void> => page.evaluate((one) => void ((globalThis as unknown as Window).fakeSerial.chosen = one), scanner);

/** Sends bytes in pieces of so many, each a read of its own. */
export function say(page: Page, text: string, piece = text.length, scanner = 0): Promise<void> {
  const bytes = [...new TextEncoder().encode(text)];
  const pieces = Array.from({ length: Math.ceil(bytes.length / piece) }, (_, index) => bytes.slice(index * piece, (index + 1) * piece));
  return page.evaluate(([all, to]) => all.forEach((one) => (globalThis as unknown as Window).fakeSerial.say(to, one)), [pieces, scanner] as const);
}

export const does = (page: Page, what: 'fault' | 'unplug' | 'plug', scanner = 0): Promise<void> =>
  page.evaluate(([name, one]) => (globalThis as unknown as Window).fakeSerial[name](one), [what, scanner] as const);

/** Another program has it, or lets it go. */
export const setBusy = (page: Page, isBusy: boolean, scanner = 0): Promise<void> => page.evaluate(([busy, one]) => (globalThis as unknown as Window).fakeSerial.busy(one, busy), [isBusy, scanner] as const);

export const isOpen = (page: Page, scanner = 0): Promise<boolean> => page.evaluate((one) => (globalThis as unknown as Window).fakeSerial.opened(one), scanner);

/** The speeds ports were opened at, in their order. */
export const speeds = (page: Page): Promise<number[]> => page.evaluate(() => (globalThis as unknown as Window).fakeSerial.speeds);

/** Runs in the page. What was allowed is kept over a reload, as a browser keeps it. */
function fakeSerial(): void {
  const storageKey = 'fakeSerial.allowed';
  const allowed = new Set<number>(JSON.parse(localStorage.getItem(storageKey) ?? '[]') as number[]);
  const keep = (): void => localStorage.setItem(storageKey, JSON.stringify([...allowed]));
  const fault = (name: string): DOMException => new DOMException('as a port says it', name);

  class Port extends EventTarget {
    readable: ReadableStream<Uint8Array> | null = null;
    isBusy = false;
    private here: ReadableStreamDefaultController<Uint8Array> | undefined;
    readonly number: number;
    constructor(number: number) {
      super();
      this.number = number;
    }
    getInfo() {
      return { usbVendorId: 0x05e0, usbProductId: 0x1701 + this.number };
    }
    async open({ baudRate }: { baudRate: number }): Promise<void> {
      if (this.readable) throw fault('InvalidStateError');
      if (this.isBusy) throw fault('NetworkError');
      held.speeds.push(baudRate);
      this.begin();
    }
    begin(): void {
      this.readable = new ReadableStream<Uint8Array>({ start: (controller) => void (this.here = controller) });
    }
    async close(): Promise<void> {
      if (this.readable?.locked) throw new TypeError('the stream is locked');
      this.readable = null;
    }
    async forget(): Promise<void> {
      allowed.delete(this.number);
      keep();
    }
    say(bytes: number[]): void {
      this.here?.enqueue(Uint8Array.from(bytes));
    }
    break(name: string, goesOn: boolean): void {
      const before = this.here;
      if (goesOn) this.begin();
      else this.readable = null;
      before?.error(fault(name));
    }
  }

  const ports = [0, 1].map((number) => new Port(number));
  const plugged = new Set([0, 1]);
  const serial = Object.assign(new EventTarget(), {
    getPorts: async () => ports.filter(({ number }) => allowed.has(number) && plugged.has(number)),
    requestPort: async () => {
      if (!navigator.userActivation.isActive) throw fault('SecurityError');
      if (held.chosen === undefined) throw fault('NotFoundError');
      allowed.add(held.chosen);
      keep();
      return ports[held.chosen];
    },
  });
  /** As the browser does it: the event is the port's and rises to the serial object. */
  const tell = (type: string, port: Port): void => {
    const event = new Event(type);
    Object.defineProperty(event, 'target', { value: port });
    serial.dispatchEvent(event);
  };
  const held = {
    chosen: undefined as number | undefined,
    speeds: [] as number[],
    say: (one: number, bytes: number[]) => ports[one]?.say(bytes),
    fault: (one: number) => ports[one]?.break('BufferOverrunError', true),
    unplug: (one: number) => {
      plugged.delete(one);
      ports[one]?.break('NetworkError', false);
      tell('disconnect', ports[one]!);
    },
    plug: (one: number) => {
      plugged.add(one);
      ports[one] = new Port(one);
      if (allowed.has(one)) tell('connect', ports[one]);
    },
    busy: (one: number, isBusy: boolean) => void (ports[one]!.isBusy = isBusy),
    opened: (one: number) => ports[one]?.readable !== null,
  };
  (globalThis as unknown as { fakeSerial: unknown }).fakeSerial = held;
  Object.defineProperty(navigator, 'serial', { value: serial, configurable: true });
}
