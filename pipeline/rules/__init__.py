"""The rule lexicon: read, checked, compiled, replayed on its own examples."""

from pipeline.rules.check import check
from pipeline.rules.loader import Rule, RuleError, load_rules

__all__ = ["Rule", "RuleError", "check", "load_rules"]
