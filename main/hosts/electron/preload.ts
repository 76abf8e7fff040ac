import { contextBridge, ipcRenderer } from 'electron';
import { otherShopChannel, portChannel } from './preload-words.ts';

/** The little of the page's world this script needs; the whole DOM would let main/ write `document`. */
declare const window: { postMessage(message: string, targetOrigin: string, transfer: readonly unknown[]): void };

/** All the page gets: a way to ask for a port, and for the dialog of shops. What goes over the port is the contract, checked on the other side. */
contextBridge.exposeInMainWorld('shopwright', { connect: () => ipcRenderer.send(portChannel), openOtherShop: () => ipcRenderer.send(otherShopChannel) });

// A port cannot cross the bridge; it is posted to the page, and only to our own ('/').
ipcRenderer.on(portChannel, (event) => window.postMessage(portChannel, '/', event.ports));
