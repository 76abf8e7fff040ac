import { createHash } from 'node:crypto';
import nodemailer from 'nodemailer';
import type { MailSetting, NoticeProblem } from './notice.statements.ts';

export interface Mail {
  key: string;
  recipient: string;
  subject: string;
  body: string;
}

/** Sends one mail. @throws what the server or the network says */
export type SendMail = (mail: Mail) => Promise<{ says: string }>;

const patience = 20_000;

/** A way to a mail server. One connection a mail: a small shop writes few, and a connection kept open breaks unseen. */
export function openMail(setting: MailSetting, password: string | undefined): SendMail {
  const { host, port, security, userName, senderName, senderAddress } = setting;
  const transport = nodemailer.createTransport({
    host,
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    connectionTimeout: patience,
    greetingTimeout: patience,
    socketTimeout: patience,
    // A shop's words only: nothing is read from the disk or the network into a mail.
    disableFileAccess: true,
    disableUrlAccess: true,
    ...(userName !== '' && { auth: { user: userName, pass: password ?? '' } }),
  });
  return async ({ key, recipient, subject, body }) => {
    // Greeted and signed in first: whatever fails here has certainly sent nothing.
    await transport.verify().catch((error: unknown) => {
      const { code, responseCode, message } = error as Said;
      throw code === 'EAUTH' || responseCode ? error : new NotConnected(message);
    });
    const sent = await transport.sendMail({ from: { name: senderName, address: senderAddress }, to: recipient, subject, text: body, messageId: messageIdOf(key, senderAddress) });
    return { says: String(sent.response).slice(0, 200) };
  };
}

/** The same notice has the same id wherever it is sent from, so that a mailbox can tell a copy. */
const messageIdOf = (key: string, sender: string): string => `<${createHash('sha256').update(`${key} ${sender}`).digest('hex').slice(0, 32)}@${sender.split('@')[1] ?? 'localhost'}>`;

/** What a server or the network said instead of taking a mail. */
interface Said {
  code?: string;
  responseCode?: number;
  message?: string;
}

/** What kind of no it was. A server that answers with a number has not taken the mail; one that falls silent may have. */
export function problemOf(error: unknown): { problem: NoticeProblem; says: string } {
  const { code = '', responseCode = 0, message = '' } = error as Said;
  const says = message.slice(0, 200);
  if (code === 'EAUTH' || responseCode === 535 || responseCode === 530) return { problem: 'unauthorised', says };
  if (error instanceof NotConnected || (responseCode >= 400 && responseCode < 500)) return { problem: 'unreachable', says };
  return { problem: responseCode >= 500 || code === 'EENVELOPE' ? 'refused' : 'perhapsSent', says };
}

/** The server was not there, so nothing of the mail was said to it. */
class NotConnected extends Error {}
