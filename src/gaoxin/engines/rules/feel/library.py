"""Brings in every module that registers rules or built-ins."""

from gaoxin.engines.rules.feel.builtins import policy as policy
from gaoxin.engines.rules.feel.interpreter import access as access
from gaoxin.engines.rules.feel.interpreter import calls as calls
from gaoxin.engines.rules.feel.interpreter import forms as forms
from gaoxin.engines.rules.feel.interpreter import operations as operations
