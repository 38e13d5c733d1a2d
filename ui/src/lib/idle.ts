// Notices that nobody has touched the window for a while. The desk locks; this only tells it when.

const ACTIVITY = ["pointerdown", "pointermove", "keydown", "wheel"] as const;
const CHECK_MS = 5_000;

/** Calls `onIdle` once after `minutes` without a touch; returns how to stop. Zero minutes never fire. */
export function watchIdle(minutes: number, onIdle: () => void, now: () => number = Date.now): () => void {
  if (minutes <= 0) return () => undefined;
  let last = now();
  const touch = (): void => {
    last = now();
  };
  for (const name of ACTIVITY) window.addEventListener(name, touch, { capture: true, passive: true });
  const timer = setInterval(() => {
    // A computer that slept has not run the timer: the clock tells, not the number of ticks.
    if (now() - last < minutes * 60_000) return;
    last = now();
    onIdle();
  }, CHECK_MS);
  return () => {
    clearInterval(timer);
    for (const name of ACTIVITY) window.removeEventListener(name, touch, { capture: true });
  };
}
