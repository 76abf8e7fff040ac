export const sorting = {
  title: '分类与属性',
  categoriesSide: '就地改名；空的才能移除',
  attributesSide: '商品的说明，也是列表的筛选条件',
  collections: '集合',
  collectionsSide: '以名称保存的商品筛选条件',
  noCollections: '还没有集合：在商品列表中筛选后，用名称保存条件。',
  newCategory: '新分类',
  attribute: '属性',
  renamed: '“{{old}}”已改名为“{{name}}”',
  removed: '已移除“{{name}}”',
};
