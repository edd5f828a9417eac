//! Articles are grouped into copies of one origin
