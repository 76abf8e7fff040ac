export const sorting = {
  title: '分類與屬性',
  categoriesSide: '直接改名；空的才能移除',
  attributesSide: '商品的說明，也是列表的篩選條件',
  collections: '集合',
  collectionsSide: '以名稱保存的商品篩選條件',
  noCollections: '還沒有集合：先在商品列表篩選，再替條件取個名稱。',
  newCategory: '新分類',
  attribute: '屬性',
  renamed: '「{{old}}」已改名為「{{name}}」',
  removed: '已移除「{{name}}」',
};
