import { useTranslation } from 'react-i18next';
import type { Minor } from '../../shared/units/minor.ts';
import type { Quantity } from '../../shared/units/quantity.ts';
import type { OutputOf } from '../client/methods.ts';
import { Status } from '../ui/status.tsx';
import { useFormats } from '../ui/ui-context.tsx';

type Finding = OutputOf<'supplierBill.match'>['findings'][number];

/** How a bill differs from order and receipt, each with its two numbers; or that it does not. */
export function Findings({ findings }: { findings: readonly Finding[] }) {
  const { t } = useTranslation();
  const formats = useFormats();
  // A finding about a price counts money, the others goods.
  const told = ({ kind }: Finding, value: number): string => (kind === 'price' ? formats.amount(value as Minor) : formats.quantity(value as Quantity));
  if (findings.length === 0) return <Status kind="done">{t(($) => $.bills.matches)}</Status>;
  return (
    <div className="column" style={{ gap: 4 }} role="status">
      {findings.map((finding) => (
        <Status key={`${finding.lineNo}.${finding.kind}`} kind={finding.within ? 'done' : 'look'}>
          {finding.lineNo}. {t(($) => $.bills.findings[finding.kind], { found: told(finding, finding.found), expected: told(finding, finding.expected) })}{' '}
          <span className="text3">{finding.within ? t(($) => $.bills.within) : t(($) => $.bills.outside)}</span>
        </Status>
      ))}
    </div>
  );
}
