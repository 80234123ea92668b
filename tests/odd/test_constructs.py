"""What an ODD may be written in, and the case that tries it: construct, section of the TEI Guidelines, case.

The case is one of the tables of this folder, or a test.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

HERE = Path(__file__).parent

# construct: section, file, case
CONSTRUCTS: dict[str, tuple[str, str, str]] = {
    # assemble
    "xi:include": ("23.2", "assemble", "test_what_stands_elsewhere_is_fetched"),
    "specGrp": ("23.2", "compile", "group"),
    "specGrpRef": ("23.2", "compile", "test_a_group_that_stands_elsewhere_is_fetched"),
    "specGrpRef to another file": ("23.2", "assemble", "test_what_stands_elsewhere_is_fetched"),
    "specGrpRef to an address": ("23.2", "assemble", "test_a_catalog_says_where_a_group_and_a_source_lie"),
    "the order of specifications": ("23.2", "assemble", "test_the_order_is_that_in_which_they_stand"),
    # resolve
    "schemaSpec/@source": ("23.8.1", "findings", "test_tei_is_at_hand"),
    "schemaSpec/@source, another ODD": ("23.8.1", "customise", "a module"),
    "schemaSpec/@source, a compiled ODD": ("23.8.1", "findings", "test_a_compiled_odd_is_a_source"),
    "schemaSpec/@source, a chain": ("23.8.1", "findings", "test_a_source_may_have_a_source"),
    "schemaSpec/@source, none": ("23.8.1", "findings", "test_no_source_at_all"),
    "moduleRef/@key": ("23.8.1", "customise", "a module"),
    "moduleRef/@include": ("23.8.1", "customise", "some elements of a module"),
    "moduleRef/@except": ("23.8.1", "customise", "a module without an element"),
    "moduleRef/@source": ("23.8.1", "customise", "another source for a module"),
    "moduleRef/@url": ("23.8.2", "customise", "a grammar as a module"),
    "moduleRef/@url, with includes": ("23.8.2", "customise", "a grammar that refers to others"),
    "moduleRef/@url, Schematron": ("23.8.2", "rules", "test_a_module_of_rules"),
    "moduleRef/@prefix": ("23.8.2", "customise", "a grammar with a prefix"),
    "moduleRef/content": ("23.8.2", "customise", "a grammar whose definition is replaced"),
    "elementRef": ("23.8.1", "customise", "an element by its name"),
    "elementRef/@source": ("23.8.1", "customise", "another source for a reference"),
    "classRef": ("23.8.1", "customise", "an element by its name"),
    "classRef/@include": ("23.8.1", "customise", "some attributes of a class"),
    "classRef/@source": ("23.8.1", "customise", "another source for a class"),
    "macroRef/@source": ("23.8.1", "customise", "another source for a macro"),
    "dataRef/@source": ("23.8.1", "customise", "another source for a datatype"),
    # customise
    "elementSpec, add": ("23.3.1", "customise", "an element added"),
    "elementSpec, change": ("23.3.1", "customise", "an element changed"),
    "elementSpec, replace": ("23.3.1", "customise", "an element replaced"),
    "elementSpec, delete": ("23.3.1", "customise", "an element deleted"),
    "elementSpec, changed twice": ("24.3.1", "customise", "two changes, the later one last"),
    "classSpec, change": ("23.6", "customise", "a list of values closed"),
    "classSpec, replace": ("23.6", "customise", "a class replaced"),
    "classSpec, delete": ("23.6", "customise", "a class deleted"),
    "macroSpec, change": ("23.6", "customise", "a macro changed"),
    "macroSpec, delete": ("23.6", "customise", "a macro deleted"),
    "dataSpec, change": ("23.5.3", "customise", "a datatype changed"),
    "attDef, add": ("23.5.3", "customise", "an attribute added that is there"),
    "attDef, change": ("23.5.3", "customise", "an attribute of its own changed"),
    "attDef, change of a class's": ("23.5.3", "customise", "an attribute of a class changed here"),
    "attDef, change before the class": ("23.5.3", "customise", "a class before what changes its attribute"),
    "attDef, replace": ("23.5.3", "customise", "an attribute of a class replaced here"),
    "attDef, delete": ("23.5.3", "customise", "an attribute of a class deleted here"),
    "attRef": ("23.5.3", "customise", "an attribute by reference"),
    "attRef to what was changed": ("23.5.3", "customise", "a reference to an attribute that was changed"),
    "attList/@org choice": ("23.5.3", "customise", "one attribute or the other"),
    "attList/@org group": ("23.5.3", "compile", "grouped attributes"),
    "valList, no mode": ("23.5.3", "customise", "values without a mode"),
    "valList, change": ("23.5.3", "customise", "values added and deleted"),
    "valList, replace": ("23.5.3", "customise", "values replaced"),
    "valList, delete": ("23.5.3", "customise", "a list of values deleted"),
    "valList/@type closed": ("23.5.3", "compile", "closed list"),
    "valList/@type semi": ("23.5.3", "compile", "half-open list"),
    "valList/@type semi without a datatype": ("23.5.3", "customise", "half open values without a datatype"),
    "valList/@type open": ("23.5.3", "compile", "open list"),
    "valItem, add and delete": ("23.5.3", "customise", "values added and deleted"),
    "valItem, change": ("23.5.3", "customise", "a value of another name"),
    "valItem, replace": ("23.5.3", "customise", "a value replaced"),
    "valItem/paramList": ("23.5.4.5", "rules", "the parameters of a value"),
    "constraintSpec, each mode": ("23.5.2", "compile", "test_a_change_of_constraints"),
    "constraintSpec/@scheme, old": ("23.5.2", "rules", "the scheme as it was called"),
    "constraintSpec/@scheme, another": ("23.5.2", "rules", "in another language than Schematron"),
    "constraintSpec/@xml:lang": ("23.5.2", "rules", "one constraint of two languages"),
    "Schematron 1.5": ("23.5.2", "rules", "Schematron 1.5"),
    "Schematron QuickFix": ("23.5.2", "rules", "test_a_quick_fix_stays_with_its_rule"),
    "@validUntil": ("23.7", "rules", "an element that is deprecated"),
    "classes, replace": ("23.5.1", "customise", "memberships replaced"),
    "memberOf, add and delete": ("23.5.1", "customise", "memberships changed"),
    "exemplum, gloss, desc, remarks, model, each mode": ("24.3.1", "customise", "test_what_is_said_beside_the_structure"),
    "altIdent": ("23.4.2", "customise", "another name in documents"),
    "altIdent/@xml:lang, schemaSpec/@targetLang": ("23.4.2", "customise", "test_names_are_those_of_the_language_that_the_schema_asks_for"),
    # prune
    "a reference to what is not taken": ("24.3.1", "findings", "odd-deleted-but-referenced"),
    "a class that nobody is left in": ("23.6", "customise", "a class that nobody is left in"),
    "content of which nothing is left": ("23.5.1", "findings", "odd-empty-content"),
    "a reference that leads nowhere": ("23.5.1", "findings", "odd-unknown-reference"),
    # content
    "empty": ("23.5.1", "compile", "empty"),
    "textNode": ("23.5.1", "compile", "textNode"),
    "sequence": ("23.5.1", "compile", "sequence"),
    "sequence/@preserveOrder": ("23.5.1", "customise", "content in any order"),
    "alternate": ("23.5.1", "compile", "alternate"),
    "@minOccurs, @maxOccurs": ("23.5.1", "compile", "two to four"),
    "elementRef in content": ("23.5.1", "compile", "optional"),
    "macroRef in content": ("23.5.1", "compile", "macro"),
    "classRef/@expand": ("23.5.1", "compile", "expand sequenceOptionalRepeatable"),
    "classRef/@include in content": ("23.5.1", "compile", "include"),
    "classRef/@except in content": ("23.5.1", "compile", "except"),
    "anyElement": ("23.5.1", "compile", "anyElement"),
    "anyElement/@require": ("23.5.1", "compile", "anyElement require"),
    "anyElement/@except": ("23.5.1", "compile", "anyElement except"),
    "schemaSpec/@defaultExceptions": ("24.3.1", "compile", "test_the_schema_says_what_it_excepts_from_any_element"),
    "dataRef in content": ("23.5.1", "compile", "data in content"),
    "dataRef/@restriction": ("23.5.3", "compile", "restriction"),
    "dataFacet": ("23.5.1", "customise", "facets"),
    "datatype/@maxOccurs": ("23.5.3", "compile", "at most two values"),
    "RELAX NG in content": ("23.5.1", "customise", "patterns of RELAX NG"),
    "RELAX NG in content, a class": ("23.5.1", "customise", "a class of RELAX NG in a sequence"),
    "RELAX NG in datatype": ("23.5.3", "customise", "a datatype of RELAX NG"),
    "RELAX NG in macroSpec": ("23.6", "customise", "a macro of RELAX NG"),
    "macroSpec/@type dt": ("23.6", "customise", "a datatype that is a macro of RELAX NG"),
    # schemaSpec
    "schemaSpec/@start": ("24.3.1", "findings", "test_a_start_that_is_not_there"),
    "schemaSpec without @start": ("24.3.1", "findings", "test_without_start_a_document_is_tei_or_a_corpus"),
    "schemaSpec/@prefix": ("24.3.1", "compile", "test_patterns_take_the_prefix_of_the_schema"),
    "schemaSpec/@ns": ("24.3.1", "compile", "test_the_namespace_of_the_schema"),
    "schemaSpec/@docLang": ("24.3.1", "compile", "test_the_documentation_is_in_the_language_of_the_schema"),
    "several schemaSpec": ("23.8", "findings", "test_one_of_several_schemas"),
    "elementSpec/@ns": ("24.3.1", "customise", "an element of another vocabulary"),
    # write
    "the compiled ODD": ("24.3.1", "findings", "test_a_compiled_odd_is_a_source"),
}  # fmt: skip


@pytest.mark.parametrize("construct", CONSTRUCTS)
def test_a_construct_has_its_case(construct: str) -> None:
    section, file, case = CONSTRUCTS[construct]
    assert re.fullmatch(r"2[234](\.\d+)+", section)
    text = (HERE / f"test_{file}.py").read_text(encoding="utf-8")
    assert f"def {case}(" in text or re.search(rf'^    "{re.escape(case)}": \(', text, re.MULTILINE), case
