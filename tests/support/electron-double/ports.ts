import { EventEmitter } from 'node:events';
import type { ToPage } from './page-side.ts';

/** One end of a channel in main. Its peer is either another end here, or a real MessagePort in a page. */
export class PortDouble extends EventEmitter {
  peer: PortDouble | undefined;
  private inPage: { id: number; send(message: ToPage): void } | undefined;
  private started = false;
  private closed = false;
  private readonly waiting: unknown[] = [];

  postMessage(data: unknown): void {
    const copy = structuredClone(data);
    const remote = this.peer?.inPage;
    if (remote) remote.send({ kind: 'port', id: remote.id, data: copy });
    else this.peer?.receive(copy);
  }

  start(): void {
    this.started = true;
    for (const data of this.waiting.splice(0)) this.receive(data);
  }

  close(): void {
    if (this.closed) return;
    this.closed = true;
    this.inPage?.send({ kind: 'portClosed', id: this.inPage.id });
    setImmediate(() => this.emit('close'));
    this.peer?.close();
  }

  /** A message for whoever holds this end; before `start` it waits, as in Electron. */
  receive(data: unknown): void {
    if (this.started) setImmediate(() => this.emit('message', { data, ports: [] }));
    else this.waiting.push(data);
  }

  /** This end now lives in a page: what its peer sent before goes after it. */
  moveToPage(id: number, send: (message: ToPage) => void): void {
    this.inPage = { id, send };
    for (const data of this.waiting.splice(0)) send({ kind: 'port', id, data });
  }
}

export class MessageChannelMainDouble {
  readonly port1 = new PortDouble();
  readonly port2 = new PortDouble();

  constructor() {
    this.port1.peer = this.port2;
    this.port2.peer = this.port1;
  }
}
