/** The part of Web Serial that is used here; TypeScript's own library of the page does not know it. */
export interface WebSerialPort extends EventTarget {
  /** A stream for as long as bytes can come; after an error of the line there is a new one, and none when the plug was pulled. */
  readonly readable: ReadableStream<Uint8Array> | null;
  open(options: { baudRate: number }): Promise<void>;
  close(): Promise<void>;
  /** Takes the permission back. */
  forget?(): Promise<void>;
  getInfo(): { usbVendorId?: number; usbProductId?: number };
}

export interface WebSerial extends EventTarget {
  /** The ports somebody allowed before, as far as they are plugged in. */
  getPorts(): Promise<WebSerialPort[]>;
  /** Lets a person choose one; only while a key or a button is pressed. */
  requestPort(): Promise<WebSerialPort>;
}

/** Undefined where the platform has none: Firefox, Safari, phones. */
export const webSerial = (): WebSerial | undefined => (navigator as Navigator & { serial?: WebSerial }).serial;
