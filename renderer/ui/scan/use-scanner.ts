import { useEffect } from 'react';
import { isTyping } from '../actions/key-names.ts';
import { deliverScan } from './deliver-scan.ts';
import { holdKeys, wasHeld } from './held-keys.ts';
import { asksForCodes } from './scan-hub.ts';
import { hearSerialScanners } from './serial-scanners.ts';
import { type FieldBefore, rememberField, watchComposition } from './typed-field.ts';
import { signOf } from './physical-keys.ts';
import { makeWedge } from './wedge.ts';

/**
 * The one listener that hears scanners, mounted by the shell: those on a serial line, and those that type (keyboard wedges).
 * Keys are read by their place on the keyboard, so an open Chinese input method changes nothing. Letters outside a text wait
 * 40 ms before they act; letters in a text are never kept back, and a scan that went into one is taken out again unless the
 * field asks for a code.
 */
export function useScanner(): void {
  useEffect(hearSerialScanners, []);
  useEffect(() => {
    const stopWatching = watchComposition();
    const onKey = scannerListener();
    window.addEventListener('keydown', onKey, true);
    return () => {
      stopWatching();
      window.removeEventListener('keydown', onKey, true);
    };
  }, []);
}

function scannerListener(): (event: KeyboardEvent) => void {
  const wedge = makeWedge();
  const held = holdKeys();
  let field: FieldBefore | undefined;
  return (event) => {
    if (wasHeld(event)) return;
    // In a text of a scan screen (a quantity, a code by hand) a person types at a person's pace.
    const patient = asksForCodes() && !isTyping(event.target);
    const heard = wedge.hear(event, patient);
    if (heard.as === 'scan') {
      event.preventDefault();
      event.stopImmediatePropagation();
      held.forget();
      deliverScan({ text: heard.text, at: event.timeStamp }, field);
      return;
    }
    if (heard.as === 'first') field = rememberField(event.target);
    if (heard.as !== 'apart' && actsAlone(event, held.any())) held.hold(event, patient);
    else if (!/^(Shift|Control|CapsLock)/.test(event.code)) held.giveBack(event);
  };
}

/** A bare sign outside a text is a shortcut of some screen. Space presses buttons by itself, so it waits only amid a burst. */
const actsAlone = (event: KeyboardEvent, amid: boolean): boolean =>
  !isTyping(event.target) && !event.ctrlKey && (event.key !== ' ' || amid) && signOf(event) !== undefined;
