import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../client/methods.ts';
import { Glyph } from '../ui/glyph.tsx';
import { useFormats } from '../ui/ui-context.tsx';

/** What an undone import left, named. */
export function TakenBack({ back }: { back: OutputOf<'sheet.takeBack'> }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { removed, restored, archived, kept, keptCount } = back;
  return (
    <div className="card taken-back" role="status">
      <div className="row">
        <Glyph kind={keptCount > 0 ? 'look' : 'done'} />
        <span>{t(($) => $.imports.backDone, { removed: formats.count(removed), restored: formats.count(restored), archived: formats.count(archived) })}</span>
      </div>
      {keptCount > 0 && (
        <>
          <p className="text2">{t(($) => $.imports.backKept, { count: keptCount })}</p>
          <ul>
            {kept.slice(0, 20).map(({ name, reason }) => (
              <li key={`${name} ${reason}`}>
                {name} <span className="text3">{t(($) => $.imports.keptReasons[reason])}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
