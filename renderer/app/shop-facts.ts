import { useTranslation } from 'react-i18next';
import { useQueryOf } from '../client/use-shop.tsx';
import { useProof } from '../reporting/use-proof.ts';
import { useNow } from '../ui/now.ts';
import { useFormats } from '../ui/ui-context.tsx';
import type { Needs } from './rail.tsx';
import type { Fact } from './status-bar.tsx';

/** The status bar's three facts, always in the same order, and the rail's counts: from the shop's own answers. */
export function useShopFacts(): { facts: readonly Fact[]; needs: Needs } {
  const today = useQueryOf('today.get', undefined);
  const { fact: sync, needYou } = useSyncFact();
  const ship = useQueryOf('wave.waiting', {});
  const stocktakes = useQueryOf('stocktake.list', { limit: 1 });
  const facts = [useBooksFact(), sync, useBackupFact()];
  const needs = { orders: today.data?.toShip ?? 0, ship: ship.data?.toPack ?? 0, counts: stocktakes.data?.waiting ?? 0, channels: needYou };
  return { facts: facts.filter((fact) => fact !== undefined), needs };
}

function useBooksFact(): Fact {
  const { t } = useTranslation();
  const formats = useFormats();
  const now = useNow();
  const { proof } = useProof();
  const base = { id: 'books', to: '/' } as const;
  if (!proof) return { ...base, kind: 'half', words: t(($) => $.shell.booksUnproved) };
  const all = proof.proofs.length;
  const failed = proof.proofs.filter((one) => one.faults.length > 0).length;
  const age = formats.age(now - proof.provedAt);
  if (failed > 0) return { ...base, kind: 'stop', words: `${t(($) => $.shell.booksBroken, { failed, all })} · ${age}` };
  const proved = t(($) => $.shell.booksProve, { held: all, all });
  return { ...base, kind: 'done', words: `${proved} · ${t(($) => $.inventory.stockIsBooks, { age })}` };
}

function useSyncFact(): { fact: Fact | undefined; needYou: number } {
  const { t } = useTranslation();
  const status = useQueryOf('sync.status', undefined);
  const base = { id: 'sync', to: '/channels' } as const;
  if (!status.data) return { fact: undefined, needYou: 0 };
  const { channels } = status.data;
  const needYou = channels.filter((channel) => channel.state === 'needsYou').length;
  const fresh = channels.filter((channel) => channel.state === 'fine').length;
  const stale = channels.some((channel) => channel.state === 'stale');
  const waiting = channels.reduce((sum, channel) => sum + channel.waiting, 0);
  if (channels.length === 0) return { fact: { ...base, kind: 'off', words: t(($) => $.shell.noChannels) }, needYou };
  const words = waiting === 0 ? t(($) => $.shell.sync, { fresh, all: channels.length }) : t(($) => $.shell.syncWaiting, { fresh, all: channels.length, waiting });
  return { fact: { ...base, kind: needYou > 0 ? 'stop' : stale ? 'look' : fresh === channels.length ? 'done' : 'wait', words }, needYou };
}

function useBackupFact(): Fact | undefined {
  const { t } = useTranslation();
  const formats = useFormats();
  const backups = useQueryOf('backup.list', undefined);
  const base = { id: 'backup', to: '/settings' } as const;
  if (!backups.data) return undefined;
  const [newest] = backups.data.backups;
  if (!newest) return { ...base, kind: 'todo', words: t(($) => $.shell.noBackup) };
  return { ...base, kind: 'done', words: t(($) => $.shell.backup, { when: formats.dateTime(newest.madeAt) }) };
}
