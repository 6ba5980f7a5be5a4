"""Who is asking, and what they may see: the one place where a request becomes an `Access`."""

from typing import Annotated

from fastapi import Depends, Request

from indexer.model import Access


def access_of(request: Request) -> Access:  # noqa: ARG001 - what a key allows is read from the request here, and only here
    """An asker without a key is public; no header, cookie or parameter widens that."""
    return Access.public()


AccessDep = Annotated[Access, Depends(access_of)]
