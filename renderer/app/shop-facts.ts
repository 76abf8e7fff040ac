import { useTranslation } from 'react-i18next';
import { useQueryOf } from '../client/use-shop.tsx';
import type { Needs } from './rail.tsx';
import type { Fact } from './status-bar.tsx';

/** The status bar's facts and the rail's counts, from the shop's own answers. */
export function useShopFacts(): { facts: readonly Fact[]; needs: Needs } {
  const books = useBooksFact();
  return { facts: [books], needs: {} };
}

function useBooksFact(): Fact {
  const { t } = useTranslation();
  const proof = useQueryOf('proof.run', undefined, { whenAsked: true });
  const base = { id: 'books', to: '/' } as const;
  if (!proof.data) return { ...base, kind: 'todo', words: t(($) => $.shell.booksUnproved) };
  const all = proof.data.proofs.length;
  const failed = proof.data.proofs.filter((one) => one.faults.length > 0).length;
  if (failed > 0) return { ...base, kind: 'stop', words: t(($) => $.shell.booksBroken, { failed, all }) };
  return { ...base, kind: 'done', words: t(($) => $.shell.booksProve, { held: all, all }) };
}
