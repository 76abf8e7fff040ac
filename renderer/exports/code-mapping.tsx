import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Section } from '../ui/section.tsx';

interface Mapping {
  accounts: readonly { code: string; name: string }[];
  mapping: Readonly<Record<string, string>>;
  onChange: (mapping: Record<string, string>) => void;
}

/** Our account codes beside theirs; an empty field means that theirs is the same. */
export function CodeMapping({ accounts, mapping, onChange }: Mapping) {
  const { t } = useTranslation();
  const put = (code: string, theirs: string): void => onChange(Object.fromEntries(Object.entries({ ...mapping, [code]: theirs.trim() }).filter(([, value]) => value !== '')));
  return (
    <div className="column" style={{ gap: 4 }}>
      <Section title={t(($) => $.exporting.codes)} side={`${t(($) => $.exporting.ourCode)} → ${t(($) => $.exporting.theirCode)}`} />
      {accounts.map(({ code, name }) => (
        <div key={code} className="row" style={{ gap: 8 }}>
          <span className="medium" style={{ width: 90 }}>
            {code}
          </span>
          <span className="ellipsis" style={{ width: 340 }}>
            {name}
          </span>
          <TextInput aria-label={`${t(($) => $.exporting.theirCode)} ${code}`} w={160} placeholder={t(($) => $.exporting.sameCode)} value={mapping[code] ?? ''} onChange={(event) => put(code, event.currentTarget.value)} />
        </div>
      ))}
    </div>
  );
}
