import { app, Menu, type MenuItemConstructorOptions } from 'electron';
import { openOtherShop } from './other-shop.ts';

/** The words of the native menu and dialogs; everything inside the page has its words in the renderer. */
export interface MenuWords {
  file: string;
  openShop: string;
  noShop: string;
  noShopWhy: string;
  notOpened: string;
  newestBackup: string;
  putBack: string;
  whichScanner: string;
  noScanner: string;
  edit: string;
  view: string;
  window: string;
  quit: string;
  undo: string;
  redo: string;
  cut: string;
  copy: string;
  paste: string;
  selectAll: string;
  reload: string;
  actualSize: string;
  zoomIn: string;
  zoomOut: string;
  fullScreen: string;
  minimize: string;
}

const english: MenuWords = {
  openShop: 'Open a Shop’s Folder…', noShop: 'That folder holds no shop', noShopWhy: 'A shop’s folder has a file named shop.db in it. Nothing was changed.',
  notOpened: 'The shop could not be opened. Nothing was changed.', newestBackup: 'The newest backup:', putBack: 'Put It Back and Start Again',
  whichScanner: 'Which of these is the scanner?', noScanner: 'None of Them',
  file: 'Shop', edit: 'Edit', view: 'View', window: 'Window', quit: 'Quit Shopwright', undo: 'Undo', redo: 'Redo', cut: 'Cut', copy: 'Copy', paste: 'Paste',
  selectAll: 'Select All', reload: 'Reload', actualSize: 'Actual Size', zoomIn: 'Zoom In', zoomOut: 'Zoom Out', fullScreen: 'Full Screen', minimize: 'Minimize',
};
const simplified: MenuWords = {
  openShop: '打开店铺文件夹…', noShop: '这个文件夹里没有店铺', noShopWhy: '店铺文件夹里有一个名为 shop.db 的文件。什么都没有改动。',
  notOpened: '打不开这家店铺，什么都没有改动。', newestBackup: '最新备份：', putBack: '恢复备份并重新启动',
  whichScanner: '哪一个是扫码枪？', noScanner: '都不是',
  file: '店铺', edit: '编辑', view: '显示', window: '窗口', quit: '退出掌柜', undo: '撤销', redo: '重做', cut: '剪切', copy: '复制', paste: '粘贴',
  selectAll: '全选', reload: '重新载入', actualSize: '实际大小', zoomIn: '放大', zoomOut: '缩小', fullScreen: '全屏', minimize: '最小化',
};
const traditional: MenuWords = {
  openShop: '開啟商店資料夾…', noShop: '這個資料夾裡沒有商店', noShopWhy: '商店資料夾裡有一個名為 shop.db 的檔案。沒有任何變動。',
  notOpened: '打不開這間商店，沒有任何變動。', newestBackup: '最新的備份：', putBack: '還原備份並重新啟動',
  whichScanner: '哪一個是掃描器？', noScanner: '都不是',
  file: '商店', edit: '編輯', view: '顯示', window: '視窗', quit: '結束掌櫃', undo: '復原', redo: '重做', cut: '剪下', copy: '拷貝', paste: '貼上',
  selectAll: '全選', reload: '重新載入', actualSize: '實際大小', zoomIn: '放大', zoomOut: '縮小', fullScreen: '全螢幕', minimize: '最小化',
};

/** The system's language decides, as for every native menu. */
export function wordsFor(locale: string): MenuWords {
  if (!/^zh\b/i.test(locale)) return english;
  return /hant|tw|hk|mo/i.test(locale) ? traditional : simplified;
}

export function setMenu(): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(template(wordsFor(app.getLocale()))));
}

const template = (words: MenuWords): MenuItemConstructorOptions[] => [
  {
    label: words.file,
    submenu: [
      { label: words.openShop, accelerator: 'CmdOrCtrl+O', click: () => void openOtherShop(words) },
      { type: 'separator' },
      { label: words.quit, accelerator: 'CmdOrCtrl+Q', click: () => app.quit() },
    ],
  },
  {
    label: words.edit,
    submenu: [
      { role: 'undo', label: words.undo },
      { role: 'redo', label: words.redo },
      { type: 'separator' },
      { role: 'cut', label: words.cut },
      { role: 'copy', label: words.copy },
      { role: 'paste', label: words.paste },
      { role: 'selectAll', label: words.selectAll },
    ],
  },
  {
    label: words.view,
    submenu: [
      { role: 'reload', label: words.reload },
      { type: 'separator' },
      { role: 'resetZoom', label: words.actualSize },
      { role: 'zoomIn', label: words.zoomIn },
      { role: 'zoomOut', label: words.zoomOut },
      { type: 'separator' },
      { role: 'togglefullscreen', label: words.fullScreen },
    ],
  },
  { label: words.window, submenu: [{ role: 'minimize', label: words.minimize }] },
];
