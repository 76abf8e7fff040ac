import os from 'node:os';
import path from 'node:path';

/** Where this system keeps a program's data when nobody names a folder. */
export function defaultDataFolder(): string {
  const home = os.homedir();
  if (process.platform === 'win32') return path.join(process.env['APPDATA'] ?? path.join(home, 'AppData', 'Roaming'), 'Shopwright');
  if (process.platform === 'darwin') return path.join(home, 'Library', 'Application Support', 'Shopwright');
  return path.join(process.env['XDG_DATA_HOME'] ?? path.join(home, '.local', 'share'), 'shopwright');
}

/**
 * Where this system keeps what a program notes for itself, apart from any shop's folder: a shop put back whole does not bring
 * it along. The window and the command line use the same place, so each notices what the other saw. SHOPWRIGHT_STATE names another.
 */
export function stateFolder(): string {
  const home = os.homedir();
  const named = process.env['SHOPWRIGHT_STATE'];
  if (named) return named;
  if (process.platform === 'win32') return path.join(process.env['LOCALAPPDATA'] ?? path.join(home, 'AppData', 'Local'), 'Shopwright');
  if (process.platform === 'darwin') return path.join(home, 'Library', 'Application Support', 'Shopwright State');
  return path.join(process.env['XDG_STATE_HOME'] ?? path.join(home, '.local', 'state'), 'shopwright');
}
