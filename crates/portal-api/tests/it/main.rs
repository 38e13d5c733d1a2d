//! Pins what goes over the wire: a change of these fixtures is a change of the contract.
#![allow(clippy::unwrap_used, reason = "tests fail by panicking")]

mod openapi;
mod packet;
mod sample;
mod wire;
