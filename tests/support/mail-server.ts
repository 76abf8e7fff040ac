import net from 'node:net';

export interface ReceivedMail {
  from: string;
  to: string;
  data: string;
}

export interface MailServer {
  port: number;
  mails: ReceivedMail[];
  /** Answers the next mail with this instead of taking it; `silence` takes it and says nothing more. */
  next: { answer?: string; silence?: boolean };
  close(): Promise<void>;
}

/** A mail server on this machine that takes what it is given: enough of RFC 5321 for one sender. */
export async function startMailServer(): Promise<MailServer> {
  const mails: ReceivedMail[] = [];
  const next: MailServer['next'] = {};
  const sockets = new Set<net.Socket>();
  const server = net.createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
    const mail: ReceivedMail = { from: '', to: '', data: '' };
    let inData = false;
    let rest = '';
    const say = (line: string): void => void socket.write(`${line}\r\n`);
    const hear = (line: string): void => {
      if (inData) {
        if (line !== '.') return void (mail.data += `${line}\n`);
        inData = false;
        mails.push({ ...mail });
        if (next.silence) return void socket.destroy();
        return say(next.answer ?? '250 taken');
      }
      const verb = line.slice(0, 4).toUpperCase();
      if (verb === 'MAIL') Object.assign(mail, { from: line.slice(10), data: '' });
      if (verb === 'RCPT') mail.to = line.slice(8);
      inData = verb === 'DATA';
      say(verb === 'DATA' ? '354 go on' : verb === 'QUIT' ? '221 bye' : verb === 'RCPT' ? (next.answer ?? '250 fine') : '250 fine');
      if (verb === 'QUIT') socket.end();
    };
    socket.setEncoding('utf8');
    socket.on('data', (chunk: string) => {
      const lines = (rest + chunk).split('\r\n');
      rest = lines.pop() ?? '';
      lines.forEach(hear);
    });
    say('220 ready');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as net.AddressInfo;
  return {
    port,
    mails,
    next,
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
