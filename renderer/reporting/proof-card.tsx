import { useTranslation } from 'react-i18next';
import { Glyph } from '../ui/glyph.tsx';
import { ProblemPanel } from '../ui/problem-panel.tsx';
import { Section } from '../ui/section.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import { Working } from '../ui/working.tsx';
import { useProofWords } from './proof-words.ts';
import { useProof } from './use-proof.ts';

/** Whether the numbers are right: every proof with how much it looked at, and the head of the chain. */
export function ProofCard() {
  const { t } = useTranslation();
  const formats = useFormats();
  const wordsOf = useProofWords();
  const { proof, working, problem, proveAgain } = useProof();
  const progress = working && <Working label={t(($) => $.month.proving)} done={working.done} of={working.of} onStop={working.stop} />;
  if (!proof) return progress;
  const { proofs, provedAt, head } = proof;
  const broken = proofs.filter((one) => one.faults.length > 0);
  const rows = proofs.reduce((sum, one) => sum + one.checked, 0);
  const again = (
    <button type="button" className="plain link" onClick={proveAgain}>
      {t(($) => $.today.proveAgain)}
    </button>
  );
  return (
    <>
      <Section title={t(($) => $.today.proof)} side={<>{t(($) => $.today.provedAt, { time: formats.dateTime(provedAt) })} · {again}</>} />
      {progress}
      {problem !== null && <ProblemPanel problem={problem} />}
      <div className="card proof">
        <div className="row proof-row">
          <Glyph kind={broken.length === 0 ? 'done' : 'stop'} />
          <span>{t(($) => $.today.checksHold, { held: proofs.length - broken.length, all: proofs.length })}</span>
          <span className="spring" />
          <span className="text2 num">{t(($) => $.today.rows, { count: rows })}</span>
        </div>
        {broken.map((one) => (
          <div key={one.id} className="row proof-row">
            <Glyph kind="stop" />
            <span className="ellipsis">{wordsOf({ proof: one.id, says: one.faults[0]?.says ?? '' })}</span>
          </div>
        ))}
        <div className="row proof-row">
          <Glyph kind="done" />
          <span>{t(($) => $.today.chain)}</span>
          <span className="spring" />
          <code className="mono text2" title={head}>{head.slice(0, 8)}</code>
        </div>
      </div>
    </>
  );
}
