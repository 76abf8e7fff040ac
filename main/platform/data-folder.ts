import os from 'node:os';
import path from 'node:path';

/** Where this system keeps a program's data when nobody names a folder. */
export function defaultDataFolder(): string {
  const home = os.homedir();
  if (process.platform === 'win32') return path.join(process.env['APPDATA'] ?? path.join(home, 'AppData', 'Roaming'), 'Shopwright');
  if (process.platform === 'darwin') return path.join(home, 'Library', 'Application Support', 'Shopwright');
  return path.join(process.env['XDG_DATA_HOME'] ?? path.join(home, '.local', 'share'), 'shopwright');
}
