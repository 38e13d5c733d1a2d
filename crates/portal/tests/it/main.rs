//! The server through its front door.
