import { modelled } from './modelled.ts';
import { MessageChannelMainDouble } from './ports.ts';
import { WindowDouble, type WindowOptions } from './window.ts';
import type { MenuItem, SessionHandlers, World } from './world.ts';

/** The module `electron` as main sees it, over one world. `exit` ends the program. */
export function electronModule(world: World, exit: () => void): object {
  class BrowserWindow extends WindowDouble {
    static getAllWindows = (): WindowDouble[] => [...world.windows];
    constructor(options?: WindowOptions) {
      super(world, options);
      return modelled('BrowserWindow', this);
    }
  }
  return modelled('electron', {
    app: appDouble(world, exit),
    BrowserWindow,
    dialog: modelled('dialog', {
      showErrorBox: (title: string, text: string) => void world.errorBoxes.push(`${title}: ${text}`),
      showMessageBox: async (...given: { buttons: string[]; cancelId: number }[]) => {
        const { buttons, cancelId } = given.at(-1)!;
        world.asked.push(buttons);
        return { response: world.presses.shift() ?? cancelId };
      },
      showOpenDialog: async () => {
        const chosen = world.answers.shift();
        return { canceled: chosen === undefined, filePaths: chosen === undefined ? [] : [chosen] };
      },
    }),
    ipcMain: modelled('ipcMain', world.ipcMain),
    Menu: modelled('Menu', { buildFromTemplate: (items: MenuItem[]) => items, setApplicationMenu: (items: MenuItem[]) => { world.menu = items; } }),
    MessageChannelMain: MessageChannelMainDouble,
    Notification: notificationDouble(world),
    protocol: modelled('protocol', world.protocol),
    safeStorage: safeStorageDouble(world),
    session: modelled('session', { defaultSession: sessionDouble(world) }),
    shell: modelled('shell', { openExternal: async (url: string) => void world.openedOutside.push(url) }),
  });
}

function appDouble(world: World, exit: () => void): object {
  const { app } = world;
  const quit = (): void => {
    if (world.quitting) return;
    let prevented = false;
    app.emit('before-quit', { preventDefault: () => { prevented = true; } });
    if (prevented) return;
    world.quitting = true;
    for (const window of world.windows) window.close();
    app.emit('will-quit', { preventDefault: () => undefined });
    app.emit('quit');
    exit();
  };
  const whenReady = (): Promise<void> => (world.ready ? Promise.resolve() : new Promise((resolve) => app.once('ready', () => resolve())));
  const enableSandbox = (): void => {
    if (world.ready) throw new Error('app.enableSandbox() can only be called before app is ready');
  };
  return modelled('app', Object.assign(app, { whenReady, quit, exit, enableSandbox, requestSingleInstanceLock: () => world.isFirst, getLocale: () => 'en-GB', getPath: () => world.userData, relaunch: ({ args }: { args: string[] }) => { world.relaunched = args; } }));
}

/** Not encryption; enough that what is stored is not what was given. */
function safeStorageDouble(world: World): object {
  const needReady = (): void => {
    if (!world.ready) throw new Error('safeStorage cannot be used before app is ready');
  };
  return modelled('safeStorage', {
    getSelectedStorageBackend: () => 'gnome_libsecret',
    isAsyncEncryptionAvailable: async () => world.ready,
    encryptStringAsync: async (text: string) => {
      needReady();
      return Buffer.from(`v10${Buffer.from(text).toString('hex')}`);
    },
    decryptStringAsync: async (sealed: Buffer) => {
      needReady();
      return { result: Buffer.from(sealed.toString().slice('v10'.length), 'hex').toString(), shouldReEncrypt: false };
    },
  });
}

const sessionDouble = (world: World): object => {
  const { permissions: handlers, session } = world;
  return modelled('session.defaultSession', Object.assign(session, {
    resolveProxy: async (_url: string) => world.proxy,
    setPermissionRequestHandler: (handler: NonNullable<SessionHandlers['request']>) => { handlers.request = handler; },
    setPermissionCheckHandler: (handler: NonNullable<SessionHandlers['check']>) => { handlers.check = handler; },
    setDevicePermissionHandler: (handler: NonNullable<SessionHandlers['device']>) => { handlers.device = handler; },
  }));
};

function notificationDouble(world: World): object {
  return class Notification {
    static isSupported = (): boolean => true;
    private readonly notice: { title: string; body: string };
    constructor(notice: { title: string; body: string }) {
      this.notice = notice;
    }
    show(): void {
      world.notices.push(this.notice);
    }
  };
}
