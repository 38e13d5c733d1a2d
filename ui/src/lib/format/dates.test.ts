import { describe, expect, it } from "vitest";
import { readDate, showDate, showLongDate, showMoment, showMonth, showWeekday } from "./dates";

describe("reading a date", () => {
  it.each([
    ["09.03.2026", "2026-03-09"],
    ["9.3.2026", "2026-03-09"],
    ["2026-03-09", "2026-03-09"],
    ["  31.12.1999 ", "1999-12-31"],
    ["29.02.2028", "2028-02-29"],
  ])("takes %s", (typed, date) => {
    expect(readDate(typed)).toEqual({ ok: true, date });
  });

  it("takes nothing as no date", () => {
    expect(readDate("  ")).toEqual({ ok: true, date: null });
  });

  it.each([
    ["03/09/2026", "ambiguous"],
    ["03-09-2026", "ambiguous"],
    ["09.03.26", "short_year"],
    ["9/3/26", "short_year"],
    ["29.02.2027", "impossible"],
    ["31.04.2026", "impossible"],
    ["00.01.2026", "impossible"],
    ["01.13.2026", "impossible"],
    ["01.01.0026", "impossible"],
    ["2026-02-30", "impossible"],
    ["9 March 2026", "unreadable"],
    ["20260309", "unreadable"],
    ["09.03.2026T", "unreadable"],
  ])("refuses %s as %s instead of guessing", (typed, problem) => {
    expect(readDate(typed)).toEqual({ ok: false, problem });
  });

  it("reads every day of four years back as it was shown", () => {
    for (let day = Date.UTC(2024, 0, 1); day < Date.UTC(2028, 0, 1); day += 86_400_000) {
      const date = new Date(day).toISOString().slice(0, 10);
      expect(readDate(showDate(date))).toEqual({ ok: true, date });
    }
  });
});

describe("showing time", () => {
  it("keeps the clock of Kazakhstan, whatever the computer's zone", () => {
    expect(showMoment("2026-01-01T00:30:00+05:00")).toBe("01.01.2026 00:30");
    expect(showMoment("2025-12-31T19:30:00Z")).toBe("01.01.2026 00:30");
    expect(showMoment("2025-12-31T22:30:00.123456+03:00")).toBe("01.01.2026 00:30");
  });

  it("shows nothing for nothing", () => {
    expect([showDate(null), showMoment(null)]).toEqual(["", ""]);
  });

  it("names days in three languages", () => {
    expect(showLongDate("2026-03-09", "kk")).toBe("9 наурыз, дүйсенбі");
    expect(showLongDate("2026-03-09", "ru")).toBe("понедельник, 9 марта");
    expect(showLongDate("2026-03-09", "en")).toMatch(/^Monday,? 9 March$/);
    expect([showWeekday("2026-03-15", "kk"), showWeekday("2026-03-15", "ru"), showMonth("2026-12-01", "kk")]).toEqual([
      "жс",
      "вс",
      "желтоқсан",
    ]);
  });
});
