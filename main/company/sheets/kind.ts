import type { FieldChange, KeptRow, SheetKindName } from '../../../shared/company/sheet.contract.ts';
import type { SheetSource } from '../../../shared/company/sheet-headings.rules.ts';
import type { NumberedRow, ReadGroup, SheetField, SheetRow, SheetSettings } from '../../../shared/contract/sheet.ts';
import type { Role } from '../../../shared/contract/role.ts';
import { Refusal, type RefusalData } from '../../../shared/refusal/refusal.ts';
import type { Instant } from '../../../shared/units/instant.ts';
import type { Reader, Tx } from '../../database/handles.ts';

export type Outcome = 'created' | 'updated' | 'unchanged';

/** What an item would do to the shop as it stands now. */
export interface Plan {
  outcome: Outcome;
  /** What changes in the thing itself; nothing for a new one. */
  changes: FieldChange[];
  /** Per part, in the item's order. */
  parts: { isNew: boolean; changes: FieldChange[]; refused?: { column: string; refusal: RefusalData } }[];
}

/** A text that one thing of the shop may have and no second one. */
export interface Claim {
  part: number;
  column: string;
  text: string;
}

/** The ids a table gave during the import: above `after`, up to `through`. */
export interface MadeRows {
  after: number;
  through: number;
}

/** What an import made, and when. */
export interface DoneImport {
  made: Record<string, MadeRows>;
  commandId: number;
  importedAt: Instant;
}

export interface TakenBack {
  removed: number;
  restored: number;
  archived: number;
  kept: KeptRow[];
}

/** What a room must know to bring its sheets in; reading, trying out, progress and the record of imports are the same for all. */
export interface SheetKind<Item = unknown> {
  /** Who may bring it in and take it back. */
  roles: readonly Role[];
  fields: readonly SheetField[];
  sources: readonly SheetSource[];
  /** What a source calls the fields, where that differs from source to source. */
  fieldsOf?(source: string): readonly SheetField[];
  /** Whether such a sheet may come in here at all. @throws Refusal */
  admit?(reader: Reader, about: { channelId: number | null; source: string }): void;
  /** Looks through a whole sheet before any row of it is tried. @throws Refusal when all of it is to stay out */
  inspect?(reader: Reader, rows: readonly NumberedRow[]): void;
  /** The tables it makes rows in. */
  tables: readonly string[];
  groupOf(row: SheetRow): string | undefined;
  read(rows: readonly NumberedRow[], settings: SheetSettings): ReadGroup<Item>;
  claims(reader: Reader, item: Item): Claim[];
  /** The item with these of its parts only; undefined when nothing is left. */
  keep(item: Item, parts: readonly number[]): Item | undefined;
  /** @throws Refusal when the item as a whole cannot go in */
  plan(reader: Reader, item: Item, settings: SheetSettings, now: Instant): Plan;
  /** @throws Refusal */
  apply(tx: Tx, item: Item): Outcome;
  /** What is done once after the last item. */
  finish?(tx: Tx, brought: { channelId: number | null; written: number }): void;
  /** @throws Refusal where what a sheet told are facts that nobody takes back */
  takeBack(tx: Tx, done: DoneImport): TakenBack;
}

/** Which room knows which kind of sheet. Each entry is asked only about items it read itself. */
export type SheetKinds = Record<SheetKindName, SheetKind>;

/** @throws Refusal permission.denied: a sheet of this kind is not for everybody who may read sheets */
export function refuseSheet({ roles }: SheetKind, role: Role): void {
  if (!roles.includes(role)) throw new Refusal('permission.denied', { method: 'sheet.bringIn', role });
}
