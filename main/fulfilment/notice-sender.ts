import type { Instant } from '../../shared/units/instant.ts';
import type { Secrets } from '../platform/platform.ts';
import { openMail, problemOf, type SendMail } from './mail.ts';
import type { MailSetting } from './notice.statements.ts';

/** What sending needs of the program: its one writer, its secrets, and the time. */
export interface NoticeSetting {
  lookUp(name: string): Promise<unknown>;
  internal(name: string, input: object): Promise<unknown>;
  secrets: Pick<Secrets, 'get'>;
  now(): Instant;
}

interface Due {
  id: number;
  key: string;
  recipient: string;
  subject: string;
  body: string;
  attempts: number;
}

export const mailSecret = 'mail.password';

/**
 * Writes the notices that are due and sends them, one after another. Each is noted as on its way before the server hears of it, and as
 * sent after: whatever is in flight when the program dies is put before a person and never sent again by itself.
 */
export async function sendDueNotices({ lookUp, internal, secrets, now }: NoticeSetting): Promise<number> {
  const next = (await lookUp('notice.next')) as Instant | null | undefined;
  if (next === undefined || next === null || next > now()) return 0;
  await internal('notice.writeNews', {});
  const setting = (await lookUp('notice.mail')) as MailSetting | null;
  if (!setting) return 0;
  const send = openMail(setting, await secrets.get(mailSecret));
  let sent = 0;
  for (;;) {
    const { due } = (await internal('notice.take', { most: 1 })) as { due: Due[] };
    const [notice] = due;
    if (!notice) return sent;
    sent += await sendOne(send, notice, internal);
  }
}

async function sendOne(send: SendMail, notice: Due, internal: NoticeSetting['internal']): Promise<number> {
  const told = { noticeId: notice.id, attempts: notice.attempts };
  const said = await send(notice).catch((error: unknown) => problemOf(error));
  await internal('notice.told', { ...told, ...said });
  return 'problem' in said ? 0 : 1;
}
