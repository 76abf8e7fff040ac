import { Popover } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { OutputOf } from '../client/methods.ts';
import { Status, Tag } from '../ui/status.tsx';
import { useFormats } from '../ui/ui-context.tsx';

/** Whether all that must agree agrees; opens to each pair of figures. */
export function Controls({ report: { controls } }: { report: OutputOf<'report.get'> }) {
  const { t } = useTranslation();
  const formats = useFormats();
  if (controls.length === 0) return null;
  const wrong = controls.filter(({ left, right }) => left !== right).length;
  return (
    <Popover width={448} position="bottom-start" withinPortal returnFocus trapFocus>
      <Popover.Target>
        <button type="button" className="plain">
          {wrong === 0 ? <Tag kind="done" tone="ok">{t(($) => $.statements.agrees, { count: controls.length })}</Tag> : <Tag kind="stop" tone="bad">{t(($) => $.statements.differs, { count: wrong })}</Tag>}
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t(($) => $.statements.mustAgree)}>
        <div className="column" style={{ gap: 8 }}>
          {controls.map(({ id, label, left, right }) => (
            <div key={id} className="column">
              <Status kind={left === right ? 'done' : 'stop'}>{label}</Status>
              <span className="num text2">
                {formats.amount(left)} {left === right ? '=' : '≠'} {formats.amount(right)}
              </span>
            </div>
          ))}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
