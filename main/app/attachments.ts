import { webcrypto } from 'node:crypto';
import { photoDayOf } from '../../shared/accounting/photo-day.rules.ts';
import type { Contract } from '../../shared/app/contract.ts';
import { imageKindOf } from '../../shared/catalog/image.rules.ts';
import { largestFile } from '../../shared/company/file.rules.ts';
import { type AttachmentType, attachmentTypes } from '../../shared/company/attachment.contract.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { keepImage, originalName, readImage } from '../catalog/image-files.ts';
import type { InputOf, OutputOf } from '../database/handlers.ts';
import type { Actor } from '../database/handles.ts';
import type { Instant } from '../../shared/units/instant.ts';
import type { Store } from './store.ts';

/** What a file is by its first bytes, whatever it is called; undefined when it is no paper we keep. */
function typeOf(bytes: Uint8Array): AttachmentType | undefined {
  const kind = Buffer.from(bytes.subarray(0, 5)).toString('latin1') === '%PDF-' ? 'pdf' : imageKindOf(bytes);
  return attachmentTypes.find((type) => type === kind);
}

/**
 * Takes a paper in: its file first, among the pictures under its hash, then its place beside what it proves. A stop in between
 * leaves at most a file that the next try finds again. @throws Refusal attachment.empty, attachment.notOne, attachment.tooLarge, record.missing
 */
export async function addAttachment(store: Store, folder: string, actor: Actor, { kind, itemId, name, data }: InputOf<Contract, 'attachment.add'>): Promise<OutputOf<Contract, 'attachment.add'>> {
  const { hash, type, bytes } = await keepPaper(folder, name, data);
  return (await store.internal(actor, 'attachment.kept', { kind, itemId, hash, type, name, bytes: bytes.byteLength })) as OutputOf<Contract, 'attachment.add'>;
}

/** Takes a receipt in that waits for its entry, file first. @throws Refusal attachment.empty, attachment.notOne, attachment.tooLarge */
export async function takeSlip(store: Store, folder: string, actor: Actor, { name, data, changedAt = null }: Omit<InputOf<Contract, 'slip.take'>, 'changedAt'> & { changedAt?: Instant | null }): Promise<OutputOf<Contract, 'slip.take'>> {
  const { hash, type, bytes } = await keepPaper(folder, name, data);
  return (await store.internal(actor, 'slip.taken', { name, hash, type, bytes: bytes.byteLength, photoOn: photoDayOf(bytes) ?? null, changedAt })) as OutputOf<Contract, 'slip.take'>;
}

async function keepPaper(folder: string, name: string, data: string): Promise<{ hash: string; type: AttachmentType; bytes: Uint8Array }> {
  const bytes = Buffer.from(data, 'base64');
  if (bytes.byteLength === 0) throw new Refusal('attachment.empty', { name });
  const type = typeOf(bytes);
  if (!type) throw new Refusal('attachment.notOne', { name });
  if (bytes.byteLength > largestFile) throw new Refusal('attachment.tooLarge', { name, bytes: bytes.byteLength, most: largestFile });
  const hash = Buffer.from(await webcrypto.subtle.digest('SHA-256', bytes)).toString('hex');
  await keepImage(folder, originalName(hash, type), bytes);
  return { hash, type, bytes };
}

const mimeOf = (type: AttachmentType): string => (type === 'pdf' ? 'application/pdf' : `image/${type}`);

/** A paper's bytes. @throws Refusal record.missing, attachment.lost */
export async function readAttachment(store: Store, folder: string, actor: Actor, { kind, itemId, attachmentId }: InputOf<Contract, 'attachment.read'>): Promise<OutputOf<Contract, 'attachment.read'>> {
  const { rows } = (await store.query(actor, 'attachment.list', { kind, itemId })) as OutputOf<Contract, 'attachment.list'>;
  const found = rows.find((row) => row.attachmentId === attachmentId);
  if (!found) throw new Refusal('record.missing', { kind: 'attachment', id: attachmentId });
  const bytes = await readImage(folder, originalName(found.hash, found.type));
  if (!bytes) throw new Refusal('attachment.lost', { name: found.name });
  return { name: found.name, type: mimeOf(found.type), data: bytes.toString('base64') };
}
