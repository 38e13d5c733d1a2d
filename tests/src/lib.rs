//! End-to-end journeys of Expat Desk.
