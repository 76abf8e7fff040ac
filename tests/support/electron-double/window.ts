import { EventEmitter } from 'node:events';
import fs from 'node:fs';
import type { Page } from 'playwright-core';
import { modelled } from './modelled.ts';
import { pageSide, type ToMain, type ToPage } from './page-side.ts';
import type { PortDouble } from './ports.ts';
import type { World } from './world.ts';

export interface WindowOptions {
  show?: boolean;
  webPreferences?: Record<string, unknown>;
}

export interface NavigationEvent {
  url: string;
  preventDefault(): void;
}

type OpenHandler = (details: { url: string }) => { action: 'deny' | 'allow' };

/** A window is a page of Chromium. Weak windows cannot be made at all. */
export class WindowDouble extends EventEmitter {
  readonly options: WindowOptions;
  readonly webContents: ContentsDouble;
  private visible: boolean;
  /** As a person may have left it, and how often the program called for attention. */
  minimized = false;
  focused = 0;
  private readonly world: World;

  constructor(world: World, options: WindowOptions = {}) {
    super();
    if (!world.ready) throw new Error('Cannot create BrowserWindow before app is ready');
    const { contextIsolation, sandbox, nodeIntegration } = options.webPreferences ?? {};
    if (contextIsolation === false || sandbox === false || nodeIntegration === true) throw new Error('electron double: only sandboxed, isolated windows exist');
    this.world = world;
    this.options = options;
    this.visible = options.show !== false;
    this.webContents = modelled('webContents', new ContentsDouble(world, options));
    this.webContents.onGone(() => this.gone());
    world.windows.push(this);
  }

  get page(): Promise<Page> {
    return this.webContents.page;
  }

  async loadURL(url: string): Promise<void> {
    await this.webContents.load(url);
    this.emit('ready-to-show');
  }

  show(): void { this.visible = true; }
  focus(): void { this.focused += 1; }
  restore(): void { this.minimized = false; }
  isVisible(): boolean { return this.visible; }
  isMinimized(): boolean { return this.minimized; }

  /** As by the button in its corner. */
  close(): void {
    void this.page.then((page) => page.close());
  }

  destroy(): void {
    this.close();
  }

  private gone(): void {
    this.world.windows.splice(this.world.windows.indexOf(this), 1);
    this.emit('closed');
    if (this.world.windows.length === 0 && !this.world.quitting) this.world.app.emit('window-all-closed');
  }
}

export class ContentsDouble extends EventEmitter {
  readonly page: Promise<Page>;
  private readonly world: World;
  private readonly ports = new Map<number, PortDouble>();
  private openHandler: OpenHandler | undefined;
  private expected: string | undefined;
  private url = '';

  constructor(world: World, options: WindowOptions) {
    super();
    this.world = world;
    this.page = this.open(options);
  }

  getURL(): string { return this.url; }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.openHandler = handler;
  }

  reload(): void {
    void this.page.then((page) => page.reload());
  }

  async printToPDF(options: { preferCSSPageSize: boolean; printBackground: boolean }): Promise<Uint8Array> {
    return (await this.page).pdf(options);
  }

  postMessage(channel: string, _message: unknown, transfer: PortDouble[]): void {
    const ids = transfer.map((port) => {
      const id = this.world.nextPort();
      this.ports.set(id, port);
      return { id, port };
    });
    this.send({ kind: 'ipc', channel, ports: ids.map(({ id }) => id) });
    for (const { id, port } of ids) port.moveToPage(id, (message) => this.send(message));
  }

  /** Whether the program lets the page go there; asked as Chromium would before a navigation. */
  mayNavigate(url: string, event: 'will-navigate' | 'will-frame-navigate' | 'will-redirect' = 'will-navigate'): boolean {
    let allowed = true;
    this.emit(event, { url, preventDefault: () => { allowed = false; } } satisfies NavigationEvent);
    return allowed;
  }

  windowOpen(url: string): 'deny' | 'allow' {
    return this.openHandler?.({ url }).action ?? 'allow';
  }

  /** An ipc message as a frame of that address would send it. */
  receive(channel: string, frame: { url: string; parent: unknown }): void {
    this.world.ipcMain.emit(channel, { sender: this, senderFrame: frame, ports: [] });
  }

  async load(url: string): Promise<void> {
    const page = await this.page;
    this.expected = url;
    await page.goto(this.world.protocol.toChromium(url));
  }

  onGone(listener: () => void): void {
    void this.page.then((page) => page.on('close', () => {
      for (const port of this.ports.values()) port.close();
      listener();
    }));
  }

  private send(message: ToPage): void {
    // A page that is just leaving no longer hears; Electron drops such messages as well.
    void this.page.then((page) => page.evaluate((told) => (window as unknown as { __fromMain?(m: unknown): void }).__fromMain?.(told), message)).catch(() => undefined);
  }

  private async open({ webPreferences = {} }: WindowOptions): Promise<Page> {
    const page = await this.world.context.newPage();
    const preload = webPreferences['preload'];
    await page.exposeFunction('__toMain', (message: ToMain) => this.hear(message));
    if (typeof preload === 'string') await page.addInitScript(`if (window.top === window) (${String(pageSide)})(${JSON.stringify(fs.readFileSync(preload, 'utf8'))})`);
    await this.world.protocol.serve(page, (url) => this.navigates(url));
    page.on('framenavigated', (frame) => { if (frame === page.mainFrame()) this.url = this.world.protocol.fromChromium(frame.url()); });
    page.on('pageerror', (error) => this.world.errors.push(error));
    page.on('popup', (popup) => void popup.close());
    return page;
  }

  /** What the program itself loads is not asked about. */
  private navigates(url: string): boolean {
    if (url === this.expected) {
      this.expected = undefined;
      return true;
    }
    return this.mayNavigate(url);
  }

  private hear(message: ToMain): void {
    if (message.kind === 'open') this.windowOpen(message.url);
    else if (message.kind === 'port') this.ports.get(message.id)?.peer?.receive(message.data);
    else this.receive(message.channel, { url: this.url, parent: null });
  }
}
