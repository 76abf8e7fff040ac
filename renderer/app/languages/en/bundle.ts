export const bundle = {
  title: 'Consists of',
  add: 'Add component',
  none: 'Goods of their own. With components it is a bundle: it has no stock, and is there as often as its scarcest component.',
  each: 'in one',
  enoughFor: '{{available}} there, enough for {{buildable}}',
  buildable: 'Can be sold now: {{quantity}}',
  saved: '{{sku}} consists of something else now',
};
