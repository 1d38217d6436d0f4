"""`entente.db`: what was read and found, kept from run to run. `docs/state.md` describes it for other programs."""

from pipeline.state.base import opened

__all__ = ["opened"]
