//! Tables from and to XLSX and CSV: every cell is text, every size is bounded, and nothing that is written
//! can run as a formula. It knows no record and no rule.
