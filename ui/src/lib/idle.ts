// Whether somebody is there. The desk decides when to lock; the window tells it of every sign of life, and saves
// what is typed while there is still time.

const ACTIVITY = ["pointerdown", "pointermove", "keydown", "wheel"] as const;
const CHECK_MS = 5_000;
/** Often enough for locks of a minute, seldom enough not to be noticed. */
const NOTE_EVERY_MS = 10_000;
/** How long before the desk's lock the last chance to save comes. */
const AHEAD_MS = 20_000;

export interface IdleWatch {
  /** Minutes after which the desk locks; zero never locks. */
  minutes: number;
  onActive: () => void;
  /** Shortly before the lock. */
  onLastChance: () => void;
  now?: () => number;
}

/** Watches for touches of the window; returns how to stop. */
export function watchIdle({ minutes, onActive, onLastChance, now = Date.now }: IdleWatch): () => void {
  if (minutes <= 0) return () => undefined;
  let last = now();
  let noted = -Infinity;
  let warned = false;
  const touch = (): void => {
    last = now();
    warned = false;
    if (last - noted < NOTE_EVERY_MS) return;
    noted = last;
    onActive();
  };
  for (const name of ACTIVITY) window.addEventListener(name, touch, { capture: true, passive: true });
  const timer = setInterval(() => {
    // A computer that slept has not run the timer: the clock tells, not the number of ticks.
    if (warned || now() - last < minutes * 60_000 - AHEAD_MS) return;
    warned = true;
    onLastChance();
  }, CHECK_MS);
  return () => {
    clearInterval(timer);
    for (const name of ACTIVITY) window.removeEventListener(name, touch, { capture: true });
  };
}
