import { useTranslation } from 'react-i18next';

/** What a field of a sheet is called; one nobody has a word for yet says its own name. */
export function useFieldName(): (name: string) => string {
  const { t } = useTranslation();
  const names: Record<string, string> = t(($) => $.imports.fields, { returnObjects: true });
  return (name) => names[name] ?? name;
}
