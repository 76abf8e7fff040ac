import type { Instant } from '../../shared/units/instant.ts';
import type { NewToken } from '../company/token.service.ts';
import type { Actor } from '../database/handles.ts';
import { approveCount, overruleParcel } from './approval.ts';
import { addAttachment, readAttachment, takeSlip } from './attachments.ts';
import { listBackups, makeBackup } from './backups.ts';
import { channelMethods, type OutsideWorld } from './channel-methods.ts';
import { type AskedClose, closeDay } from './close-day.ts';
import { closeMonth } from './close-month.ts';
import { addImage, addPhoto, setLogo, type NewImage, type NewPhoto, showImage, type ShownImage } from './images.ts';
import { lockPeriod } from './lock-period.ts';
import { productFile } from './product-file.ts';
import type { Platform } from '../platform/platform.ts';
import { documentMethods } from './document-methods.ts';
import type { CallOptions, OutsideMethods } from './door.ts';
import { ExportDesk, exportMethods } from './exports.ts';
import { getMethod, parseInput, requirePermission } from './methods.ts';
import { compareSheetOf, exportOrderSheet } from './order-sheets.ts';
import { planCount } from './plan-count.ts';
import { shipBackFile } from './ship-back-files.ts';
import { compareQuotationSheet, exportQuotationSheet } from './quotation-sheets.ts';
import { SheetDesk, sheetMethods } from './sheets.ts';
import { PhoneDesk, phoneDeskMethods } from './phone-desk.ts';
import { PracticeDesk } from './practice-desk.ts';
import { ProofDesk } from './proof-desk.ts';
import { choosePutBack, keepPresent, putBackOf } from './put-back.ts';
import { reportMethods } from './report-methods.ts';
import type { Store } from './store.ts';
import { createToken } from './tokens.ts';
import { setMail } from './mail-setting.ts';

export interface Surroundings {
  folder: string;
  now: () => Instant;
  platform: OutsideWorld & Partial<Pick<Platform, 'print'>>;
  /** The one the clock keeps going, where there is a clock. */
  proofs?: ProofDesk;
  /** Marketplaces that are played, where the background speaks with them too. */
  practice?: PracticeDesk;
  /** Where a host listens for phones; without one they stay outside. */
  phones?: PhoneDesk;
}

/** What needs more than the file's one writer: other threads, other files, the network. */
export function outsideMethods(store: Store, { folder, now, platform, proofs = new ProofDesk(store, now), phones = new PhoneDesk(store, now), practice = new PracticeDesk(folder, now) }: Surroundings): OutsideMethods {
  return guarded({
    'token.create': (actor, input) => createToken(store, actor, input as Omit<NewToken, 'hash'>),
    'proof.run': (_actor, _input, { signal }) => proofs.run(signal),
    'proof.latest': () => proofs.latest(),
    'reading.list': async () => ({ readings: store.readings() }),
    'reading.end': async (_actor, input) => {
      store.endReading((input as { readingId: number }).readingId);
      return {};
    },
    'stocktake.plan': (actor, input, options) => planCount(store, actor, input as Parameters<typeof planCount>[2], options),
    'stocktake.approve': (actor, input) => approveCount(store, actor, input as Parameters<typeof approveCount>[2], now()),
    'pack.overrule': (actor, input) => overruleParcel(store, actor, input as Parameters<typeof overruleParcel>[2], now()),
    'notice.setMail': (actor, input) => setMail(store, platform.secrets, actor, input as Parameters<typeof setMail>[3]),
    'product.file': (actor, input) => productFile(store, actor, input as Parameters<typeof productFile>[2], now()),
    'demo.make': () => store.makeDemo(),
    'practice.start': (actor) => practice.start(store, platform, actor),
    'practice.happen': (actor, input) => practice.happen(store, actor, input as Parameters<typeof practice.happen>[2]),
    'practice.list': (actor) => practice.list(store, actor),
    'backup.make': () => makeBackup(store, folder, now()),
    'day.close': (actor, input, { key, signal }) => closeDay(store, folder, actor, input as AskedClose, { now: now(), key, signal }),
    'period.lock': (actor, input, options) => lockPeriod(store, actor, input as Parameters<typeof lockPeriod>[2], options),
    'month.close': (actor, input, { signal }) => closeMonth(store, actor, input as Parameters<typeof closeMonth>[2], signal),
    'attachment.add': (actor, input) => addAttachment(store, folder, actor, input as Parameters<typeof addAttachment>[3]),
    'attachment.read': (actor, input) => readAttachment(store, folder, actor, input as Parameters<typeof readAttachment>[3]),
    'slip.take': (actor, input) => takeSlip(store, folder, actor, input as Parameters<typeof takeSlip>[3]),
    'image.add': (actor, input, { key }) => addImage(store, folder, actor, input as NewImage, key),
    'stocktakePhoto.add': (actor, input, { key }) => addPhoto(store, folder, actor, input as NewPhoto, key),
    'document.setLogo': (actor, input, { key }) => setLogo(store, folder, actor, input as Parameters<typeof setLogo>[3], key),
    'image.read': (_actor, input) => showImage(folder, input as ShownImage),
    'backup.list': async () => {
      const { name, refusal } = putBackOf(folder);
      return { backups: listBackups(folder), next: name, refusal };
    },
    'backup.putBack': async (_actor, input) => choosePutBack(folder, (input as { name: string }).name),
    'backup.keepPresent': async () => keepPresent(folder),
    'quotation.exportSheet': (actor, input) => exportQuotationSheet(store, actor, input as Parameters<typeof exportQuotationSheet>[2]),
    'quotation.compareSheet': (actor, input) => compareQuotationSheet(store, actor, input as Parameters<typeof compareQuotationSheet>[2]),
    'orderSheet.export': (actor, input) => exportOrderSheet(store, actor, input as Parameters<typeof exportOrderSheet>[2]),
    'shipBack.file': (actor, input) => shipBackFile(store, actor, input as Parameters<typeof shipBackFile>[2]),
    'orderSheet.compare': (actor, input) => compareSheetOf(store, actor, input as Parameters<typeof compareSheetOf>[2]),
    ...phoneDeskMethods(phones),
    ...documentMethods(store, { folder, now, platform }),
    ...reportMethods(store),
    ...exportMethods(new ExportDesk(folder, now)),
    ...channelMethods(store, practice.through(platform)),
    ...sheetMethods(new SheetDesk(store, folder, now)),
  });
}

type Outside = (actor: Actor, input: unknown, options: CallOptions) => Promise<unknown>;

/** The same permission and the same parse as inside. */
function guarded(handlers: Record<string, Outside>): OutsideMethods {
  return Object.fromEntries(
    Object.entries(handlers).map(([name, handler]) => {
      const checked: Outside = async (actor, input, options) => {
        const method = getMethod(name);
        requirePermission(method, actor);
        return handler(actor, parseInput(method, input), options);
      };
      return [name, checked];
    }),
  );
}
