import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemPanel } from '../../ui/problem-panel.tsx';

/** The first thing a phone shows: the code of the laptop's screen, which a picture of it fills in, and what the phone is called. */
export function PairScreen({ code: given, onPair }: { code: string; onPair: (code: string, name: string) => Promise<void> }) {
  const { t } = useTranslation();
  const [code, setCode] = useState(given);
  const [name, setName] = useState('');
  const [problem, setProblem] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setBusy(true);
    setProblem(null);
    onPair(code, name.trim()).catch(setProblem).finally(() => setBusy(false));
  };
  return (
    <main className="phone-pair">
      <div className="row">
        <span className="seal" aria-hidden="true" lang="zh-Hans">掌</span>
        <h1>{t(($) => $.phones.pairTitle)}</h1>
      </div>
      <p className="text2">{t(($) => $.phones.pairText)}</p>
      <form className="column" style={{ gap: 16 }} onSubmit={submit}>
        <TextInput size="lg" label={t(($) => $.phones.code)} description={t(($) => $.phones.codeHint)} value={code} onChange={(event) => setCode(event.currentTarget.value)} autoComplete="off" autoCapitalize="characters" spellCheck={false} autoFocus={given === ''} />
        <TextInput size="lg" label={t(($) => $.phones.phoneName)} description={t(($) => $.phones.phoneNameHint)} value={name} onChange={(event) => setName(event.currentTarget.value)} maxLength={80} autoComplete="off" autoFocus={given !== ''} />
        {problem !== null && <ProblemPanel problem={problem} />}
        <Button type="submit" h={56} fz={16} loading={busy} disabled={code.trim() === '' || name.trim() === ''}>
          {t(($) => $.phones.pair)}
        </Button>
      </form>
    </main>
  );
}
