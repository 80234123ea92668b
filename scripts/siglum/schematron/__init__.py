"""ISO Schematron: rules in XPath, compiled to XSLT, applied in a confined process.

`read` gives the rules of a schema, `Run` applies them to documents. Rules are foreign code: they see the documents
that are checked and, through pattern/@documents, others in the same folder; neither the net, nor other files, nor the
machine. Source: ISO/IEC 19757-3:2020.
"""

from siglum.schematron.compile import Rules, read
from siglum.schematron.handing import Task
from siglum.schematron.run import Confined, Run, check

__all__ = ["Confined", "Rules", "Run", "Task", "check", "read"]
