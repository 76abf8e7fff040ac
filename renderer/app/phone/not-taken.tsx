import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { instant } from '../../../shared/units/instant.ts';
import type { NotTaken } from '../../client/shop-client.ts';
import type { PhoneNow } from '../../client/use-phone.ts';
import { Glyph } from '../../ui/glyph.tsx';
import { useUi } from '../../ui/ui-context.tsx';

/** What was kept here and the shop did not take when it came: nothing of it is lost, and a person says that they have looked. */
export function NotTakenList({ phone: { phone, refused } }: { phone: PhoneNow }) {
  const { t } = useTranslation();
  if (refused.length === 0) return null;
  return (
    <section role="alert">
      <h2 className="section">{t(($) => $.phones.notTaken, { count: refused.length })}</h2>
      {refused.map((one) => (
        <NotTakenRow key={one.sequence} one={one} onSeen={() => phone.forget(one.sequence)} />
      ))}
    </section>
  );
}

function NotTakenRow({ one, onSeen }: { one: NotTaken; onSeen: () => void }) {
  const { t } = useTranslation();
  const { formats, problemText } = useUi();
  const told = one.code === 'UNSURE' ? { what: t(($) => $.phones.unsure), why: t(($) => $.phones.unsureText) } : problemText(one);
  const words = t(($) => $.phones.did, { returnObjects: true }) as Record<string, string>;
  return (
    <div className="phone-not-taken">
      <Glyph kind="stop" />
      <div className="column" style={{ minWidth: 0 }}>
        <span className="medium">{told.what}</span>
        <span className="text2">{told.why}</span>
        <span className="caption">{words[one.method] ?? one.method} · {formats.moment(instant(one.at))}</span>
      </div>
      <Button variant="default" h={40} onClick={onSeen}>{t(($) => $.phones.seen)}</Button>
    </div>
  );
}
