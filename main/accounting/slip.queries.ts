import { lastAlike, linesFor, readSlipName, slipDay } from '../../shared/accounting/slip.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { dayOf } from '../../shared/units/calendar.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { listAttachments } from '../company/attachment.queries.ts';
import { getShop } from '../company/company.queries.ts';
import type { Actor, Reader } from '../database/handles.ts';
import { postingsOfEntry } from './journal.statements.ts';
import { linesOf } from './recurring.queries.ts';
import { allTemplates } from './recurring.statements.ts';
import { entryWithFile, lastByHand, openForHands, slipById, takerOf, waitingCount, waitingSlips } from './slip.statements.ts';

const slipsShown = 200;
/** Some years of what a small shop writes by hand. */
const lookedThrough = 500;

/** The slips that wait, as they came. */
export const listSlips = (reader: Reader) => ({ rows: waitingSlips.all(reader, { limit: slipsShown }), count: waitingCount.get(reader, {})?.count ?? 0 });

/** A slip and what an entry about it begins with. @throws Refusal record.missing */
export function getSlip(reader: Reader, { slipId }: { slipId: number }, _actor: Actor, now: Instant) {
  const slip = slipById.get(reader, { id: slipId });
  if (!slip) throw new Refusal('record.missing', { kind: 'slip', id: slipId });
  const { baseCurrency, timeZone } = getShop(reader);
  const { day, amount, words } = readSlipName(slip.name, baseCurrency);
  const dated = slipDay({ named: day, datedOn: slip.datedOn, datedBy: slip.datedBy }, dayOf(now, timeZone));
  const [paper] = listAttachments(reader, { kind: 'slip', itemId: slipId }).rows;
  const { lines, ...alike } = alikeOf(reader, words) ?? { text: '', number: null, lines: [] };
  return {
    slipId,
    name: slip.name,
    takenAt: slip.takenAt,
    userName: takerOf.get(reader, { commandId: slip.commandId })?.userName ?? '',
    paper: paper ? { attachmentId: paper.attachmentId, type: paper.type, bytes: paper.bytes } : null,
    postedOn: dated && { day: dated.postedOn, from: dated.from },
    amount: amount ?? null,
    text: words,
    lines: linesFor(lines, amount),
    alike: lines.length > 0 ? alike : null,
    beside: (paper && entryWithFile.get(reader, { hash: paper.hash })) ?? null,
  };
}

/** The lines of what was written before in the same words: an entry by hand, or one that comes again and was not posted yet. */
function alikeOf(reader: Reader, words: string) {
  const byHand = lastByHand.all(reader, { limit: lookedThrough }).map(({ entryId, number, text }) => ({ text, number, lines: () => postingsOfEntry.all(reader, { entryId }) }));
  const kept = allTemplates.all(reader, {}).filter(({ stoppedById }) => stoppedById === null).map((template) => ({ text: template.name, number: null, lines: () => linesOf(template) }));
  const found = lastAlike(words, [...byHand, ...kept]);
  if (!found) return undefined;
  const open = new Set(openForHands.all(reader, {}).map(({ id }) => id));
  const lines = found.lines().map(({ ledgerAccountId, amount, channelId, locationId, campaignId }) => ({ ledgerAccountId, amount, channelId, locationId, campaignId }));
  // An account that takes no more postings by hand makes the lines none to go on with.
  return lines.every(({ ledgerAccountId }) => open.has(ledgerAccountId)) ? { text: found.text, number: found.number, lines } : undefined;
}
