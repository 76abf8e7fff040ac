import { IconBarcode } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActionButton } from '../ui/actions/action-button.tsx';
import { useActions } from '../ui/actions/use-actions.ts';
import { ScanField } from '../ui/scan/scan-field.tsx';

/** Under a station's panel: what to do next, and a field for a code whose label no scanner reads. It has the keys only while it is asked for. */
export function TypedCode({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const type = { id: 'station.code', label: t(($) => $.scan.typeCode), group: t(($) => $.keys.here), keys: '/', icon: <IconBarcode size={16} stroke={1.8} />, run: () => setOpen(true) };
  useActions('screen', [type]);
  if (open) return <ScanField label={t(($) => $.scan.typeCode)} onLeave={() => setOpen(false)} />;
  return (
    <>
      {children}
      <span className="spring" />
      <ActionButton action={type} variant="subtle" style={{ flex: 'none' }} />
    </>
  );
}
