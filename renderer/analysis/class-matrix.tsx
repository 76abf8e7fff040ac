import { useTranslation } from 'react-i18next';
import { demandClasses, valueClasses } from '../../shared/analysis/class.rules.ts';
import type { OutputOf } from '../client/methods.ts';
import { useFormats } from '../ui/ui-context.tsx';
import type { AnalysisSearch } from './analysis-search.ts';

type Matrix = OutputOf<'analysis.matrix'>;

/** Three by three: how many variants each class has and what their sales cost; a cell opens its rows. */
export function ClassMatrix({ matrix, search, onChoose }: { matrix: Matrix; search: AnalysisSearch; onChoose: (chosen: Pick<AnalysisSearch, 'valueClass' | 'demandClass'>) => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <div className="class-matrix" role="group" aria-label={t(($) => $.analysis.byClass)} title={t(($) => $.analysis.classHint)}>
      {valueClasses.flatMap((valueClass) =>
        demandClasses.map((demandClass) => {
          const cell = matrix.cells.find((one) => one.valueClass === valueClass && one.demandClass === demandClass);
          const chosen = search.valueClass === valueClass && search.demandClass === demandClass;
          const name = `${valueClass}${demandClass}`;
          return (
            <button
              key={name}
              type="button"
              className="class-cell"
              aria-pressed={chosen}
              onClick={() => onChoose(chosen ? {} : { valueClass, demandClass })}
            >
              <span className="medium">{name}</span>
              <span className="num text2">{formats.count(cell?.variants ?? 0)}</span>
            </button>
          );
        }),
      )}
    </div>
  );
}
