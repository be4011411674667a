"""An import-linter contract that import-linter does not bring: standard library only."""

import sys
from typing import cast

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output


class StandardLibraryContract(Contract):
    """The named packages import each other and the standard library, and nothing else.

    A list of forbidden packages would have to be kept; this rule also holds for a dependency added tomorrow.
    What floors may import of one another is the business of the layers contract.
    """

    type_name = "standard_library"

    packages = fields.ListField(subfield=fields.StringField())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:  # noqa: ARG002 (import-linter's door)
        """Finds every import from one of the packages of a module that is neither ours nor Python's."""
        allowed = sys.stdlib_module_names | set(self.session_options["root_packages"])
        strangers = sorted(
            (importer, imported)
            for importer in graph.modules
            if importer.partition(".")[0] in cast(list[str], self.packages)
            for imported in graph.find_modules_directly_imported_by(importer)
            if imported.partition(".")[0] not in allowed
        )
        return ContractCheck(kept=not strangers, metadata={"strangers": strangers})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Prints each import that breaks the contract."""
        for importer, imported in check.metadata["strangers"]:
            output.print_error(f"{importer} imports {imported}, which is not in the standard library")
        output.new_line()
