export const classes = {
  title: 'Class limits',
  saved_one: '{{name}}: {{count, number}} row saved',
  saved_other: '{{name}}: {{count, number}} rows saved',
  changed: 'Class limits changed',
  fields: { aShare: 'A up to', bShare: 'B up to', xVariation: 'X up to', yVariation: 'Y up to', holdingRate: 'Holding goods costs a year', deadDays: 'Dead after days' },
  serviceLevels: 'In stock, by class',
  serviceLevelsHint: 'Of a hundred deliveries so many come before the shelf is empty. What to buy holds as much safety stock as that takes.',
  hints: {
    aShare: 'of the cost of all sales, the largest first',
    bShare: 'of the cost of all sales; what is left is C',
    xVariation: 'a week’s sales away from their mean',
    yVariation: 'a week’s sales away from their mean; what is left is Z',
    holdingRate: 'of what they cost: money, room, insurance, loss',
    deadDays: 'in stock and not sold for so long',
  },
};
