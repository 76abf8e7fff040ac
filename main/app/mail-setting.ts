import type { MailSetting } from '../fulfilment/notice.statements.ts';
import { mailSecret } from '../fulfilment/notice-sender.ts';
import type { Actor } from '../database/handles.ts';
import type { Secrets } from '../platform/platform.ts';
import type { Store } from './store.ts';

/** The password goes to the platform's secrets, the rest into the file; without one the old password stays. */
export async function setMail(store: Store, secrets: Secrets, actor: Actor, { password, ...setting }: MailSetting & { password?: string }) {
  if (password !== undefined) await secrets.set(mailSecret, password);
  await store.internal(actor, 'notice.mailKept', setting);
  return { protection: secrets.protection };
}
