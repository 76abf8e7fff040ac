import { useEffect, useState } from 'react';
import type { InputOf, OutputOf } from '../client/methods.ts';
import { saveFile } from '../client/save-file.ts';
import { useShopClient } from '../client/use-shop.tsx';

export type ExportState = OutputOf<'export.progress'>;

const askedEvery = 400;

/** An export on its way out: begun, watched, stopped, saved. Leaving the screen leaves it running for a day. */
export function useExport() {
  const client = useShopClient();
  const [exportId, setExportId] = useState<string>();
  const [state, setState] = useState<ExportState>();
  const [problem, setProblem] = useState<unknown>();
  const running = exportId !== undefined && (state === undefined || state.state === 'running');
  useEffect(() => {
    if (!running || exportId === undefined) return;
    const ask = (): void => void client.call('export.progress', { exportId }).then(setState, (error: unknown) => {
      setProblem(error);
      setExportId(undefined);
    });
    ask();
    const timer = setInterval(ask, askedEvery);
    return () => clearInterval(timer);
  }, [client, exportId, running]);
  const during = async (work: () => Promise<void>): Promise<void> => {
    setProblem(undefined);
    try {
      await work();
    } catch (error) {
      setProblem(error);
    }
  };
  return {
    state,
    running,
    problem,
    start: (asked: InputOf<'export.start'>): void =>
      void during(async () => {
        setState(undefined);
        setExportId((await client.call('export.start', asked)).exportId);
      }),
    /** Something else is asked for: what was made before is no answer to it. */
    forget: (): void => {
      setProblem(undefined);
      if (!running) {
        setExportId(undefined);
        setState(undefined);
      }
    },
    stop: (): void =>
      void during(async () => {
        if (exportId !== undefined) await client.call('export.cancel', { exportId });
        setExportId(undefined);
        setState(state && { ...state, state: 'cancelled' });
      }),
    save: (): void =>
      void during(async () => {
        if (exportId === undefined || state?.state !== 'done') return;
        const parts: Uint8Array<ArrayBuffer>[] = [];
        for (let offset: number | null = 0; offset !== null; ) {
          // A part says where the next one begins.
          // oxlint-disable-next-line no-await-in-loop
          const read: OutputOf<'export.read'> = await client.call('export.read', { exportId, offset });
          parts.push(Uint8Array.from(atob(read.part), (sign) => sign.charCodeAt(0)));
          offset = read.next;
        }
        saveFile(state.name, new Blob(parts));
      }),
  };
}

export type Export = ReturnType<typeof useExport>;
