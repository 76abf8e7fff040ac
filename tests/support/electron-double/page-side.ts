/// <reference lib="dom" />

/** What main says to the page's preload. */
export type ToPage =
  | { kind: 'ipc'; channel: string; ports: number[] }
  | { kind: 'port'; id: number; data: unknown }
  | { kind: 'portClosed'; id: number };

/** What the page says to main. */
export type ToMain = { kind: 'send'; channel: string } | { kind: 'port'; id: number; data: unknown } | { kind: 'open'; url: string };

export interface PageSide {
  __toMain(message: ToMain): Promise<void>;
  __fromMain(message: ToPage): void;
}

/**
 * Runs in the page before any script of it, as text: the sandboxed preload's `require('electron')`, the bridge and the ports.
 * It has to be whole in itself, since nothing outside this function reaches the page. Unlike in Electron, preload and page
 * share one world here; the bridge therefore clones and freezes what crosses it, as the real one does.
 */
export function pageSide(preload: string): void {
  const own = window as unknown as PageSide & Record<string, unknown>;
  const toMain = own.__toMain;
  const ports = new Map<number, MessagePort>();
  const hearers = new Map<string, ((event: { ports: MessagePort[] }) => void)[]>();

  const openPort = (id: number): MessagePort => {
    const { port1, port2 } = new MessageChannel();
    ports.set(id, port2);
    port2.onmessage = (event) => void toMain({ kind: 'port', id, data: event.data });
    return port1;
  };

  own.__fromMain = (message) => {
    if (message.kind === 'port') ports.get(message.id)?.postMessage(message.data);
    else if (message.kind === 'portClosed') ports.get(message.id)?.close();
    else for (const hear of hearers.get(message.channel) ?? []) hear({ ports: message.ports.map(openPort) });
  };
  window.open = (url) => {
    void toMain({ kind: 'open', url: new URL(String(url), location.href).href });
    return null;
  };

  const ipcRenderer = {
    send: (channel: string, ...args: unknown[]) => {
      if (args.length > 0) throw new Error('electron double: ipcRenderer.send with arguments is not modelled');
      void toMain({ kind: 'send', channel });
    },
    on: (channel: string, hear: (event: { ports: MessagePort[] }) => void) => {
      hearers.set(channel, [...(hearers.get(channel) ?? []), hear]);
    },
  };
  const cross = (value: unknown): unknown => {
    if (typeof value === 'function') return (...args: unknown[]) => cross(value(...args.map(cross)));
    if (value === null || typeof value !== 'object') return value;
    if (Object.getPrototypeOf(value) !== Object.prototype) return structuredClone(value);
    return Object.freeze(Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, cross(inner)])));
  };
  const contextBridge = {
    exposeInMainWorld: (name: string, api: object) => Object.defineProperty(window, name, { value: cross(api), enumerable: true }),
  };
  const require = (name: string): unknown => {
    if (name === 'electron') return { contextBridge, ipcRenderer };
    throw new Error(`A sandboxed preload cannot require ${name}`);
  };
  // The page's policy forbids `new Function` to the page; the preload runs before there is a page, and outside it in Electron.
  new Function('require', 'exports', 'module', preload)(require, {}, { exports: {} });
}
