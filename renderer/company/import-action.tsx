import { IconFileImport } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { SheetKindName } from '../../shared/company/sheet.contract.ts';
import type { Action } from '../ui/actions/action-registry.ts';
import { importPlaces, useSheetKindName } from './import-place.ts';

/** The way from a list to the import of its sheets. */
export function useImportAction(kind: SheetKindName): Action {
  const { t } = useTranslation();
  const navigate = useNavigate();
  return { id: `${kind}.import`, label: t(($) => $.imports.title), group: useSheetKindName(kind), keys: 'i', icon: <IconFileImport size={14} />, run: () => void navigate({ to: importPlaces[kind].import }) };
}
