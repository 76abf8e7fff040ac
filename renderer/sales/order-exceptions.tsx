import { useTranslation } from 'react-i18next';
import { Glyph } from '../ui/glyph.tsx';
import type { Order } from './order-peek.tsx';

type OpenException = Order['openExceptions'][number];

/** What a person must look at before the order goes on, in words with the way to mend it. */
export function OrderExceptions({ exceptions }: { exceptions: readonly OpenException[] }) {
  const { t } = useTranslation();
  return exceptions.map((exception) => (
    <div key={exception.id} className="card notice">
      <Glyph kind="look" />
      <div className="column">
        <span className="medium">{t(($) => $.exceptions[exception.kind].title, { sku: skuOf(exception) })}</span>
        <span className="text2">{t(($) => $.exceptions[exception.kind].text)}</span>
      </div>
    </div>
  ));
}

export const skuOf = ({ details }: { details: Record<string, unknown> }): string => (typeof details['sku'] === 'string' ? details['sku'] : '');
