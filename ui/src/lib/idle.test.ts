// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { watchIdle } from "./idle";

describe("the idle watch", () => {
  let clock = 0;
  const onActive = vi.fn();
  const onLastChance = vi.fn();
  const watch = (minutes: number): (() => void) => watchIdle({ minutes, onActive, onLastChance, now: () => clock });
  const touch = (): void => void window.dispatchEvent(new Event("keydown"));
  const wait = (ms: number): void => {
    clock += ms;
    vi.advanceTimersByTime(ms);
  };

  beforeEach(() => {
    clock = 0;
    onActive.mockReset();
    onLastChance.mockReset();
    vi.useFakeTimers();
  });
  afterEach(() => vi.useRealTimers());

  it("gives a last chance to save once, shortly before the lock", () => {
    const stop = watch(1);
    wait(35_000);
    expect(onLastChance).not.toHaveBeenCalled();
    wait(10_000);
    wait(60_000);
    expect(onLastChance).toHaveBeenCalledOnce();
    stop();
  });

  it("begins again with every touch", () => {
    const stop = watch(1);
    wait(35_000);
    touch();
    wait(35_000);
    expect(onLastChance).not.toHaveBeenCalled();
    stop();
  });

  it("tells of signs of life, but not of each", () => {
    const stop = watch(10);
    touch();
    touch();
    wait(9_000);
    touch();
    expect(onActive).toHaveBeenCalledOnce();
    wait(2_000);
    touch();
    expect(onActive).toHaveBeenCalledTimes(2);
    stop();
  });

  it("notices a computer that slept", () => {
    const stop = watch(10);
    clock += 3_600_000;
    vi.advanceTimersByTime(5_000);
    expect(onLastChance).toHaveBeenCalledOnce();
    stop();
  });

  it("is silent when it is off or stopped", () => {
    watch(0);
    watch(1)();
    touch();
    wait(600_000);
    expect([onActive.mock.calls, onLastChance.mock.calls]).toEqual([[], []]);
  });
});
