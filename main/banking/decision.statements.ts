import { sql } from 'kysely';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { type Minor, minor } from '../../shared/units/minor.ts';
import type { Reader } from '../database/handles.ts';
import { read, write } from '../database/statement.ts';
import { moneyOf } from './bank-account.statements.ts';

const lineById = read((db, p: { id: number }) => db.selectFrom('bankLine').selectAll().where('id', '=', p.id));

export type BankLineRow = NonNullable<ReturnType<typeof lineById.get>>;

/** A line that stands. @throws Refusal record.missing */
export function requireLine(reader: Reader, bankLineId: number): BankLineRow {
  const line = lineById.get(reader, { id: bankLineId });
  if (!line || line.takenBackById !== null) throw new Refusal('record.missing', { kind: 'bankLine', id: bankLineId });
  return line;
}

export const insertDecision = write((db, p: { bankLineId: number; kind: 'person' | 'auto'; amount: Minor; decidedAt: Instant; commandId: number }) =>
  db.insertInto('bankDecision').values({ bankLineId: p.bankLineId, kind: p.kind, amount: p.amount, decidedAt: p.decidedAt, commandId: p.commandId }),
);
export const decisionById = read((db, p: { id: number }) => db.selectFrom('bankDecision').selectAll().where('id', '=', p.id));
export const undoDecisionRow = write((db, p: { id: number; commandId: number }) => db.updateTable('bankDecision').set({ undoneById: p.commandId }).where('id', '=', p.id));

export type DocumentKind = 'payment' | 'refund' | 'supplierPayment' | 'supplierClaim' | 'journalEntry';

export const insertDocument = write((db, p: { bankDecisionId: number; kind: DocumentKind; documentId: number }) =>
  db.insertInto('bankDecisionDocument').values({ bankDecisionId: p.bankDecisionId, kind: p.kind, documentId: p.documentId }),
);
export const documentsOf = read((db, p: { bankDecisionId: number }) =>
  db.selectFrom('bankDecisionDocument').select(['kind', 'documentId']).where('bankDecisionId', '=', p.bankDecisionId).orderBy('kind').orderBy('documentId', 'desc'),
);

export const insertMatch = write((db, p: { bankDecisionId: number; bankLineId: number; entryId: number; postingNo: number; amount: Minor; commandId: number }) =>
  db.insertInto('bankMatch').values({ bankDecisionId: p.bankDecisionId, bankLineId: p.bankLineId, entryId: p.entryId, postingNo: p.postingNo, amount: p.amount, commandId: p.commandId }),
);
export const undoMatches = write((db, p: { bankDecisionId: number; commandId: number }) =>
  db.updateTable('bankMatch').set({ undoneById: p.commandId }).where('bankDecisionId', '=', p.bankDecisionId).where('undoneById', 'is', null),
);

interface NewNetting {
  bankDecisionId: number | null;
  entryId: number;
  postingNo: number;
  otherEntryId: number;
  otherPostingNo: number;
  amount: Minor;
}

export const insertNetting = write((db, p: NewNetting & { commandId: number }) =>
  db.insertInto('bankNetting').values({
    bankDecisionId: p.bankDecisionId,
    entryId: p.entryId,
    postingNo: p.postingNo,
    otherEntryId: p.otherEntryId,
    otherPostingNo: p.otherPostingNo,
    amount: p.amount,
    commandId: p.commandId,
  }),
);
export const undoNettings = write((db, p: { bankDecisionId: number; commandId: number }) =>
  db.updateTable('bankNetting').set({ undoneById: p.commandId }).where('bankDecisionId', '=', p.bankDecisionId).where('undoneById', 'is', null),
);

/** A line of another decision that stands on an entry of this one: matched to it, or placed from it. */
export const standingOnEntry = read((db, p: { entryId: number; bankDecisionId: number }) =>
  db
    .selectFrom('bankDecision as d')
    .innerJoin('bankLine as l', 'l.id', 'd.bankLineId')
    .select(['l.bookedOn', 'l.amount'])
    .where(
      'd.id',
      'in',
      sql<number>`(select bankDecisionId from bankMatch where entryId = ${p.entryId} and undoneById is null and bankDecisionId <> ${p.bankDecisionId}
        union select bankDecisionId from bankNetting where entryId = ${p.entryId} and undoneById is null and bankDecisionId <> ${p.bankDecisionId})`,
    )
    .limit(1),
);

/** What of a posting named `p` no line and no other posting accounts for. */
export const openOfPosting = sql<Minor>`${moneyOf('p')}
  - coalesce((select sum(amount) from bankMatch m where m.entryId = p.entryId and m.postingNo = p.lineNo and m.undoneById is null), 0)
  - coalesce((select sum(amount) from bankNetting n where n.entryId = p.entryId and n.postingNo = p.lineNo and n.undoneById is null), 0)
  + coalesce((select sum(amount) from bankNetting n where n.otherEntryId = p.entryId and n.otherPostingNo = p.lineNo and n.undoneById is null), 0)`;

export const postingWithOpen = read((db, p: { entryId: number; postingNo: number }) =>
  db.selectFrom('posting as p').select(['p.ledgerAccountId', openOfPosting.as('open')]).where('p.entryId', '=', p.entryId).where('p.lineNo', '=', p.postingNo),
);

/** Postings of a document's entries on one account, oldest first. */
export const postingsOfSource = read((db, p: { kind: string; id: number; ledgerAccountId: number }) =>
  db
    .selectFrom('journalEntry as e')
    .innerJoin('posting as p', 'p.entryId', 'e.id')
    .select(['p.entryId', 'p.lineNo as postingNo', 'e.commandId', openOfPosting.as('open')])
    .where('e.sourceKind', '=', p.kind)
    .where('e.sourceId', '=', p.id)
    .where('p.ledgerAccountId', '=', p.ledgerAccountId)
    .orderBy('p.entryId')
    .orderBy('p.lineNo'),
);

export const postingsOfEntryOn = read((db, p: { entryId: number; ledgerAccountId: number }) =>
  db.selectFrom('posting as p').select(['p.entryId', 'p.lineNo as postingNo', moneyOf('p').as('amount')]).where('p.entryId', '=', p.entryId).where('p.ledgerAccountId', '=', p.ledgerAccountId).orderBy('p.lineNo'),
);

const wayOf = read((db, p: { account: number; settlementId: number }) =>
  db
    .selectFrom('posting')
    .select(sql<Minor>`coalesce(sum(amount), 0)`.as('sum'))
    .where('itemKind', '=', 'settlement')
    .where('itemId', '=', p.settlementId)
    .where('ledgerAccountId', '=', p.account),
);

/** What a channel's settlement has on its way to a bank: sent, and on no line yet. */
export const onItsWay = (reader: Reader, payoutInTransit: number, settlementId: number): Minor => minor(wayOf.get(reader, { account: payoutInTransit, settlementId })?.sum ?? 0);
