/** Everything the books can be handed over as. A new format is one rules file, its line here and its words. */
export const exportFormats = [
  'hledger', 'beancount', 'csv', 'xeroJournal', 'xeroInvoices', 'quickBooksOnline', 'quickBooksDesktop', 'kingdeeKis', 'kingdeeCloud', 'yonyouT3', 'yonyouCloud', 'datev', 'fec', 'safT', 'ubl', 'ofx', 'handOver',
] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** Whose accountant asks for a format, for a list that is read from one's own place. */
export const formatGroups: readonly { group: 'handOver' | 'plainText' | 'programs' | 'china' | 'authorities' | 'papers'; formats: readonly ExportFormat[] }[] = [
  { group: 'handOver', formats: ['handOver'] },
  { group: 'plainText', formats: ['csv', 'hledger', 'beancount'] },
  { group: 'programs', formats: ['xeroJournal', 'xeroInvoices', 'quickBooksOnline', 'quickBooksDesktop', 'datev'] },
  { group: 'china', formats: ['kingdeeKis', 'kingdeeCloud', 'yonyouT3', 'yonyouCloud'] },
  { group: 'authorities', formats: ['fec', 'safT'] },
  { group: 'papers', formats: ['ubl', 'ofx'] },
];
