import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import project from '../package.json' with { type: 'json' };

/** Run from the project's root. `base: './'` because the page is served from app:// in Electron and from a port in the browser. */
export default defineConfig({
  root: 'renderer',
  base: './',
  plugins: [react()],
  define: { shopwrightVersion: JSON.stringify(project.version) },
  build: { outDir: '../dist/renderer', emptyOutDir: true, target: 'chrome140', chunkSizeWarningLimit: 1500 },
});
