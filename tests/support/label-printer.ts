import net, { type AddressInfo } from 'node:net';

export interface LabelPrinter {
  readonly port: number;
  /** What was printed, one text for each time somebody connected and said something. */
  readonly labels: string[];
  /** Breaks the line once it has heard the first byte. */
  breaks: boolean;
  close(): Promise<void>;
}

/** A printer at port 9100's like: it takes bytes until the line is closed. */
export async function startLabelPrinter(port = 0): Promise<LabelPrinter> {
  const printer: LabelPrinter = { port: 0, labels: [], breaks: false, close: () => new Promise((resolve) => server.close(() => resolve())) };
  const server = net.createServer((socket) => {
    const parts: Buffer[] = [];
    socket.on('error', () => undefined);
    socket.on('data', (data) => (printer.breaks ? socket.resetAndDestroy() : parts.push(data)));
    socket.on('end', () => {
      if (parts.length > 0) printer.labels.push(Buffer.concat(parts).toString('utf8'));
    });
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return Object.assign(printer, { port: (server.address() as AddressInfo).port });
}
