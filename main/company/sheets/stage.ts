import fs from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import type { RowResult } from '../../../shared/company/sheet.contract.ts';
import { Refusal } from '../../../shared/refusal/refusal.ts';

/**
 * Where a sheet waits between its file and the shop: a file of its own, so that reading and trying out write nothing to the
 * shop and keep nobody's sale waiting. Threads meet here: one notes how far it has come, another looks, or says stop.
 */
export class Stage {
  private readonly raw: Database.Database;
  private readonly kept = new Map<string, Database.Statement>();

  constructor(file: string) {
    this.raw = new Database(file, { timeout: 5_000 });
    this.raw.pragma('journal_mode = WAL');
    // It can be made again from the sheet at any time.
    this.raw.pragma('synchronous = OFF');
    this.raw.exec(tables);
  }

  /** All of the work or nothing of it. */
  atomically<T>(work: () => T): T {
    return this.raw.transaction(work)();
  }

  run(sql: string, ...values: unknown[]): Database.RunResult {
    return this.statement(sql).run(...values);
  }

  get<Row>(sql: string, ...values: unknown[]): Row | undefined {
    return this.statement(sql).get(...values) as Row | undefined;
  }

  all<Row>(sql: string, ...values: unknown[]): Row[] {
    return this.statement(sql).all(...values) as Row[];
  }

  iterate<Row>(sql: string, ...values: unknown[]): IterableIterator<Row> {
    return this.statement(sql).iterate(...values) as IterableIterator<Row>;
  }

  /** Something known of the sheet as a whole. */
  fact<Value>(key: string): Value | undefined {
    const row = this.get<{ value: string }>('select value from fact where key = ?', key);
    return row && (JSON.parse(row.value) as Value);
  }

  note(key: string, value: unknown): void {
    this.run('insert into fact (key, value) values (?, ?) on conflict (key) do update set value = excluded.value', key, JSON.stringify(value));
  }

  close(): void {
    this.raw.close();
  }

  private statement(sql: string): Database.Statement {
    let statement = this.kept.get(sql);
    if (!statement) this.kept.set(sql, (statement = this.raw.prepare(sql)));
    return statement;
  }
}

/** A line of the sheet, as read and as tried out. */
export interface StagedRow {
  number: number;
  /** Json: string[] */
  cells: string;
  result: RowResult | null;
  /** Json: CellProblem[] */
  problems: string | null;
  /** Json: FieldChange[] */
  changes: string | null;
}

const tables = `
  create table if not exists fact (key text primary key, value text not null) without rowid;
  create table if not exists line (number integer primary key, cells text not null, groupKey text, result text, problems text, changes text);
  create index if not exists lineGroup on line (groupKey, number);
  create index if not exists lineResult on line (result, number);
  create table if not exists item (number integer primary key, outcome text not null, payload text not null);
`;

const stages = (shopFolder: string): string => path.join(shopFolder, 'imports');

/** The folder of one sheet on its way in. An id is ours, so that no name from outside becomes a path. @throws Refusal `sheet.gone` */
export function stageFolder(shopFolder: string, importId: string): string {
  const folder = path.join(stages(shopFolder), importId);
  if (!/^[0-9a-f-]{36}$/.test(importId) || !fs.existsSync(folder)) throw new Refusal('sheet.gone', {});
  return folder;
}

export const sheetFileOf = (folder: string): string => path.join(folder, 'sheet');

/** Opens a sheet's stage. @throws Refusal `sheet.gone` */
export const openStage = (shopFolder: string, importId: string): Stage => new Stage(path.join(stageFolder(shopFolder, importId), 'stage.db'));

/** Works on a sheet's stage and lets it go again. @throws Refusal `sheet.gone` */
export function withStage<T>(shopFolder: string, importId: string, work: (stage: Stage) => T): T {
  const stage = openStage(shopFolder, importId);
  try {
    return work(stage);
  } finally {
    stage.close();
  }
}

/** Makes the folder of a new sheet; no other user of the machine may read what is in it. */
export function makeStageFolder(shopFolder: string, importId: string): void {
  fs.mkdirSync(path.join(stages(shopFolder), importId), { recursive: true, mode: 0o700 });
}

export const removeStage = (shopFolder: string, importId: string): void => fs.rmSync(path.join(stages(shopFolder), importId), { recursive: true, force: true });

/** Removes sheets nobody finished: what is in them may name people. */
export function removeOldStages(shopFolder: string, before: number): void {
  if (!fs.existsSync(stages(shopFolder))) return;
  const old = fs.readdirSync(stages(shopFolder)).filter((name) => fs.statSync(path.join(stages(shopFolder), name)).mtimeMs < before);
  for (const name of old) removeStage(shopFolder, name);
}

