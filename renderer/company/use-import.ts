import { useState } from 'react';
import type { SheetKindName } from '../../shared/company/sheet.contract.ts';
import type { InputOf, OutputOf } from '../client/methods.ts';
import { refusalOf } from '../client/problem.ts';
import { useRefresh, useShopClient } from '../client/use-shop.tsx';
import { uploadFile } from './upload-file.ts';

export type ReadSheet = OutputOf<'sheet.read'>;
export type CheckedSheet = OutputOf<'sheet.check'>;
export type Manner = Pick<InputOf<'sheet.read'>, 'encoding' | 'delimiter' | 'tab'>;
export type Columns = Pick<InputOf<'sheet.check'>, 'mapping' | 'numbers'>;

/** Where a sheet is on its way in. */
export type ImportStep = 'file' | 'columns' | 'trial' | 'done';

interface State {
  step: ImportStep;
  fileName: string;
  importId?: string;
  manner: Manner;
  read?: ReadSheet;
  columns: Columns;
  checked?: CheckedSheet;
  done?: OutputOf<'sheet.bringIn'>;
}

const beginning: State = { step: 'file', fileName: '', manner: {}, columns: { mapping: [], numbers: 'point' } };

/** What is being worked on, and how much of a file was handed over. */
export interface Busy {
  work: 'upload' | 'read' | 'check' | 'bringIn';
  sent: number;
  size: number;
}

/** A sheet on its way into the shop, step by step. Nothing is written before the last one. */
export function useImport(kind: SheetKindName, channelId?: number) {
  const client = useShopClient();
  const refresh = useRefresh();
  const [state, setState] = useState<State>(beginning);
  const [busy, setBusy] = useState<Busy>();
  const [problem, setProblem] = useState<unknown>();
  const keep = (changes: Partial<State>): void => setState((before) => ({ ...before, ...changes }));

  const during = async (work: Busy['work'], run: () => Promise<void>): Promise<void> => {
    setProblem(undefined);
    setBusy({ work, sent: 0, size: 0 });
    try {
      await run();
    } catch (error) {
      // Who said stop knows that it stopped.
      if (refusalOf(error)?.code === 'sheet.cancelled') setState(beginning);
      else setProblem(error);
    } finally {
      setBusy(undefined);
    }
  };

  const read = async (importId: string, manner: Manner): Promise<void> => {
    const found = await client.call('sheet.read', { importId, kind, ...(channelId !== undefined && { channelId }), ...manner });
    keep({ step: 'columns', manner, read: found, columns: { mapping: found.mapping, numbers: found.numbers } });
  };

  const check = async (importId: string, columns: Columns): Promise<void> => {
    const checked = await client.call('sheet.check', { importId, ...columns });
    keep({ step: 'trial', checked, columns });
    // The rows were tried out anew, which no news from the shop tells.
    await refresh();
  };

  const { importId } = state;
  const withImport = (work: Busy['work'], run: (id: string) => Promise<void>): void => {
    if (importId !== undefined) void during(work, () => run(importId));
  };

  return {
    ...state,
    busy,
    problem,
    begin: (file: File): void =>
      void during('upload', async () => {
        setState({ ...beginning, fileName: file.name });
        const id = await uploadFile(client, file, (sent) => setBusy({ work: 'upload', sent, size: file.size }));
        keep({ importId: id });
        setBusy({ work: 'read', sent: 0, size: 0 });
        await read(id, {});
      }),
    readAs: (manner: Manner): void => withImport('read', (id) => read(id, { ...state.manner, ...manner })),
    setColumns: (columns: Columns): void => keep({ columns }),
    check: (): void => withImport('check', (id) => check(id, state.columns)),
    edit: (number: number, cells: Record<string, string>): void =>
      withImport('check', async (id) => {
        await client.call('sheet.edit', { importId: id, number, cells });
        await check(id, state.columns);
      }),
    bringIn: (): void => withImport('bringIn', async (id) => keep({ step: 'done', done: await client.call('sheet.bringIn', { importId: id }) })),
    backToColumns: (): void => {
      setProblem(undefined);
      keep({ step: 'columns' });
    },
    /** Forgets the sheet, and stops what is being done with it. */
    forget: (): void => {
      setProblem(undefined);
      if (importId !== undefined && state.step !== 'done') void client.call('sheet.cancel', { importId }).catch(() => undefined);
      if (!busy) setState(beginning);
    },
  };
}

export type Import = ReturnType<typeof useImport>;
