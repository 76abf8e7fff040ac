import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { platformNames } from '../../shared/refusal/platform-names.ts';
import { type SheetPlatform, sheetPlatforms, type SheetTaxes, sheetTaxes } from '../../shared/channels/sheet-layouts.ts';
import type { Language } from '../../shared/units/language.ts';
import { useQueryOf } from '../client/use-shop.tsx';

export interface SheetTerms {
  platform: SheetPlatform;
  taxes: SheetTaxes;
  locationId: number | null;
}

/** What a platform is called in the language of the screen. */
export function usePlatformName(): (platform: SheetPlatform) => string {
  const { t, i18n } = useTranslation();
  const language = i18n.language as Language;
  return (platform) => platformNames[language][platform] ?? t(($) => $.channels.sheet.platformOther);
}

/** Whose sheets a channel has, how their amounts are understood, and where its goods leave from. */
export function SheetTermsFields({ terms, onChange }: { terms: SheetTerms; onChange: (terms: SheetTerms) => void }) {
  const { t } = useTranslation();
  const nameOf = usePlatformName();
  const places = (useQueryOf('location.list', undefined).data?.locations ?? []).filter((place) => place.sellable && !place.blocked);
  return (
    <>
      <Select label={t(($) => $.channels.sheet.platform)} value={terms.platform} data={sheetPlatforms.map((value) => ({ value, label: nameOf(value) }))} onChange={(platform) => platform && onChange({ ...terms, platform })} />
      <Select label={t(($) => $.channels.sheet.taxes)} value={terms.taxes} data={sheetTaxes.map((value) => ({ value, label: t(($) => $.channels.sheet.taxesOf[value]) }))} onChange={(taxes) => taxes && onChange({ ...terms, taxes })} />
      <Select
        label={t(($) => $.channels.sheet.location)}
        value={String(terms.locationId ?? '')}
        data={[{ value: '', label: t(($) => $.channels.sheet.anyLocation) }, ...places.map(({ id, name }) => ({ value: String(id), label: name }))]}
        onChange={(place) => onChange({ ...terms, locationId: place ? Number(place) : null })}
      />
    </>
  );
}
