"""The rule lexicon: read, checked, compiled, replayed on its own examples."""

from pipeline.errors import RuleError
from pipeline.rules.check import check
from pipeline.rules.loader import Rule, load_rules

__all__ = ["Rule", "RuleError", "check", "load_rules"]
