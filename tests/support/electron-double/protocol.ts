import type { Page, Route } from 'playwright-core';

export type ProtocolHandler = (request: Request) => Response | Promise<Response>;

/**
 * Own schemes in a browser that does not know them: app://shop is shown to Chromium as http://shop.app.localhost, which is a
 * secure context of its own origin as well. Every request is answered by the program's own handler; nothing else is reachable.
 */
export class ProtocolDouble {
  readonly handlers = new Map<string, ProtocolHandler>();
  readonly privileged: { scheme: string; privileges: Record<string, boolean> }[] = [];
  private readonly isReady: () => boolean;

  constructor(isReady: () => boolean) {
    this.isReady = isReady;
  }

  registerSchemesAsPrivileged(schemes: { scheme: string; privileges: Record<string, boolean> }[]): void {
    if (this.isReady()) throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready');
    if (this.privileged.length > 0) throw new Error('protocol.registerSchemesAsPrivileged can only be called once');
    this.privileged.push(...schemes);
  }

  handle(scheme: string, handler: ProtocolHandler): void {
    if (!this.isReady()) throw new Error('protocol.handle can only be used after app is ready');
    if (this.handlers.has(scheme)) throw new Error(`The scheme ${scheme} is already handled`);
    this.handlers.set(scheme, handler);
  }

  toChromium(url: string): string {
    return url.replace(/^([a-z-]+):\/\/([^/]+)/, (whole, scheme: string, host: string) => (this.handlers.has(scheme) ? `http://${host}.${scheme}.localhost` : whole));
  }

  fromChromium(url: string): string {
    return url.replace(/^http:\/\/([^./]+)\.([a-z-]+)\.localhost(?::\d+)?/, '$2://$1');
  }

  /** `mayNavigate` is asked before the page goes anywhere by itself. */
  async serve(page: Page, mayNavigate: (url: string) => boolean): Promise<void> {
    await page.route('**/*', async (route) => {
      const request = route.request();
      const url = this.fromChromium(request.url());
      const moves = request.isNavigationRequest() && request.frame() === page.mainFrame();
      if (moves && !mayNavigate(url)) return route.abort('aborted');
      return this.answer(route, url);
    });
  }

  private async answer(route: Route, url: string): Promise<void> {
    const handler = this.handlers.get(new URL(url).protocol.slice(0, -1));
    if (!handler) return route.abort('blockedbyclient');
    const response = await handler(new Request(url, { method: route.request().method() }));
    await route.fulfill({ status: response.status, headers: Object.fromEntries(response.headers), body: Buffer.from(await response.arrayBuffer()) });
  }
}
