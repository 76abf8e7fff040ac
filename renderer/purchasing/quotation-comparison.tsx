import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Section } from '../ui/section.tsx';
import { Status } from '../ui/status.tsx';
import { useFormats } from '../ui/ui-context.tsx';
import type { AskedSupplier, Quotation } from './quotation-screen.tsx';

interface Props {
  request: Quotation;
  /** Which supplier the keys are about. */
  at: number;
  onChoose: (at: number) => void;
}

type Answer = NonNullable<AskedSupplier['answer']>;

/** Every line beside what each supplier asks for it; below, what each answer comes to. The cheapest way to order is marked. */
export function QuotationComparison({ request, at, onChoose }: Props) {
  const { t } = useTranslation();
  const formats = useFormats();
  const tracks = { gridTemplateColumns: `minmax(180px, 1fr) 88px repeat(${request.suppliers.length}, minmax(132px, 180px))` };
  const money = (amount: Answer['total']): string => (amount === undefined ? '—' : formats.amount(amount));
  const perSupplier = (heading: string, cell: (answer: Answer, supplier: AskedSupplier) => ReactNode): ReactNode => (
    <div role="row" className="grid-row" style={{ ...tracks, height: 44 }}>
      <span role="rowheader" className="text2">{heading}</span>
      <span role="cell" />
      {request.suppliers.map((supplier, index) => (
        <span key={supplier.supplierId} role="cell" className="num column quotation-cell" data-chosen={index === at}>
          {supplier.answer ? cell(supplier.answer, supplier) : '—'}
        </span>
      ))}
    </div>
  );
  return (
    <>
      <Section title={t(($) => $.quotations.comparison)} side={formats.currencySymbol} />
      <div className="card" style={{ overflowX: 'auto' }}>
        <div role="table" aria-label={t(($) => $.quotations.comparison)} style={{ minWidth: 'max-content' }}>
          <div role="row" className="grid-head" style={{ ...tracks, position: 'static' }}>
            <span role="columnheader">{t(($) => $.purchasing.item)}</span>
            <span role="columnheader" className="num">{t(($) => $.quotations.wanted)}</span>
            {request.suppliers.map(({ supplierId, name }, index) => (
              <span key={supplierId} role="columnheader" className="num quotation-cell" data-chosen={index === at}>
                <button type="button" aria-pressed={index === at} onClick={() => onChoose(index)}>
                  {name}
                </button>
              </span>
            ))}
          </div>
          {request.lines.map((line) => (
            <div key={line.id} role="row" className="grid-row" style={{ ...tracks, height: 48 }}>
              <span role="rowheader" className="column" style={{ minWidth: 0 }}>
                <span className="ellipsis">{line.name}</span>
                <span className="caption code">{line.sku}</span>
              </span>
              <span role="cell" className="num column">
                <span className="medium">{formats.quantity(line.quantity)}</span>
                {line.ordered > 0 && <span className="caption">{t(($) => $.quotations.onOrder, { quantity: formats.quantity(line.ordered) })}</span>}
              </span>
              {request.suppliers.map((supplier, index) => (
                <span key={supplier.supplierId} role="cell" className="num column quotation-cell" data-chosen={index === at}>
                  <Offer request={request} supplier={supplier} line={line} />
                </span>
              ))}
            </div>
          ))}
          {perSupplier(t(($) => $.quotations.goods), ({ goods }) => money(goods))}
          {perSupplier(t(($) => $.quotations.freight), ({ freight }) => (freight === 0 ? '—' : money(freight)))}
          {perSupplier(t(($) => $.quotations.total), ({ total, whole }) => (
            <>
              <span className="strong">{money(total)}</span>
              <span className="caption">{t(($) => $.quotations[whole ? 'whole' : 'part'])}</span>
            </>
          ))}
          {perSupplier(t(($) => $.quotations.deliverOn), ({ deliverOn, late }) => <Dated day={formats.day(deliverOn)} warning={late && t(($) => $.quotations.late)} />)}
          {perSupplier(t(($) => $.quotations.validThroughOn), ({ validThroughOn, expired }) => (
            <Dated day={validThroughOn === null ? t(($) => $.quotations.noEnd) : formats.day(validThroughOn)} warning={expired && t(($) => $.quotations.expired)} />
          ))}
        </div>
      </div>
      {request.suppliers.map(({ supplierId, name, stoppedBy, answer }) => (
        <div key={supplierId} className="column">
          {stoppedBy.length > 0 && <Status kind="stop">{`${name}: ${t(($) => $.purchasing.stoppedBy, { papers: stoppedBy.join(', ') })}`}</Status>}
          {answer?.belowMinimum === true && <Status kind="look">{`${name}: ${t(($) => $.quotations.belowMinimum)}`}</Status>}
        </div>
      ))}
    </>
  );
}

function Offer({ request, supplier, line }: { request: Quotation; supplier: AskedSupplier; line: Quotation['lines'][number] }) {
  const { t } = useTranslation();
  const formats = useFormats();
  if (!supplier.answer) return <span className="text3 caption">{t(($) => $.quotations.noAnswer)}</span>;
  const offer = supplier.answer.lines.find((one) => one.quotationRequestLineId === line.id);
  if (!offer) return <span className="text3 caption">{t(($) => $.quotations.notOffered)}</span>;
  const chosen = request.best?.awards.some((award) => award.lineId === line.id && award.supplierId === supplier.supplierId) === true;
  return (
    <>
      <span className={chosen ? 'strong' : undefined}>{offer.price === undefined ? '—' : formats.bareUnitPrice(offer.price, formats.currency)}</span>
      {chosen && <Status kind="done">{t(($) => $.quotations.cheapest)}</Status>}
      {offer.quantity < line.quantity && <span className="caption warn">{t(($) => $.quotations.offers, { quantity: formats.quantity(offer.quantity) })}</span>}
    </>
  );
}

const Dated = ({ day, warning }: { day: string; warning: string | false }) => (
  <>
    <span>{day}</span>
    {warning !== false && <span className="caption warn">{warning}</span>}
  </>
);
