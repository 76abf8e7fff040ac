import { cashReleaseWords } from '../../../../shared/purchasing/cash-release-words.rules.ts';

export const cashRelease = {
  ...cashReleaseWords.en,
  views: { top: 'Top 20', all: 'All' },
  neededFor: 'Needed for',
  boundInAll: 'Bound above what is needed',
  listed_one: 'The {{count}} listed',
  listed_other: 'The {{count, number}} listed',
  listedOf: '{{listed}} of {{variants}} variants',
  inBooks: 'inventory in the books: {{value}}',
  openNeed: 'Open what is needed',
  because: {
    onOrder: '{{coming}} more are on order or drafted: take those back before anything else.',
    stopOrdering: 'It sells, but what is above the need lasts {{days}} days: buy none until it is down.',
    returnToSupplier: '{{returnable}} came in the last 60 days, the latest from {{supplier}}, and may go back.',
    markdown: 'Nothing sold in 90 days: a lower price brings its money back.',
    bundle: 'At its pace what is above the need lasts {{days}} days: sell it together with what sells.',
  },
  valueTerm: '{{onHand}} on hand, at cost',
  neededTerm: 'lead time, {{days}} days of sales and safety stock',
  excessTerm: 'on hand − on hold − allocated − needed',
  soldTerm: '{{sold}} sold in 90 days',
  noneTitle: 'No money lies idle',
  noneText: 'No goods are above what is needed of them for the days chosen.',
};
