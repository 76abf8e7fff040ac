// What `require('electron')` finds while the compiled program runs in a test.
module.exports = globalThis[Symbol.for('shopwright.electron-double')];
