// What was copied out of the window is taken back at lock, as far as a page may: on Linux the shell does it in any case.

let copied = false;

/** Notes when something of the page goes to the clipboard; returns how to stop. */
export function watchCopies(): () => void {
  const note = (): void => {
    copied = true;
  };
  for (const name of ["copy", "cut"] as const) document.addEventListener(name, note);
  return () => {
    for (const name of ["copy", "cut"] as const) document.removeEventListener(name, note);
  };
}

/** Empties the clipboard if the page filled it. A system that refuses keeps what it has. */
export async function clearCopied(): Promise<void> {
  if (!copied) return;
  copied = false;
  await navigator.clipboard?.writeText("").catch(() => undefined);
}
