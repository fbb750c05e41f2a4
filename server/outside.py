"""Look at the machines that a query would call, before it is run."""

from collections.abc import Sequence

from kg.errors import AddressError, QueryRefusedError
from kg.ingest.guard import judged, resolve, target


def check(addresses: Sequence[str]) -> None:
    """Do nothing if all of *addresses* are those of public machines.

    Their hosts are allowed by name already: this keeps a name from leading into
    the network of the server.

    Raises:
        QueryRefusedError: one of them is not.
    """
    for address in addresses:
        try:
            judged(target(address), allow_private=False, resolve=resolve)
        except AddressError as error:
            raise QueryRefusedError(f"<{address}> is not called: {error}") from error
