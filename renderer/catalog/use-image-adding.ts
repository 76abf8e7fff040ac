import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { largestFile } from '../../shared/company/file.rules.ts';
import { base64Of } from '../client/base64.ts';
import { useShopClient } from '../client/use-shop.tsx';
import { useToasts } from '../ui/toast.tsx';

interface Adding {
  readonly done: number;
  readonly count: number;
}

/** Gives a product the files that were dropped or chosen, one after the other; a refused one stops no other. */
export function useImageAdding(productId: number) {
  const { t } = useTranslation();
  const client = useShopClient();
  const show = useToasts((toasts) => toasts.show);
  const [adding, setAdding] = useState<Adding>();
  const [problems, setProblems] = useState<readonly unknown[]>([]);
  const [tooLong, setTooLong] = useState<readonly string[]>([]);
  const [alike, setAlike] = useState<readonly string[]>([]);

  const addOne = async (file: File): Promise<number> => {
    const { imageId, alike: found } = await client.call('image.add', { productId, name: file.name, data: await base64Of(file) });
    setAlike((names) => [...new Set([...names, ...found.filter((one) => one.productId !== productId).map((one) => one.productName)])]);
    return imageId;
  };

  const add = async (files: readonly File[]): Promise<void> => {
    setProblems([]);
    setAlike([]);
    setTooLong(files.filter(({ size }) => size > largestFile).map(({ name }) => name));
    const fitting = files.filter(({ size }) => size <= largestFile);
    const made: number[] = [];
    for (const [done, file] of fitting.entries()) {
      setAdding({ done, count: fitting.length });
      // One after the other: the shop works on a picture with all its threads already.
      // oxlint-disable-next-line no-await-in-loop
      await addOne(file).then((imageId) => made.push(imageId), (problem: unknown) => setProblems((known) => [...known, problem]));
    }
    setAdding(undefined);
    const undo = (): Promise<unknown> => Promise.all(made.map((imageId) => client.call('image.remove', { imageId })));
    if (made.length > 0) show(t(($) => $.catalog.added, { count: made.length }), undo);
  };
  return { add, adding, problems, tooLong, alike };
}
