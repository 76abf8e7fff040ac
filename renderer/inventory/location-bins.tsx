import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../client/use-shop.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Section } from '../ui/section.tsx';
import type { LocationRow } from './locations-screen.tsx';

/** The shelves of a place; goods may always lie in no bin. */
export function LocationBins({ row }: { row: LocationRow }) {
  const { t } = useTranslation();
  const create = useCommand('bin.create');
  const block = useCommand('bin.block');
  const unblock = useCommand('bin.unblock');
  const [code, setCode] = useState('');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (code.trim() !== '') create.mutate({ locationId: row.id, code }, { onSuccess: () => setCode('') });
  };
  const problem = create.error ?? block.error ?? unblock.error;
  return (
    <>
      <Section title={t(($) => $.places.bins)} side={row.bins.length === 0 ? t(($) => $.places.noBins) : undefined} />
      {row.bins.map((bin) => (
        <div key={bin.id} className="row" style={{ minHeight: 26 }}>
          <span className={bin.blocked ? 'code text3' : 'code'}>{bin.code}</span>
          <span className="spring" />
          <button type="button" className="plain link" onClick={() => (bin.blocked ? unblock : block).mutate({ binId: bin.id })}>
            {bin.blocked ? t(($) => $.places.unblock) : t(($) => $.places.block)}
            <span className="hidden-text"> {bin.code}</span>
          </button>
        </div>
      ))}
      <form className="row" onSubmit={submit} style={{ marginTop: 8 }}>
        <TextInput style={{ flex: 1 }} aria-label={t(($) => $.places.newBin)} placeholder={t(($) => $.places.newBin)} value={code} onChange={(event) => setCode(event.currentTarget.value)} />
        <Button type="submit" variant="default" loading={create.isPending}>
          {t(($) => $.places.addBin)}
        </Button>
      </form>
      {problem !== null && <ProblemPanel problem={problem} />}
    </>
  );
}
